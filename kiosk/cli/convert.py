"""``convert``: lines from standard input in another script, with the reasons if asked.

For those who keep the glossary: it uses the terminal's own layers, and names the
layer that decided each changed character.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TextIO

from locales.convert import Converter
from locales.errors import LocaleError
from locales.explain import Decision, Explainer
from locales.languages import Language

Converted = tuple[str, tuple[Decision, ...]]

TARGETS = (Language.ZH_HANT_HK, Language.ZH_HANT_TW, Language.ZH_HANS)


def run(argv: Sequence[str]) -> int:
    """Exit code 0; 1 for a word list that is refused; 2 for wrong arguments."""
    options = _parser().parse_args(argv)
    for stream in (sys.stdin, sys.stdout):
        _pass_bytes_through(stream)
    try:
        convert = _converter(Language(options.to), options.name, options.explain)
    except LocaleError as error:
        print(error, file=sys.stderr)
        return 1
    for line in sys.stdin:
        source = line.removesuffix("\n")
        result = convert(source)
        print("\n".join(_report(source, result, options.json, options.explain)), flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py convert", description=__doc__)
    parser.add_argument("--to", required=True, choices=[target.value for target in TARGETS])
    parser.add_argument("--explain", action="store_true", help="name the layer of each change")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--name", action="append", default=[], help="a person's name that stays as it is"
    )
    return parser


def _converter(target: Language, names: list[str], explain: bool) -> Callable[[str], Converted]:
    if explain:
        return Explainer(target, names).explain
    converter = Converter(target, names=names)
    return lambda line: (converter.convert(line), ())


def _report(source: str, result: Converted, as_json: bool, explain: bool) -> Iterable[str]:
    converted, decisions = result
    if as_json:
        record: dict[str, object] = {"source": source, "converted": converted}
        if explain:
            record["decisions"] = [asdict(decision) for decision in decisions]
        return [json.dumps(record, ensure_ascii=False)]
    lines = [
        f"  {each.offset}\t{each.source}→{each.target}\t{each.layer.value}\t{each.word}".rstrip()
        for each in decisions
    ]
    return [converted, *lines]


def _pass_bytes_through(stream: TextIO) -> None:
    """Read and write UTF-8 wherever we run; bytes that are none go out as they came in."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogateescape")
