"""What lies over a page or beside it: keys, captions, the frame of who helps, suggestions.

A document alone does not tell how these look; a picture of both does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from a11y.document import Document, Role
from a11y.speech.front import load_front
from a11y.speech.ruby import Ruby, ruby
from kiosk.assist.sharing import NOTHING
from kiosk.assist.veil import veiled
from kiosk.shots.own import NAME, SAMPLE, VISITOR
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Collection, Form, Item, Page, PageLinks
from views.compose import models as m
from views.compose.form_check import check
from views.compose.form_state import fresh
from views.compose.frame import with_frame
from views.compose.pages import compose_page
from views.compose.printing import offering
from views.compose.search_box import Suggestions, with_suggestions
from views.compose.touch_board import (
    DIGITS,
    HAND,
    LATIN,
    NUMBER,
    Board,
    Composed,
    all_ways,
    board,
    covered,
)

VOICES = {"zh-Hans": "cmn", "zh-Hant-HK": "yue"}
"""Whose readings stand over a caption."""


@dataclass(frozen=True, slots=True)
class Over:
    """What is seen besides the document."""

    keys: Board | None = None
    field: str = ""
    """The node that the keys write into."""

    caption: Text = EMPTY
    span: tuple[int, int] | None = None
    """The words of the caption that are being said."""

    ruby: Ruby | None = None
    helped: Text = EMPTY
    at: str = ""
    """The node that is read; empty for the one a document begins with."""


Scene = tuple[str, Document, Over]


def scenes(pages: Sequence[Page], words: Words) -> Iterator[Scene]:
    """Every one of them, named, over the first page of the kind it needs."""
    form = fullest(pages)
    home = next((page for page in pages if page.kind == "home"), None)
    found = next((page for page in pages if isinstance(page, Collection) and page.search), None)
    if form is not None:
        yield from _keys(form, words)
        yield from _states(form, words)
        yield from _helped(form, words)
    if home is not None:
        yield from _captions(home, words)
    if found is not None:
        yield from _searching(found, words)


def fullest(pages: Sequence[Page]) -> Form | None:
    """The form that asks for most."""
    forms = [page for page in pages if isinstance(page, Form)]
    return max(forms, key=lambda form: len(form.fields), default=None)


def _shown(page: Page, words: Words) -> Document:
    return with_frame(compose_page(page, words), VISITOR, words)


def _keys(form: Form, words: Words) -> Iterator[Scene]:
    """Every way to write, what the letters may be, and the same while others look on."""
    document = _shown(form, words)
    field = next((node.id for node in document.nodes if node.role is Role.TEXTBOX), "")
    ways = tuple(way for way in all_ways() if way != NUMBER)
    some = tuple(way for way in ("pinyin", HAND, "stroke", LATIN, DIGITS) if way in ways)
    for way in (*ways, NUMBER):
        empty = board(Composed(way, some if way in some else ways), words)
        yield f"keys-{way}", document, Over(empty, field, at=field)
    found = tuple(SAMPLE["candidates"]) * 3
    composed = board(Composed("pinyin", some, SAMPLE["pending"], found), words)
    yield "keys-composed", document, Over(composed, field, at=field)
    yield "keys-covered", document, Over(covered(composed, words), field, at=field)


def _states(form: Form, words: Words) -> Iterator[Scene]:
    """The whole form: wrong, on its way, and a page that is shown from before."""
    wrong = check(form, fresh(form))
    frames = {
        "form-wrong": (wrong, VISITOR),
        "form-sending": (fresh(form).sent(), VISITOR),
        "form-offline": (fresh(form), m.FrameModel(offline_minutes=12, can_go_back=True)),
    }
    for name, (state, frame) in frames.items():
        document = with_frame(compose_page(form, words, state), frame, words)
        yield name, document, Over()


def _helped(form: Form, words: Words) -> Iterator[Scene]:
    """Somebody stands there: the frame, what is hidden, and what they point at."""
    frame = replace(VISITOR, helper=NAME)
    name = Text(NAME, "zh-Hans", convert=False)
    label = words("screens.assist.frame", name=name)
    document = with_frame(compose_page(form, words), frame, words)
    fields = [node.id for node in document.nodes if node.role is Role.TEXTBOX]
    pointed = fields[-1] if fields else ""
    yield "helped", veiled(document, NOTHING, words), Over(helped=label, at=pointed)
    keys = board(Composed("pinyin", ("pinyin", LATIN)), words)
    yield "helped-keys", document, Over(keys, pointed, helped=label, at=pointed)
    paused = with_frame(compose_page(form, words), replace(frame, help_paused=True), words)
    label = words("screens.assist.frame.paused")
    yield "helped-paused", paused, Over(helped=label, caption=document.title)


def _captions(home: Page, words: Words) -> Iterator[Scene]:
    document = offering(compose_page(home, words), words)
    document = with_frame(document, VISITOR, words)
    texts = [node.name for node in document.nodes if node.role is Role.PARAGRAPH]
    said = max(texts, key=lambda text: len(text.source), default=document.title)
    span = (0, min(4, len(said.source)))
    yield "caption", document, Over(caption=said, span=span)
    voice = VOICES.get(words.language.value)
    if voice is not None:
        read = ruby(load_front(), said.source, voice)
        yield "caption-readings", document, Over(caption=said, span=span, ruby=read)


def _searching(found: Collection, words: Words) -> Iterator[Scene]:
    """Nothing is suggested, something is, and a list without anything in it."""
    if found.search is None:
        return
    typing = replace(found, search=replace(found.search, value=SAMPLE["purpose"]))
    document = compose_page(typing, words)
    items: tuple[Item, ...] = tuple(found.items[:5])
    for name, some in (("suggested", items), ("suggested-none", ())):
        typed = Suggestions(SAMPLE["purpose"], some, found.lang)
        shown = with_frame(with_suggestions(document, typed, words), VISITOR, words)
        yield name, shown, Over()
    empty = replace(found, items=(), total=0, page=1, pages=1, links=PageLinks())
    yield "collection-empty", _shown(empty, words), Over()
