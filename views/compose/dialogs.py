"""Modal documents: the idle warning, the languages, the menu, the keys, leaving."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.document import Action, Document, Live, Node, Region, Role, State
from locales.languages import Language
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import FOCUSABLE, Maker, begun, parted
from views.compose.head import ROOT, TITLE
from views.compose.models import (
    IdleModel,
    LanguageModel,
    MenuEntry,
    MenuModel,
)


def dialog(
    make: Maker,
    title: Text,
    children: Iterable[Node],
    start: str = "",
    look: str = "",
    gist: Text = EMPTY,
) -> Document:
    """A modal document with its title as the first thing in it; ``look`` may be ``wide``.

    ``gist`` is said with the title. A dialog that begins below its title is called by all of
    it; what is more than a sentence stands below the first one as a text.
    """
    title = begun(title)
    head, more = parted(title) if start else (title, EMPTY)
    told = [make.paragraph(":more", more)] if more else []
    inside = (make.heading(TITLE, head, 1, "dialog"), *told, *children)
    root = Node(make.id(ROOT), Role.DIALOG, title, children=inside, look=f"dialog {look}".strip())
    lang = "en" if make.words.language is Language.EN else "zh-Hans"
    begin = start or make.id(TITLE)
    return Document(make.address, root, lang, "dialog", modal=True, start=begin, gist=gist)


def _actions(make: Maker, buttons: Iterable[Node]) -> Node:
    return Node(
        make.id(":actions"), Role.GROUP, EMPTY, look="foot actions", children=tuple(buttons)
    )


def compose_idle(model: IdleModel, words: Words) -> Document:
    """Are you still there? Any key stays; nothing that was typed is lost.

    The seconds stand above the words: they are what must be seen at any size of text.
    """
    make = Maker("screen:idle", words)
    who = "signed_in" if model.signed_in else "visitor"
    seconds = words.plural("screens.idle.seconds", model.seconds_left)
    inside = [
        Node(make.id(":seconds"), Role.TIMER, seconds, look="countdown"),
        make.status(":text", words(f"screens.idle.text.{who}"), "plain", Live.ASSERTIVE),
        _actions(
            make,
            [
                make.button("extend", words("screens.idle.stay"), "primary icon=yes"),
                make.button("end_visit", words("screens.bar.end_visit"), "secondary icon=leave"),
            ],
        ),
    ]
    return dialog(make, words("screens.idle.title"), inside)


def compose_leave(words: Words, *, signed_in: bool, printing: bool = False) -> Document:
    """End the visit? Asked because one key too many must not end it."""
    make = Maker("screen:leave", words)
    text = words(f"screens.leave.text.{'signed_in' if signed_in else 'visitor'}")
    inside = [
        make.paragraph(":text", text),
        *([make.paragraph(":paper", words("screens.leave.paper"))] if printing else []),
        _actions(
            make,
            [
                make.button("stay", words("screens.leave.stay"), "primary"),
                make.button("settings.take", words("screens.leave.take"), "secondary"),
                make.button("end_visit.now", words("screens.leave.yes"), "danger icon=leave"),
            ],
        ),
    ]
    return dialog(make, words("screens.leave.title"), inside, gist=text)


def compose_language(model: LanguageModel, words: Words) -> Document:
    """The languages, each by its own name."""
    make = Maker("screen:language", words)
    items = [_language(one, model, make) for one in model.languages]
    title = words("screens.language.title")
    inside = [make.list(":languages", title, items, look="rows"), close_actions(make)]
    return dialog(make, title, inside)


def _language(language: Language, model: LanguageModel, make: Maker) -> Node:
    tag = language.value
    now = language is model.current
    name = make.words(f"screens.language.{tag}")
    lang = "en" if language is Language.EN else "zh-Hans"
    button = make.button(
        f"language.{tag}",
        Text(name.source, lang, name.source),  # its own name, in its own characters
        "choice",
        part=f":language.{tag.lower()}",
        states=(State.CURRENT,) if now else (),
    )
    return Node(make.id(f":item.{tag.lower()}"), Role.LISTITEM, children=(button,))


def close_actions(make: Maker) -> Node:
    """The row with the button that closes a dialog."""
    return _actions(make, [_close(make)])


def _close(make: Maker) -> Node:
    return make.button("stay", make.words("screens.dialog.close"), "secondary icon=no")


def compose_menu(model: MenuModel, words: Words) -> Document:
    """Every command as a list that can be read out; each says its keys."""
    make = Maker("screen:menu", words)
    inside: list[Node] = []
    for group in model.groups:
        part, entries = f":topic.{group.id}", [_button(entry, make) for entry in group.entries]
        found = make.list(f"{part}.list", group.title, entries, "rows")
        heading = make.heading(f"{part}.title", group.title, look="small")
        inside.append(make.region(part, Region.SERVICE, [heading, found], group.title))
    return dialog(make, words("screens.menu.title"), [*inside, close_actions(make)])


def _button(entry: MenuEntry, make: Maker) -> Node:
    states = set(FOCUSABLE)
    value = EMPTY
    if entry.on is not None:
        value = make.words("screens.switch.on" if entry.on else "screens.switch.off")
        states |= {State.CHECKED} if entry.on else set()
    button = Node(
        make.id(f":{entry.command}"),
        Role.BUTTON,
        entry.name,
        entry.keys,
        value,
        states=frozenset(states),
        action=Action("command", entry.command),
        look="choice",
    )
    return Node(make.id(f":{entry.command}:item"), Role.LISTITEM, children=(button,))
