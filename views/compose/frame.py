"""The bar around every page: home, back, language, voice, menu, sign-in or leaving.

Its nodes stand in the page's own document, so that eye, ear and keys find one
and the same screen. Their ids are the same on every page.
"""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Live, Node, Privacy, Region, Role, State
from locales.text import Text
from locales.words import Words
from views.compose.build import Maker
from views.compose.links import admitted
from views.compose.models import FrameModel

FRAME = "screen:frame"


def with_frame(document: Document, frame: FrameModel, words: Words) -> Document:
    """The document with the bar before it and, where there is one, the word of the network."""
    make = Maker(FRAME, words, document.lang)
    parts = [
        bar(frame, make),
        *_helper(frame, make),
        *_voice(frame, make),
        *_network(frame, make),
        *(admitted(document.root, words) if frame.signed_in else document.root).children,
    ]
    root = replace(document.root, children=tuple(parts))
    return replace(document, root=root)


def bar(frame: FrameModel, make: Maker) -> Node:
    """The landmark with the buttons that are always in the same place."""
    words = make.words
    back = () if frame.can_go_back else (State.DISABLED,)
    voice = (State.CHECKED,) if frame.voice_on else ()
    plain = (State.CHECKED,) if frame.words_only else ()
    voiced = "on" if frame.voice_on else "off"
    buttons = [
        make.button("home", words("screens.bar.home"), "bar icon=home", states=_current(frame)),
        make.button("back", words("screens.bar.back"), "bar icon=back", states=back),
        make.button("language.menu", words("screens.bar.language"), "bar icon=language"),
        make.button("sight", words("screens.bar.sight"), "bar icon=sight"),
        make.button("look.words", words("screens.bar.words_only"), "bar icon=words", states=plain),
        make.button(
            "voice.toggle", words(f"screens.bar.voice.{voiced}"), "bar icon=voice", states=voice
        ),
        make.button("menu", words("screens.bar.menu"), "bar icon=menu"),
        *_person(frame, make),
    ]
    region = make.region(":bar", Region.NAVIGATION, buttons, words("screens.bar"))
    return replace(region, look="bar")


def _current(frame: FrameModel) -> tuple[State, ...]:
    return (State.CURRENT,) if frame.at_home else ()


def _person(frame: FrameModel, make: Maker) -> list[Node]:
    words = make.words
    if not frame.signed_in:
        return [
            make.button("sign_in", words("screens.bar.sign_in"), "bar person icon=sign_in"),
            make.button("end_visit", words("screens.bar.end_visit"), "bar leave icon=leave"),
        ]
    name = Text(frame.signed_in, "zh-Hans", convert=False)
    who = Node(
        make.id(":person"),
        Role.PARAGRAPH,
        words("screens.bar.person", name=name),
        privacy=Privacy.PERSONAL,
        look="bar person icon=person",
    )
    return [
        who,
        make.button("end_visit", words("screens.bar.end_visit"), "bar leave icon=leave"),
    ]


def _helper(frame: FrameModel, make: Maker) -> tuple[Node, ...]:
    """Who helps, and the way to what they may see and do."""
    if not frame.helper:
        return ()
    words = make.words
    name = words("screens.assist.frame", name=Text(frame.helper, "zh-Hans", convert=False))
    if frame.help_paused:
        name = words("screens.assist.frame.paused")
    return (
        make.status(":helper", name, "warning"),
        make.button("assist.menu", words("screens.assist.menu"), "primary"),
    )


def _voice(frame: FrameModel, make: Maker) -> tuple[Node, ...]:
    if not frame.voiceless:
        return ()
    return (make.status(":voiceless", make.words("screens.frame.voiceless"), "warning"),)


def _network(frame: FrameModel, make: Maker) -> tuple[Node, ...]:
    if frame.loading:
        return (make.status(":loading", make.words("screens.frame.loading"), "loading"),)
    if frame.offline_minutes is None:
        return ()
    age = make.words.plural("screens.frame.offline", frame.offline_minutes)
    return (make.status(":offline", age, "warning", Live.POLITE),)
