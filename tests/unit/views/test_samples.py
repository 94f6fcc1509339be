"""Every screen the code can compose has a sample, so that the tests of looks see it.

Derived from the code: the addresses that composers give their documents, and the words of
screens that nothing but a composer asks for. A new screen, or a new state of one with words
of its own, fails here until ``kiosk.shots`` or ``tests.harness`` has a sample of it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from locales.catalogue import CATALOGUES
from locales.languages import Language
from locales.text import Text
from locales.words import Parameter, Words
from tests.harness.rare_screens import rare_screens, sample_boards
from tests.harness.sample_screens import screens

ROOT = Path(__file__).parents[3]
ROOMS = ("kiosk", "views")

ELSEWHERE = {
    "screens.language.prevails",  # in traditional Chinese only: test_prevails.py
    "screens.language.zh-Hant-TW",  # where it is configured: test_screens_render.py
    "screens.region.navigation",  # said by the reader, where a region has its own name
    "screens.region.service",  # as above
}
"""Words of screens that no sample shows in English, each with the reason."""


class Asked(Words):
    """Words that remember which keys were asked for."""

    keys: set[str]

    def __call__(self, key: str, **params: Parameter) -> Text:
        self.keys.add(key)
        return super().__call__(key, **params)

    def plural(self, key: str, n: int, **params: Parameter) -> Text:
        self.keys.add(key)
        return super().plural(key, n, **params)


def test_every_address_in_the_code_has_a_sample() -> None:
    sampled = {document.address for _, document in screens(Language.EN)}
    sampled |= {"screen:error"}  # an error stands at the address of the page that failed
    assert {found for path in sources() for found in addresses(path)} - sampled == set()


def test_all_words_of_screens_are_on_some_sample() -> None:
    keys: set[str] = set()

    def words_of(language: Language) -> Words:
        words = Asked(language)
        words.keys = keys
        return words

    words = words_of(Language.EN)
    for _ in (*screens(Language.EN, words_of), *rare_screens(words), *sample_boards(words)):
        pass
    text = (CATALOGUES / "en" / "screens.po").read_text(encoding="utf-8")
    written = set(re.findall(r'^msgid "(screens\..+)"$', text, re.MULTILINE))
    assert written - keys - ELSEWHERE == set()


def test_an_address_is_found_however_it_is_written(tmp_path: Path) -> None:
    code = tmp_path / "new.py"
    code.write_text(
        'NAME = "new"\n'
        'make = Maker(f"screen:{NAME}", words)\n'
        'other = Maker("screen:plain", words)\n'
        "chosen = compose_choices(NAME, title, [], words)\n"
        "OWN = 'screen:constant'\nthird = Maker(OWN, words)\n",
        encoding="utf-8",
    )
    assert set(addresses(code)) == {"screen:new", "screen:plain", "screen:constant"}


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def addresses(path: Path) -> Iterator[str]:
    """The address of every document that a file of code composes itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        named = _text(node.args[0], constants)
        if called == "Maker" and named.startswith("screen:") and named != "screen:frame":
            yield named
        elif called == "compose_choices" and named:
            yield f"screen:{named}"


def _text(node: ast.expr, constants: Mapping[str, object]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return str(constants.get(node.id, ""))
    if isinstance(node, ast.BoolOp):
        return _text(node.values[-1], constants)
    if isinstance(node, ast.JoinedStr):
        parts = [
            part.value if isinstance(part, ast.FormattedValue) else part for part in node.values
        ]
        texts = [_text(part, constants) for part in parts]
        return "".join(texts) if all(texts) else ""
    return ""
