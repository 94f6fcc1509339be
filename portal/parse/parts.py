"""The parts that blocks and kinds share: links, runs, facts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from portal.models import FacetOption, Fact, Link, Needs, Run
from portal.parse.reader import Reader

_MARK = re.compile(r"[a-z_]{1,32}")
_SPACE = re.compile(r"[\x00-\x20\x7f\\]")


def link(at: Reader) -> Link:
    """A link to a page of the portal or, by an absolute URL, to elsewhere."""
    return Link(
        href=href(at),
        title=at.text("title"),
        description=at.text("description", ""),
        lang=at.text("lang", ""),
        id=at.text("id", ""),
        needs=needs(at),
        icon=icon(at),
    )


def icon(at: Reader) -> str:
    """The name of a mark; what is none is left out, for nobody depends on it."""
    value = at.text("icon", "")
    return value if _MARK.fullmatch(value) else ""


def needs(at: Reader) -> Needs:
    """What a link asks of the visitor."""
    inner = at.maybe("needs")
    if inner is None:
        return Needs()
    return Needs(inner.flag("sign_in"), inner.text("acr", ""), inner.text("scope", ""))


def href(at: Reader, name: str = "href") -> str:
    """A required address of either kind."""
    value = at.text(name)
    if not (is_page_address(value) or _is_absolute(value)):
        raise at.fail(name, "not an address")
    return value


def page_address(at: Reader, name: str, default: str | None = None) -> str:
    """An address on the portal; anything else could be used to send a visitor's data away."""
    value = at.text(name, default)
    if value != default and not is_page_address(value):
        raise at.fail(name, "not a page address")
    return value


def is_page_address(value: str) -> bool:
    """True for a path on the portal: absolute, with no way up and no other host in it."""
    if not value.startswith("/") or value.startswith("//") or _SPACE.search(value):
        return False
    path = value.partition("?")[0]
    return "#" not in value and not {".", "..", "%2e", "%2e%2e"} & set(path.lower().split("/"))


def runs(at: Reader) -> tuple[Run, ...]:
    """Text in runs; plain ``text`` is one run."""
    if at.has("runs"):
        return at.all("runs", _run)
    return (Run(at.text("text")),)


def personal(at: Reader) -> bool:
    """True unless the member says ``public``: an unknown word is taken for the safer one."""
    return at.text("privacy", "public") != "public"


def fact(at: Reader) -> Fact:
    """A label and its value."""
    return Fact(
        id=at.text("id", ""),
        label=at.text("label"),
        value=at.text("value"),
        personal=personal(at),
        convert=at.flag("convert", True),
        spell=at.flag("spell"),
        lang=at.text("lang", ""),
    )


def option(at: Reader) -> FacetOption:
    """A value of a facet, or a way to sort (which counts nothing)."""
    return FacetOption(at.text("title"), at.count("count", 0), href(at), at.flag("selected"))


def _run(at: Reader) -> Run:
    target = href(at) if at.has("href") else ""
    return Run(at.text("text"), target, at.text("lang", ""), at.flag("convert", True))


def _is_absolute(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname) and not _SPACE.search(value)
