"""Charts say with lengths and heights what the numbers say; measured on the pixels."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QFont, QImage
from pytestqt.qtbot import QtBot

from locales.languages import Language
from locales.words import Words
from portal import models as m
from tests.harness import sample_pages as samples
from views.compose.pages import compose_page
from views.palettes import PALETTES, contrast
from views.sight import COLOURS
from views.theme import theme_for
from views.widgets.chart_image import ChartData, ChartLook, paint_chart
from views.widgets.figures import ChartFigure
from views.widgets.view import DocumentView

WIDTH, HEIGHT = 480, 300
FIRST, SECOND, INK = "#ff0000", "#0000ff", "#000000"


def look(*, lying: bool = False) -> ChartLook:
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(14)
    return ChartLook(font, INK, "#00ff00", (FIRST, SECOND), lying)


def painted(data: ChartData, *, lying: bool = False) -> QImage:
    return paint_chart(data, look(lying=lying), WIDTH, HEIGHT).toImage()


def one(*values: float, form: str = "bar") -> ChartData:
    names = tuple("甲乙丙丁戊己庚辛壬癸子丑"[: len(values)])
    return ChartData(form, names, (("件数", values),))


def is_of(image: QImage, x: int, y: int, colour: str) -> bool:
    return image.pixelColor(x, y).alpha() > 250 and image.pixelColor(x, y).name() == colour


def runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Where something begins and ends."""
    edges = [n for n, (a, b) in enumerate(pairwise([False, *flags, False])) if a != b]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def bars(image: QImage, *, lying: bool = False) -> list[int]:
    """The length of each bar, from the left or from above."""
    across, along = (HEIGHT, WIDTH) if lying else (WIDTH, HEIGHT)

    def length(place: int) -> int:
        ends = (
            is_of(image, n, place, FIRST) if lying else is_of(image, place, n, FIRST)
            for n in range(along)
        )
        return sum(ends)

    lengths = [length(place) for place in range(across)]
    return [max(lengths[a:b]) for a, b in runs([n > 0 for n in lengths]) if b - a > 3]


@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("values", [(10, 20, 40), (85, 98), (1, 1, 1, 1), (3, 300, 150)])
def test_bars_are_as_long_as_their_numbers_are_large(
    qtbot: QtBot, values: tuple[float, ...], lying: bool
) -> None:
    found = bars(painted(one(*values), lying=lying), lying=lying)
    assert len(found) == len(values)
    scale = max(found) / max(values)
    for length, value in zip(found, values, strict=True):
        assert length == pytest.approx(value * scale, abs=6)


def test_the_first_category_stands_first_in_both_directions(qtbot: QtBot) -> None:
    upright, lying = (
        bars(painted(one(1, 2, 3))),
        bars(painted(one(1, 2, 3), lying=True), lying=True),
    )
    assert upright == sorted(upright)
    assert lying == sorted(lying)


def test_nothing_is_a_bar_of_nothing(qtbot: QtBot) -> None:
    assert len(bars(painted(one(0, 5)))) == 1
    assert not bars(painted(one(0, 0)))


def test_what_is_below_zero_hangs_down(qtbot: QtBot) -> None:
    image = painted(one(20, -20))
    rows = [[y for y in range(HEIGHT) if is_of(image, x, y, FIRST)] for x in range(WIDTH)]
    columns = [(min(found), max(found)) for found in rows if found]
    (top, zero), (below, bottom) = columns[0], columns[-1]
    assert zero == pytest.approx(below, abs=4)
    assert bottom - below == pytest.approx(zero - top, abs=6)


def test_series_are_told_apart_without_colour(qtbot: QtBot) -> None:
    data = ChartData("bar", ("甲",), (("初评", (20.0,)), ("复评", (20.0,))))
    image = painted(data)
    filled = [
        sum(is_of(image, x, y, colour) for x in range(WIDTH) for y in range(HEIGHT))
        for colour in (FIRST, SECOND)
    ]
    assert filled[1] < 0.75 * filled[0]  # hatched, where the first is solid


def test_numbers_and_names_are_written(qtbot: QtBot) -> None:
    image = painted(one(10, 20))
    ink = [(x, y) for x in range(WIDTH) for y in range(HEIGHT) if is_of(image, x, y, INK)]
    tops = {y for _, y in ink}
    bar = min(y for y in range(HEIGHT) if any(is_of(image, x, y, FIRST) for x in range(WIDTH)))
    low = max(y for y in range(HEIGHT) if any(is_of(image, x, y, FIRST) for x in range(WIDTH)))
    assert min(tops) < bar  # the number stands above the taller bar
    assert max(tops) > low  # the names below all


def test_a_line_goes_through_its_numbers(qtbot: QtBot) -> None:
    image = painted(one(10, 30, 20, form="line"))
    found = [(x, y) for x in range(WIDTH) for y in range(HEIGHT) if is_of(image, x, y, FIRST)]
    left, right = min(x for x, _ in found), max(x for x, _ in found)
    at = {
        part: min(y for x, y in found if abs(x - (left + part * (right - left) / 2)) < 4)
        for part in (0, 1, 2)
    }
    assert at[1] < at[2] < at[0]
    assert (at[0] - at[2]) == pytest.approx((at[0] - at[1]) / 2, abs=8)


@pytest.mark.parametrize("count", [1, 12])
def test_few_and_many_are_all_there(qtbot: QtBot, count: int) -> None:
    assert len(bars(painted(one(*([7.0] * count))))) == count


@pytest.mark.parametrize("colours", COLOURS)
def test_the_parts_are_seen_on_their_ground(colours: str) -> None:
    palette = PALETTES[colours]
    for colour in (palette.primary, palette.accent, palette.edge):
        assert contrast(colour, palette.card) >= 3


@pytest.mark.parametrize("lying", [False, True])
def test_a_chart_takes_the_room_that_it_has(qtbot: QtBot, lying: bool) -> None:
    image = painted(one(10, 20, 20), lying=lying)
    places = [(x, y) for x in range(WIDTH) for y in range(HEIGHT) if image.pixelColor(x, y).alpha()]
    assert max(x for x, _ in places) > 0.9 * WIDTH
    assert max(y for _, y in places) > 0.85 * HEIGHT


def test_a_picture_has_no_ground_of_its_own(qtbot: QtBot) -> None:
    assert painted(one(5, 6)).pixelColor(1, 1) == QColor(0, 0, 0, 0)


def test_a_chart_without_a_table_of_its_own_is_painted_alike(qtbot: QtBot) -> None:
    """The same numbers give the same picture, below a table that says them too."""
    table = m.Table(
        "t",
        columns=("选项", "票数"),
        rows=(m.TableRow("a", ("按键", "12")), m.TableRow("b", ("触摸", "3"))),
        row_headers=True,
    )
    chart = m.Chart("c", categories=("按键", "触摸"), series=(m.Series("票数", (12.0, 3.0)),))
    view = DocumentView(theme_for(1080, 1920))
    qtbot.addWidget(view)
    view.resize(1080, 1920)
    pictures = []
    for blocks in ((chart,), (table, chart)):
        found = replace(samples.article(), blocks=blocks)
        view.show_document(compose_page(found, Words(Language.ZH_HANS)))
        figure = view.widget_of(f"{found.address}#c")
        assert isinstance(figure, ChartFigure)
        pictures.append(figure._picture(WIDTH, HEIGHT).toImage())
    assert pictures[0] == pictures[1]
