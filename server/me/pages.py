"""The personal home page and the form that arranges it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.cases.forms import Form, Option, form_page, load
from server.cases.routes import SCOPE, Asked, Read, Send
from server.content.shape import Page, link, needs, page
from server.me.models import Layout
from server.problems import FieldError, Problem
from server.words import Words

HOME: Final = "/me/home"
_HERE: Final = Path(__file__).resolve().parent
_FORM: Final = load(_HERE / "forms" / "arrange.json")
_DEFAULT: Final = ("my-cases", "ask", "my-notices", "spokespersons", "interviews", "forum")


@lru_cache(maxsize=1)
def tiles() -> Mapping[str, str]:
    """Names and addresses of all tiles that there are."""
    return tomllib.loads((_HERE / "tiles.toml").read_text(encoding="utf-8"))


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
        link(href, words[name], id=name, needs=own if href.startswith("/my/") else None)
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
            "actions": [link("/me/home/edit", say("me.edit"), needs=own)],
            "editions": [
                link(HOME, Words(other)("pages.edition"), lang=other)
                for other in EDITIONS
                if other != asked.edition
            ],
        },
    )


def arrange_form(_asked: Asked) -> Form:
    """The form: eight places, each with any of the tiles."""
    zh, en = (Words(edition).table("me.tiles") for edition in (ZH, EN))
    options = tuple(Option(name, zh[name], en[name]) for name in tiles())
    return _FORM.at({}, **dict.fromkeys(_FORM.order, options))


def arrange_form_page(asked: Asked) -> Page:
    """The form with what is there now as the values to begin with."""
    up = link(HOME, Words(asked.edition)("me.title"), needs=needs(SCOPE))
    made = form_page(arrange_form(asked), asked.edition, up)
    for name, tile in zip(_FORM.order, chosen(asked), strict=False):
        made["form"]["schema"]["properties"][name]["default"] = tile
    return made


def _arrange(asked: Asked, values: dict[str, Any]) -> str:
    """Each tile once; a doubled one is named."""
    order: list[str] = []
    for name in _FORM.order:
        tile = values.get(name)
        if tile in order:
            said = Words(asked.edition)("me.doubled")
            raise Problem(422, "invalid", errors=[FieldError(name, "doubled", said)])
        if tile:
            order.append(tile)
    Layout.objects.update_or_create(user=asked.user, defaults={"tiles": order})
    return HOME


READS = (
    Read(HOME, "The personal home page", home_page, (), SCOPE),
    Read("/me/home/edit", "The form that arranges it", arrange_form_page, (), SCOPE),
)
SENDS = (Send("/me/home", "Arrange the personal home page", arrange_form, _arrange),)
