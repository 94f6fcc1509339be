"""The words of the pages for people, one TOML file a language (data/words)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_FOLDER = Path(__file__).with_name("data") / "words"
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


@cache
def table(language: str) -> dict[str, Any]:
    """All words of a language, in sections named as the pages."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def choose(request: HttpRequest) -> str:
    """The language asked for by link, else the one asked for before, else the browser's."""
    for asked in (request.GET.get("lang", ""), *request.GET.get("ui_locales", "").split()):
        if asked in LANGUAGES:
            request.session["lang"] = asked
            return asked
    kept = request.session.get("lang", "")
    if kept in LANGUAGES:
        return str(kept)
    return _browser(request.headers.get("Accept-Language", ""))


def _browser(header: str) -> str:
    for tag, _ in parse_accept_lang_header(header):
        if tag.startswith(_TRADITIONAL):
            return "zh-Hant"
        if tag.startswith("zh"):
            return "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "zh-Hans"
