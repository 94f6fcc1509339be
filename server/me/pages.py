"""The personal home page, and where its tiles are arranged: one tile at a time.

Eight lists of twenty choices would be hard by ear. So the tiles are listed as they stand, and
those that could be added; each leads to one question, where it is to stand, if at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.cases.forms import Form, Option, form_page, load
from server.cases.routes import SCOPE, Asked, Read, Send
from server.content.shape import Page, block_links, link, needs, page, page_links
from server.me.models import Layout
from server.problems import Problem
from server.words import Words

HOME: Final = "/me/home"
EDIT: Final = "/me/home/edit"
MOST: Final = 8
"""Tiles of a home page."""
NOWHERE: Final = "none"
_HERE: Final = Path(__file__).resolve().parent
_FORM: Final = load(_HERE / "forms" / "place.json")
_DEFAULT: Final = ("my-cases", "ask", "my-notices", "spokespersons", "interviews", "forum")


@lru_cache(maxsize=1)
def tiles() -> Mapping[str, str]:
    """Names and addresses of all tiles that there are."""
    return tomllib.loads((_HERE / "tiles.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def icons() -> Mapping[str, str]:
    """The mark on each tile."""
    return tomllib.loads((_HERE / "icons.toml").read_text(encoding="utf-8"))


def chosen(asked: Asked) -> list[str]:
    """The person's tiles; those that are no more are left out."""
    layout = Layout.objects.filter(user=asked.user).first()
    return [name for name in (layout.tiles if layout else _DEFAULT) if name in tiles()]


def home_page(asked: Asked) -> Page:
    """The tiles in the person's order, and the way to rearrange them."""
    say = Words(asked.edition)
    words = say.table("me.tiles")
    own = needs(SCOPE)
    links = [
        link(
            href,
            words[name],
            id=name,
            icon=icons().get(name),
            needs=own if href.startswith("/my/") else None,
        )
        for name in chosen(asked)
        for href in [tiles()[name]]
    ]
    return page(
        "home",
        HOME,
        asked.edition,
        say("me.title"),
        description=say("me.description"),
        privacy="personal",
        blocks=[
            {
                "id": "tiles",
                "type": "links",
                "title": say("me.title"),
                "region": "navigation",
                "style": "tiles",
                "links": links,
            }
        ],
        links={
            "up": link("/", say("pages.home_link")),
            "actions": [link(EDIT, say("me.edit"), needs=own)],
            "editions": [
                link(HOME, Words(other)("pages.edition"), lang=other)
                for other in EDITIONS
                if other != asked.edition
            ],
        },
    )


def arrange_page(asked: Asked) -> Page:
    """The tiles as they stand and those that can be added, each with the way to its place."""
    say = Words(asked.edition)
    words, here = say.table("me.tiles"), chosen(asked)
    standing = [
        _way(name, say("me.stands", number=number, tile=words[name]))
        for number, name in enumerate(here, start=1)
    ]
    others = [_way(name, say("me.add", tile=words[name])) for name in tiles() if name not in here]
    blocks: list[dict[str, Any]] = [
        {"id": "intro", "type": "paragraph", "text": say("me.arrange_intro", most=MOST)}
    ]
    for block, links in (("standing", standing), ("others", others)):
        if links:
            blocks.append(block_links(block, say(f"me.{block}"), "interaction", links))
    up = link(HOME, say("me.title"), needs=needs(SCOPE))
    around = page_links(EDIT, asked.edition, EDITIONS, up=up, breadcrumbs=[up])
    around.pop("html")
    return page(
        "article",
        EDIT,
        asked.edition,
        say("me.edit"),
        description=say("me.arrange_description"),
        privacy="personal",
        blocks=blocks,
        links=around,
    )


def place_form(asked: Asked) -> Form:
    """The one question about a tile: its place among the others, or none.

    Raises ``Problem`` ``not_found`` for a tile that there is not.
    """
    tile = asked.parts["tile"]
    if tile not in tiles():
        raise Problem(404, "not_found")
    others = [name for name in chosen(asked) if name != tile]
    places = range(1, min(len(others) + 1, MOST) + 1)
    options = [Option(str(at), _place(at, others, ZH), _place(at, others, EN)) for at in places]
    if tile in chosen(asked):
        none = (Words(edition)("me.nowhere") for edition in (ZH, EN))
        options.append(Option(NOWHERE, *none))
    return _FORM.at({"tile": tile}, place=tuple(options))


def place_form_page(asked: Asked) -> Page:
    """The question, answered with where the tile stands, or with the first free place."""
    say = Words(asked.edition)
    tile, here = asked.parts["tile"], chosen(asked)
    form = place_form(asked)
    up = link(EDIT, say("me.edit"), needs=needs(SCOPE))
    made = form_page(form, asked.edition, up)
    made["title"] = say("me.place_of", tile=say.table("me.tiles")[tile])
    stands = here.index(tile) + 1 if tile in here else min(len(here) + 1, MOST)
    made["form"]["schema"]["properties"]["place"]["default"] = str(stands)
    return made


def _way(name: str, title: str) -> dict[str, Any]:
    return link(f"{EDIT}/{name}", title, id=name, needs=needs(SCOPE))


def _place(at: int, others: list[str], edition: str) -> str:
    """Where a place is, told by what stands before it."""
    say = Words(edition)
    if at == 1:
        return say("me.first")
    return say("me.behind", number=at, tile=say.table("me.tiles")[others[at - 2]])


def _arrange(asked: Asked, values: dict[str, Any]) -> str:
    """Puts the tile there; what then stands behind the last place goes."""
    tile = asked.parts["tile"]
    order = [name for name in chosen(asked) if name != tile]
    if values["place"] != NOWHERE:
        order.insert(int(values["place"]) - 1, tile)
    Layout.objects.update_or_create(user=asked.user, defaults={"tiles": order[:MOST]})
    return EDIT


READS = (
    Read(HOME, "The personal home page", home_page, (), SCOPE),
    Read(EDIT, "Its tiles, to be arranged", arrange_page, (), SCOPE),
    Read(f"{EDIT}/{{tile}}", "The form for the place of a tile", place_form_page, (), SCOPE),
)
SENDS = (Send(f"{EDIT}/{{tile}}", "Give a tile its place", place_form, _arrange),)
