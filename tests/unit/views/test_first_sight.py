"""What must be seen at once, whatever the size of text: codes, ways on, seconds, the invitation."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from a11y.document import Document, Node, Role
from kiosk.listening import compose_aloud
from kiosk.shots.camera import FORMATS
from kiosk.shots.own import VISITOR
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from locales.words import Words
from portal.models import Link, Links
from tests.harness import sample_pages as samples
from tests.harness.clipping import build_all, faults
from tests.harness.windows import window_of
from views.compose.build import parted
from views.compose.dialogs import compose_idle, compose_leave
from views.compose.frame import with_frame
from views.compose.models import (
    LANGUAGES,
    AttractModel,
    EndingModel,
    ErrorModel,
    FrameModel,
    IdleModel,
    SignInModel,
    SignInState,
    TakeModel,
)
from views.compose.pages import compose_page
from views.compose.screens import compose_attract, compose_ending, compose_error
from views.compose.seen import seen
from views.compose.sign_in import compose_sign_in
from views.compose.take import compose_register, compose_settings_code, compose_take
from views.compose.words_only import words_only
from views.palettes import PALETTES
from views.sight import COLOURS, Sight
from views.widgets.buttons import Pressable
from views.widgets.groups import Card
from views.widgets.icons import FOLDER, Icons
from views.widgets.tiles import TileButton
from views.widgets.window import MainWindow

WORDS = Words(Language.ZH_HANS)
ADDRESS = "https://yizhan.example/zh-Hans/consultations/new"
SIGHTS = {
    "standard": Sight(),
    "elder": Sight(elder=True),
    "twice": Sight(text=2.0),
    "thrice": Sight(text=3.0),
    "low": Sight(low=True),
    "low-elder": Sight(low=True, elder=True),
    "words-only": Sight(words_only=True),
}
LARGE = ["standard", "elder", "twice", "thrice"]
PAGES = Path("server/sample/pages")


def invitation(*, offline: bool) -> Document:
    return compose_attract(AttractModel(offline=offline), [Words(one) for one in LANGUAGES])


def seen_whole(window: MainWindow, node_id: str) -> bool:
    """Whether all of a widget is in what is looked at, without scrolling."""
    widget = window.top.widget_of(node_id)
    assert widget is not None
    return widget.height() > 0 and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("form", FORMATS)
def test_the_invitation_never_scrolls(qtbot: QtBot, form: str, sight: str) -> None:
    window = window_of(qtbot, FORMATS[form], Language.ZH_HANS, SIGHTS[sight])
    for offline in (False, True):
        document = invitation(offline=offline)
        window.show_screen(document)
        build_all(window)
        viewport = window.screen_view.areas.viewport
        assert not viewport.scrolls, offline
        assert list(faults(window.top)) == []
        least = 60 * min(FORMATS[form]) / 1080
        for button in window.top.findChildren(QAbstractButton):
            assert button.height() >= least, button.objectName()


def test_after_the_invitation_everything_has_its_size_again(qtbot: QtBot) -> None:
    window = window_of(qtbot, FORMATS["landscape"], Language.ZH_HANS, SIGHTS["thrice"])
    window.show_screen(invitation(offline=False))
    window.top.settle()
    assert window.top.context.theme.text_scale < 3
    window.show_screen(with_frame(compose_page(samples.home(), WORDS), VISITOR, WORDS))
    assert window.top.context.theme.text_scale == 3


CODES: dict[str, Callable[[Words], Document]] = {
    "take": lambda words: compose_take(TakeModel("政务咨询", "zh-Hans", ADDRESS), words),
    "code": lambda words: compose_settings_code("yizhan:1:abcdef", words, printing=True),
    "register": lambda words: compose_register(ADDRESS, words),
}


@pytest.mark.parametrize("language", [Language.ZH_HANT_TW, Language.EN])
@pytest.mark.parametrize("sight", LARGE)
@pytest.mark.parametrize("form", FORMATS)
def test_a_code_to_scan_is_seen_at_once(
    qtbot: QtBot, form: str, sight: str, language: Language
) -> None:
    window = window_of(qtbot, FORMATS[form], language, SIGHTS[sight])
    for name, compose in CODES.items():
        document = compose(Words(language))
        window.push_dialog(document)
        code = next(node.id for node in document.nodes if node.look == "qr")
        assert seen_whole(window, code), name
        window.pop_dialog()


@pytest.mark.parametrize("form", FORMATS)
def test_in_the_low_position_the_code_is_above_as_well(qtbot: QtBot, form: str) -> None:
    window = window_of(qtbot, FORMATS[form], Language.EN, SIGHTS["low"])
    window.push_dialog(CODES["take"](Words(Language.EN)))
    window.set_reading("screen:take#:title")
    with_code = window.grab().toImage()
    window.pop_dialog()
    window.push_dialog(compose_leave(WORDS, signed_in=False))
    window.set_reading("screen:leave#:title")
    half = FORMATS[form][1] // 2
    dark = [
        sum(image.pixelColor(x, y).lightness() < 40 for x in range(0, FORMATS[form][0], 4))
        for image in (with_code, window.grab().toImage())
        for y in (half // 2,)
    ]
    assert dark[0] > dark[1] + 10


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
@pytest.mark.parametrize("sight", [*LARGE, "low"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_seconds_that_are_left_are_seen(
    qtbot: QtBot, form: str, sight: str, language: Language
) -> None:
    window = window_of(qtbot, FORMATS[form], language, SIGHTS[sight])
    window.push_dialog(compose_idle(IdleModel(20, signed_in=True), Words(language)))
    assert seen_whole(window, "screen:idle#:seconds")
    assert seen_whole(window, "screen:idle#:extend")


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
@pytest.mark.parametrize("sight", ["standard", "elder", "words-only"])
@pytest.mark.parametrize("form", FORMATS)
def test_all_that_a_phone_asks_for_is_seen_at_once(
    qtbot: QtBot, form: str, sight: str, language: Language
) -> None:
    """The code to scan, the code to type and the number to compare, without scrolling."""
    words = Words(language)
    model = SignInModel(
        SignInState.WAITING, "yizhan.example/d", "12345678", ADDRESS, "42", 95, purpose="政务咨询"
    )
    document = with_frame(compose_sign_in(model, words), FrameModel(can_go_back=True), words)
    window = window_of(qtbot, FORMATS[form], language, SIGHTS[sight])
    window.show_screen(seen(document, SIGHTS[sight]))
    build_all(window)
    assert list(faults(window.top)) == []
    for part in (":qr", ":code", ":number"):
        assert seen_whole(window, f"screen:sign_in#{part}"), part


ERRORS = [
    ErrorModel("network", "/x", True, 10, "E-4711"),
    ErrorModel("fault", "/x", False, 0, "E-4711"),
    ErrorModel("file_large", "/files/x", retry=False, file="/files/x"),
]


@pytest.mark.parametrize("sight", ["standard", "elder", "twice", "low"])
@pytest.mark.parametrize("form", FORMATS)
def test_an_error_has_one_main_way_on_and_it_is_seen(qtbot: QtBot, form: str, sight: str) -> None:
    for language in (Language.ZH_HANS, Language.EN):
        window = window_of(qtbot, FORMATS[form], language, SIGHTS[sight])
        for model in ERRORS:
            words = Words(language)
            document = with_frame(compose_error(model, words), VISITOR, words)
            window.show_screen(document)
            main = [node.id for node in document.nodes if "primary" in node.look.split()]
            assert len(main) == 1
            assert seen_whole(window, main[0]), (model.code, language)


@pytest.mark.parametrize(
    "document",
    [
        *(compose_error(model, WORDS) for model in ERRORS),
        compose_ending(EndingModel(), WORDS),
        compose_ending(EndingModel(done=True), WORDS),
    ],
    ids=lambda document: document.title.source,
)
def test_error_and_ending_have_a_symbol_that_there_is_and_words_alone_have_none(
    qtbot: QtBot, document: Document
) -> None:
    window = window_of(qtbot, FORMATS["landscape"], Language.ZH_HANS, Sight())
    window.show_screen(document)
    (card,) = window.top.findChildren(Card)
    (icon,) = card.drawing(card.width()).icons
    assert Icons().has(icon.name)
    window.set_sight(SIGHTS["words-only"])
    window.show_screen(words_only(document))
    (card,) = window.top.findChildren(Card)
    assert card.drawing(card.width()).icons == ()


@pytest.mark.parametrize("colours", COLOURS)
def test_two_buttons_never_look_like_the_main_one(qtbot: QtBot, colours: str) -> None:
    window = window_of(qtbot, FORMATS["landscape"], Language.ZH_HANS, Sight(colours=colours))
    window.push_dialog(compose_leave(WORDS, signed_in=True, printing=True))
    grounds = [one.shown_colours()[0] for one in window.top.findChildren(Pressable)]
    assert len(grounds) == 3
    assert grounds.count(PALETTES[colours].primary) == 1


def tile_page(*links: Link) -> Document:
    home = replace(
        samples.home(), blocks=(Links("columns", title="栏目", style="tiles", links=links),)
    )
    return with_frame(compose_page(home, WORDS), VISITOR, WORDS)


def test_a_tile_has_its_mark_or_else_the_first_character(qtbot: QtBot) -> None:
    window = window_of(qtbot, FORMATS["landscape"], Language.ZH_HANS, Sight())
    window.show_screen(
        tile_page(
            Link("/a", "For People", id="a", icon="person"),
            Link("/b", "政务公开", id="b"),
            Link("/c", "三农", id="c", icon="nothing_of_that_name"),
        )
    )
    tiles = sorted(window.top.findChildren(TileButton), key=lambda tile: tile.x())
    drawn = [tile.drawing(tile.width()) for tile in tiles]
    assert {node.role for node in (tile.node for tile in tiles)} == {Role.LINK}
    found = {
        drawing.icons[0].name if drawing.icons else drawing.pieces[0].flow.text for drawing in drawn
    }
    assert found == {"person", "政", "三"}


@pytest.mark.parametrize("name", ["home", "article-phone"])
def test_the_marks_of_the_columns_are_told_apart_and_are_the_same_in_every_edition(
    name: str,
) -> None:
    page = tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))
    marks: list[dict[str, str]] = []
    for edition in ("zh-Hans", "en"):
        (block,) = [one for one in page[edition]["blocks"] if one["type"] == "links"]
        marks.append({link["id"]: link["icon"] for link in block["links"]})
    assert marks[0] == marks[1]
    assert len(set(marks[0].values())) == len(marks[0])
    known = {file.stem for file in FOLDER.glob("*.svg")}
    assert set(marks[0].values()) <= known
    told = Path("docs/pages.md").read_text(encoding="utf-8")
    assert all(f"`{mark}`" in told for mark in marks[0].values())


def test_the_tiles_of_an_own_page_have_marks_too() -> None:
    icons = tomllib.loads(Path("server/me/icons.toml").read_text(encoding="utf-8"))
    tiles = tomllib.loads(Path("server/me/tiles.toml").read_text(encoding="utf-8"))
    assert icons.keys() == tiles.keys()
    assert set(icons.values()) <= {file.stem for file in FOLDER.glob("*.svg")}


@pytest.mark.parametrize(
    ("source", "first", "rest"),
    [
        ("您在吗？请按任意键", "您在吗？", "请按任意键"),
        ("耳机已拔出，朗读已停止。请插回耳机", "耳机已拔出，朗读已停止", "请插回耳机"),
        ("Speech stopped. Plug them in again", "Speech stopped", "Plug them in again"),
        ("本页标题", "本页标题", ""),
        ("Version 1.2 of the page", "Version 1.2 of the page", ""),
        ("一句话。", "一句话。", ""),
    ],
)
def test_a_long_question_has_its_first_sentence_as_title(
    source: str, first: str, rest: str
) -> None:
    assert [one.source for one in parted(Text(source))] == [first, rest]


@pytest.mark.parametrize("language", list(Language))
def test_a_question_is_called_by_all_of_it_and_shown_in_parts(language: Language) -> None:
    document = compose_aloud("removed", Words(language))
    show = Projector(language).show
    parts = [heads(document, ":title"), heads(document, ":more")]
    assert all(show(node.name) in show(document.title) for node in parts)
    assert parts[1].role is Role.PARAGRAPH


def heads(document: Document, part: str) -> Node:
    node = document.find(f"screen:aloud#{part}")
    assert node is not None
    return node


def test_the_cross_hair_begins_where_the_pointer_is(qtbot: QtBot) -> None:
    window = window_of(qtbot, (1080, 1920), Language.ZH_HANS, Sight())
    QCursor.setPos(window.mapToGlobal(window.rect().center()))
    before = window.grab().toImage()
    window.set_sight(Sight(cross_hair=True))
    after = window.grab().toImage()
    middle = window.rect().center()
    assert any(after.pixel(middle.x(), y) != before.pixel(middle.x(), y) for y in (100, 1800))
    assert after.pixel(0, 100) == before.pixel(0, 100)
