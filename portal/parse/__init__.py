"""Answers of the portal as ``portal.models``: tolerant of what is new, strict about types.

An unknown kind or block becomes its text, unknown members and words are passed over, null is
absence; a wrong type or a missing necessity is ``BadPage`` and says where.
"""

from __future__ import annotations

import json
from typing import Any

from portal.errors import BadPage
from portal.models import Page, PageLinks, UnknownPage
from portal.parse.blocks import blocks
from portal.parse.kinds import KINDS, Common
from portal.parse.parts import link, page_address, personal
from portal.parse.reader import Reader

MOST_BYTES = 2 * 1024 * 1024

_ONE = ("up", "prev", "next", "first", "last", "html", "search", "along")
_MANY = ("actions", "editions", "related", "breadcrumbs")


def parse_page(raw: bytes) -> Page:
    """The page that ``raw`` holds.

    Raises:
        BadPage: it is no page of the vocabulary (docs/pages.md), or too large or too deep.

    """
    at = Reader(parse_json(raw))
    common = _common(at)
    read = KINDS.get(common["kind"])
    if read is None:
        return UnknownPage(**common, text=at.text("text", ""))
    return read(at, common)


def parse_json(raw: bytes) -> Any:
    """The JSON value that ``raw`` holds; raises BadPage."""
    if len(raw) > MOST_BYTES:
        raise BadPage("", "too large")
    try:
        return json.loads(raw.decode("utf-8"))
    except RecursionError:
        raise BadPage("", "too deep") from None
    except ValueError:
        raise BadPage("", "not JSON") from None


def _common(at: Reader) -> Common:
    if at.text("vocabulary").partition(".")[0] != "1":
        raise at.fail("vocabulary", "not version 1")
    return Common(
        kind=at.text("kind"),
        address=page_address(at, "address"),
        edition=at.text("edition"),
        lang=at.text("lang"),
        title=at.text("title"),
        description=at.text("description", ""),
        updated_at=at.text("updated_at", ""),
        sample=at.flag("sample"),
        personal=personal(at),
        blocks=blocks(at),
        links=_page_links(at),
    )


def _page_links(at: Reader) -> PageLinks:
    inner = at.maybe("links")
    if inner is None:
        return PageLinks()
    return PageLinks(
        one={name: link(inner.object(name)) for name in _ONE if inner.has(name)},
        many={name: inner.all(name, link) for name in _MANY if inner.has(name)},
    )
