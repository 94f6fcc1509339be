from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from a11y.document import Node, Role, State
from kiosk.shots.camera import FORMATS, LOOKS, MORE_LOOKS
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness import sample_pages as samples
from tests.harness.windows import window_of
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page
from views.compose.touch_board import NUMBER, Board, Composed, all_ways, board, ways_for
from views.sight import Sight
from views.widgets.keys_place import put_keys
from views.widgets.window import MainWindow

SUBJECT = "/consult/new#subject"
EVERY = {**LOOKS, **MORE_LOOKS}
WAYS = ("pinyin", "hand", "stroke", "latin", "digits")


def opened(qtbot: QtBot, size: tuple[int, int], sight: Sight, language: Language) -> MainWindow:
    window, words = window_of(qtbot, size, language, sight), Words(language)
    window.show_screen(
        with_frame(compose_page(samples.form(), words), FrameModel(voice_on=True), words)
    )
    window.screen_view.focus_node(SUBJECT)
    return window


def faults(window: MainWindow, shown: Board) -> list[str]:
    """What hides the field, is too small to touch or does not fit."""
    put_keys(window, shown, SUBJECT)
    keys, field = window.keys, window.top.widget_of(SUBJECT)
    assert field is not None
    size = min(window.width(), window.height())
    found = [f"{key}: words do not fit" for key in keys.clipped()]
    least = 60 * min(1.0, size / 1080)
    if not {key.id for key in shown.strip} <= {*keys.places()} and "more" not in keys.places():
        found.append("no way to the others")
    for key, rect in keys.places().items():
        if min(rect.width(), rect.height()) < least:
            found.append(f"{key}: {rect.width()} x {rect.height()}")
        if not keys.rect().contains(rect):
            found.append(f"{key}: outside")
    seen = field.visibleRegion().boundingRect()
    if seen.height() < field.height():
        found.append(f"only {seen.height()} of {field.height()} of the field are seen")
    above = QRect(field.mapTo(window, QPoint(0, 0)), field.size())
    if above.intersects(keys.geometry()):
        found.append("the keys cover the field")
    if window.top.focused != SUBJECT:
        found.append("the field lost the focus")
    return found


def boards(language: Language) -> list[Board]:
    words = Words(language)
    empty = [board(Composed(way, WAYS), words) for way in all_ways()]
    many = tuple("佛山市禅城区祖庙街道人民路一号"[n : n + 4] for n in range(9))
    return [*empty, board(Composed("pinyin", WAYS, "fo'shan'shi", many), words)]


@pytest.mark.parametrize(
    ("form", "language", "look"),
    [
        ("portrait", Language.ZH_HANS, "standard"),
        ("small", Language.ZH_HANS, "elder"),
        ("landscape", Language.ZH_HANT_TW, "low"),
        ("small", Language.EN, "thrice"),
        ("portrait", Language.EN, "right"),
    ],
)
def test_a_few_looks_never_hide_the_field(
    qtbot: QtBot, form: str, language: Language, look: str
) -> None:
    window = opened(qtbot, FORMATS[form], EVERY[look], language)

    assert [found for one in boards(language) for found in faults(window, one)] == []


@pytest.mark.long
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", EVERY)
def test_no_look_hides_the_field(qtbot: QtBot, form: str, language: Language, look: str) -> None:
    window = opened(qtbot, FORMATS[form], EVERY[look], language)

    assert [found for one in boards(language) for found in faults(window, one)] == []


def test_a_finger_presses_where_it_lifts_and_the_field_keeps_the_focus(qtbot: QtBot) -> None:
    window = opened(qtbot, (1080, 1920), LOOKS["standard"], Language.ZH_HANS)
    put_keys(window, board(Composed("latin", WAYS), Words(Language.ZH_HANS)), SUBJECT)
    places = window.keys.places()
    pressed: list[str] = []
    window.keys.pressed.connect(pressed.append)

    QTest.mouseClick(window.keys, Qt.MouseButton.LeftButton, pos=places["t:q"].center())
    QTest.mousePress(window.keys, Qt.MouseButton.LeftButton, pos=places["t:w"].center())
    QTest.mouseRelease(window.keys, Qt.MouseButton.LeftButton, pos=places["t:e"].center())

    assert pressed == ["t:q"]
    assert window.top.focused == SUBJECT


def test_every_candidate_can_be_reached(qtbot: QtBot) -> None:
    window = opened(qtbot, (1080, 1920), LOOKS["elder"], Language.ZH_HANS)
    found = tuple(chr(0x4E00 + n) * (1 + n % 3) for n in range(40))
    put_keys(window, board(Composed("pinyin", WAYS, "yi", found), Words(Language.ZH_HANS)), SUBJECT)
    seen: set[str] = set()
    for _ in range(40):
        places = window.keys.places()
        seen |= {key for key in places if key.startswith("pick:")}
        QTest.mouseClick(window.keys, Qt.MouseButton.LeftButton, pos=places["more"].center())

    assert seen == {f"pick:{n}" for n in range(40)}


@pytest.mark.parametrize("language", list(Language))
def test_at_the_usual_size_every_way_to_write_is_in_sight(qtbot: QtBot, language: Language) -> None:
    field = samples.form().fields[0]
    states = frozenset({State.FOCUSABLE})
    node = Node(SUBJECT, Role.TEXTBOX, Text(field.label), states=states, look="field text")
    ways = ways_for(node, language, tuple(all_ways()))
    for form in FORMATS.values():
        window = opened(qtbot, form, LOOKS["elder"], language)
        put_keys(window, board(Composed(ways[0], ways), Words(language)), SUBJECT)
        assert {f"way:{way}" for way in ways} <= {*window.keys.places()}


def test_what_is_written_is_told_stroke_by_stroke(qtbot: QtBot) -> None:
    window = opened(qtbot, (1080, 1920), LOOKS["standard"], Language.ZH_HANS)
    put_keys(window, board(Composed("hand", WAYS), Words(Language.ZH_HANS)), SUBJECT)
    told: list[int] = []
    window.keys.written.connect(lambda strokes, _width, _height: told.append(len(strokes)))
    middle = window.keys.rect().center()
    for _ in range(2):
        QTest.mousePress(window.keys, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(window.keys, middle + QPoint(40, 0))
        QTest.mouseRelease(window.keys, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
    window.keys.wipe()
    QTest.mouseClick(window.keys, Qt.MouseButton.LeftButton, pos=middle)

    assert told == [1, 2, 1]


def test_when_the_keys_go_the_page_has_the_whole_window_again(qtbot: QtBot) -> None:
    window = opened(qtbot, (1080, 1920), LOOKS["standard"], Language.ZH_HANS)
    put_keys(window, board(Composed(NUMBER), Words(Language.ZH_HANS)), SUBJECT)
    put_keys(window, None)

    assert window.keys.isHidden()
    assert window.screen_view.height() == window.height()
