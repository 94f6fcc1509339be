"""Our own screens around the visit: attract, welcome, leaving, and errors with a way on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from a11y.document import Document, Live, Node, Region, Role
from locales.languages import Language
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import Maker, private
from views.compose.head import ROOT, TITLE
from views.compose.links import take_file
from views.compose.models import (
    AttractModel,
    EndingModel,
    ErrorModel,
    WelcomeModel,
)


def screen(
    make: Maker,
    title: Text,
    children: Iterable[Node],
    *,
    kind: str = "screen",
    look: str = "",
    start: str = "",
) -> Document:
    """The document of one of our own screens, in the middle of the screen."""
    look = f"screen {look}".strip()
    root = Node(make.id(ROOT), Role.DOCUMENT, title, children=tuple(children), look=look)
    lang = "en" if make.words.language is Language.EN else "zh-Hans"
    return Document(make.address, root, lang, kind, start=start or make.id(TITLE))


def centred(make: Maker, part: str, children: Iterable[Node], look: str = "card") -> Node:
    """The one card in the middle of a screen, a landmark."""
    region = make.region(part, Region.WINDOW, children)
    return Node(
        region.id,
        Role.REGION,
        region.name,
        region=region.region,
        look=look,
        children=region.children,
    )


def compose_attract(model: AttractModel, words: Sequence[Words]) -> Document:
    """The invitation in every language at once; each language says itself.

    ``words`` has one entry a language, in the order of the buttons.
    """
    make = Maker("screen:attract", words[0])
    title = words[0]("screens.attract.title")
    cards = [_invitation(model, own, make) for own in words]
    inside = [
        make.heading(TITLE, title, 1, "brand"),
        Node(make.id(":languages"), Role.GROUP, EMPTY, look="languages", children=tuple(cards)),
    ]
    body = centred(make, ":body", inside, "attract")
    return screen(make, title, [body], look="wide attract")


def _invitation(model: AttractModel, words: Words, make: Maker) -> Node:
    """What to do in one language: touch to begin, or how to listen."""
    tag = words.language.value
    own, part = Maker(make.address, words), tag.lower()
    name = _fixed(words(f"screens.language.{tag}"))
    inside = [
        own.paragraph(f":invite.{part}", _fixed(words("screens.attract.invite")), "invite"),
        own.button(f"language.{tag}", name, "language", part=f":language.{part}"),
        own.button(
            f"elder.{tag}",
            _fixed(words("screens.attract.elder")),
            "elder icon=sight",
            part=f":elder.{part}",
        ),
        own.paragraph(f":voice.{part}", _fixed(words("screens.attract.voice")), "hint"),
    ]
    if model.offline:
        offline = _fixed(words("screens.attract.offline"))
        inside.append(own.status(f":offline.{part}", offline, "meta hint"))
    return Node(
        make.id(f":card.{part}"), Role.GROUP, EMPTY, look="invitation", children=tuple(inside)
    )


def _fixed(text: Text) -> Text:
    """In the characters of its own language, whatever language the screen is in."""
    if text.shown is not None:
        return text
    return replace(text, shown=text.source, convert=False)


def compose_welcome(model: WelcomeModel, words: Words) -> Document:
    """Signed in: by which name, and what comes next."""
    make = Maker("screen:welcome", words)
    name = Text(model.masked_name, "zh-Hans", convert=False)
    title = make.heading(TITLE, words("screens.welcome.title", name=name), 1)
    if model.purpose:
        purpose = Text(model.purpose, model.purpose_lang)
        text = words("screens.welcome.purpose", title=purpose)
    else:
        text = words("screens.welcome.text")
    inside = [private(title), make.paragraph(":text", text)]
    way = make.button("continue", words("screens.welcome.continue"), "primary wide")
    return screen(make, words("screens.welcome"), [centred(make, ":body", [*inside, way])])


def compose_ending(model: EndingModel, words: Words) -> Document:
    """The cover: it hides everything first, then says when nothing of the visit is left."""
    make = Maker("screen:ending", words)
    state = "done" if model.done else "busy"
    title = words(f"screens.ending.{state}.title")
    who = "signed_in" if model.signed_in else "visitor"
    text = make.status(":text", words(f"screens.ending.{state}.{who}"), "plain")
    inside = [make.heading(TITLE, title, 1), text]
    if model.reason.value != "asked":
        why = make.paragraph(":why", words(f"screens.ending.why.{model.reason}"), "meta")
        inside.append(why)
    look = f"cover icon={'good' if model.done else 'loading'}"
    return screen(make, title, [centred(make, ":body", inside, look)], look="skyline")


def compose_error(model: ErrorModel, words: Words) -> Document:
    """What happened in plain words, then at least one way on, then what matters less."""
    make = Maker(model.address or "screen:error", words)
    key = f"screens.error.{model.code}"
    if not words.has(f"{key}.title"):
        key = "screens.error.server"
    title = words(f"{key}.title")
    inside = [
        make.heading(TITLE, title, 1),
        make.status(":text", words(f"{key}.text"), "plain", Live.ASSERTIVE),
        Node(make.id(":ways"), Role.GROUP, EMPTY, look="actions", children=_ways(model, make)),
    ]
    if model.retry_seconds:
        inside.append(_retrying(model, make))
    if model.reference:
        inside.append(_reference(model, make))
    body = [centred(make, ":body", inside, f"card warns icon={_symbol(model)}")]
    return screen(make, title, body, kind="error", start=make.id(":text"))


_SYMBOLS = {
    "network": "offline",
    "timeout": "offline",
    "busy": "loading",
    "not_found": "search",
    "no_edition": "language",
    "forbidden": "lock",
    "unauthorized": "lock",
    "insufficient_user_authentication": "lock",
}
"""What a kind of error looks like from afar."""


def _symbol(model: ErrorModel) -> str:
    return "attachment" if model.file else _SYMBOLS.get(model.code, "warning")


def _retrying(model: ErrorModel, make: Maker) -> Node:
    text = make.words.plural("screens.error.retrying", model.retry_seconds)
    return Node(make.id(":retrying"), Role.TIMER, text, look="meta")


def _reference(model: ErrorModel, make: Maker) -> Node:
    value = Text(model.reference, "und", convert=False)
    fact = make.fact(":reference", make.words("screens.error.reference"), value, "fact spell")
    return make.list(":references", EMPTY, [fact], look="facts")


def _ways(model: ErrorModel, make: Maker) -> tuple[Node, ...]:
    """The first of them is the main one."""
    words = make.words
    found = [take_file(model.file, make, "wide")] if model.file else []
    if model.retry:
        found.append(make.button("retry", words("screens.error.retry"), "icon=retry"))
    if model.can_go_back:
        back = words("screens.bar.back")
        found.append(make.button("back", back, "icon=back", part=":go-back"))
    home = words("screens.bar.home")
    found.append(make.button("home", home, "icon=home", part=":go-home"))
    looks = ("primary", *["secondary"] * (len(found) - 1))
    return tuple(
        replace(way, look=f"{look} {way.look}") for look, way in zip(looks, found, strict=True)
    )
