"""Forms: their rules as JSON Schema here, their words in server/words, put together a request.

Words of a field are looked up under the form's own name first and among the fields that
many forms share next (words/fields.toml); what to say of a fault likewise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from server.base import EDITIONS, EN
from server.content.models import Organ
from server.content.shape import Link, Page, link, needs, page, page_links
from server.words import Words

_FOLDER: Final = Path(__file__).resolve().parent
_KEYWORDS: Final = (
    *("type", "enum", "minLength", "maxLength", "pattern", "format", "minimum", "maximum"),
    *("const",),
)
_CHOSEN: Final = ("radio", "choice", "checkbox")
_NUMBERS: Final = ("number", "integer")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field that is only known at run time."""

    value: str
    zh: str
    en: str = ""

    def title(self, edition: str) -> str:
        """Its words in an edition; Chinese where there are no other."""
        return (self.en or self.zh) if edition == EN else self.zh


@dataclass(frozen=True, slots=True)
class Form:
    """A form as data; ``rules`` is the file, ``name`` the file's and the words' name.

    ``place`` fills the braces of its addresses, ``choices`` the fields whose options are
    not in the file.
    """

    name: str
    rules: Mapping[str, Any]
    place: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page address of the form."""
        return str(self.rules["address"]).format(**self.place)

    @property
    def order(self) -> list[str]:
        """Field names as they are asked."""
        return list(self.rules["order"])

    def at(self, place: Mapping[str, str], /, **choices: tuple[Option, ...]) -> Form:
        """The same form of one board, one case, one topic."""
        return replace(self, place=place, choices=choices)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema with the organs of today as the choice of ``organ``."""
        schema: dict[str, Any] = json.loads(json.dumps(self.rules["schema"]))
        for name, rules in schema["properties"].items():
            options = self.options(name)
            if options:
                rules["enum"] = [option.value for option in options]
        return schema

    def options(self, name: str) -> tuple[Option, ...]:
        """The choices of a field that are not in the file; none for most fields."""
        if name == "organ" and name not in self.choices:
            return tuple(Option(one.code, one.title, one.title_en) for one in Organ.objects.all())
        return self.choices.get(name, ())

    def words(self, name: str, edition: str) -> dict[str, Any]:
        """Label, hint, options and errors of a field."""
        say = Words(edition)
        own = say.table(self.name).get("fields", {}).get(name, {})
        shared = say.table("fields").get(name, {})
        return {**shared, **own, "errors": {**shared.get("errors", {}), **own.get("errors", {})}}

    def error_words(self, name: str, code: str, edition: str) -> str:
        """What to say when ``code`` went wrong in a field; empty where there is nothing own."""
        if name not in self.rules["schema"]["properties"]:
            return ""
        words = self.words(name, edition)
        if code in words["errors"]:
            return str(words["errors"][code])
        rules = self.rules["schema"]["properties"][name]
        pattern = Words(edition).table("fields.errors").get(self._manner(name, code), "")
        return str(pattern).format(label=words["label"], limit=rules.get(code, ""))

    def _manner(self, name: str, code: str) -> str:
        """Which words fit: one is asked to choose, not to fill in, and told of a number."""
        if code == "required" and self.rules["fields"][name]["widget"] in _CHOSEN:
            return "choose"
        if code == "type" and self.rules["schema"]["properties"][name]["type"] in _NUMBERS:
            return "number"
        return code

    def errors(self, name: str, edition: str) -> dict[str, str]:
        """What to say of everything that can be wrong with a field."""
        schema = self.rules["schema"]
        codes = [code for code in _KEYWORDS if code in schema["properties"][name]]
        if name in schema.get("required", ()):
            codes.insert(0, "required")
        if self.options(name) and "enum" not in codes:
            codes.append("enum")
        return {code: self.error_words(name, code, edition) for code in codes}


def form(name: str) -> Form:
    """The form of that name among those of this room."""
    return load(_FOLDER / f"{name}.json")


@lru_cache(maxsize=64)
def load(path: Path) -> Form:
    """A form out of a file; its words are named as the file is."""
    return Form(path.stem, json.loads(path.read_text(encoding="utf-8")))


def form_page(
    asked: Form,
    edition: str,
    up: Link | None = None,
    about: list[dict[str, Any]] | None = None,
    editions: Iterable[str] = EDITIONS,
) -> Page:
    """The form as a page: schema, order, and the words of every field.

    ``about`` are blocks that say what it is about, before the fields; ``editions`` are those
    that this has.
    """
    say = Words(edition)
    words = say.table(asked.name)
    home = link("/", say("pages.home_link"))
    above = up or link("/interact", say("pages.interaction"))
    scope = asked.rules.get("scope", "")
    own = needs(scope, asked.rules.get("acr", "")) if scope else None
    submit = asked.rules["submit"].format(**asked.place)
    intro = {"id": "intro", "type": "paragraph", "text": words["intro"]}
    personal = bool(asked.rules.get("personal"))
    links = page_links(asked.address, edition, editions, up=above, breadcrumbs=[home, above])
    if personal:
        links.pop("html")
    return page(
        "form",
        asked.address,
        edition,
        words["title"],
        description=words["description"],
        privacy="personal" if personal else None,
        blocks=[intro, *(about or [])],
        form={
            "schema": asked.schema(),
            "order": asked.order,
            "fields": {name: _field(asked, name, edition) for name in asked.order},
            "submit": link(submit, words["submit"], needs=own),
        },
        links=links,
    )


def _field(asked: Form, name: str, edition: str) -> dict[str, Any]:
    """Label, hint, errors and, for a choice, its options in the edition's words."""
    words = asked.words(name, edition)
    made: dict[str, Any] = {"label": words["label"], "hint": words["hint"]}
    made.update(asked.rules["fields"][name])
    made["errors"] = asked.errors(name, edition)
    options = asked.options(name)
    if options:
        made["options"] = [
            {"value": option.value, "title": option.title(edition)} for option in options
        ]
    elif "options" in words:
        made["options"] = [
            {"value": value, "title": title} for value, title in words["options"].items()
        ]
    return made
