"""A chart painted from its numbers by Qt Charts: bars beside each other, or lines.

Qt Charts (GPL-3.0) comes with PySide6; it costs some 30 ms and 18 MB, once, where the
first chart is shown, and is imported there only. A pie is painted as bars, whose
lengths are compared more easily; patterns and figures say what colours would.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCharts import (
    QAbstractBarSeries,
    QAbstractSeries,
    QBarCategoryAxis,
    QBarSeries,
    QBarSet,
    QChart,
    QHorizontalBarSeries,
    QLineSeries,
    QValueAxis,
)
from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsScene

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.CrossPattern,
)
_LINES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart says."""

    form: str
    """``line``, or anything else for bars."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    """Titles and values, a value a category."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours, type and whether bars lie, because their names are long."""

    font: QFont
    ink: str
    grid: str
    colours: tuple[str, ...]
    lying: bool = False
    width: int = 2
    """Of lines, in pixels."""


def paint_chart(data: ChartData, look: ChartLook, width: int, height: int) -> QPixmap:
    """The chart at a size, on nothing."""
    chart = QChart()
    chart.setBackgroundVisible(False)
    chart.setMargins(QMargins(0, 0, 0, 0))
    chart.setAnimationOptions(QChart.AnimationOption.NoAnimation)
    chart.legend().setVisible(len(data.series) > 1)
    chart.legend().setFont(look.font)
    chart.legend().setLabelColor(QColor(look.ink))
    made = _lines(data, look) if data.form == "line" else [_bars(data, look)]
    for series in made:
        chart.addSeries(series)
    _axes(chart, made, data, look)
    chart.resize(width, height)
    scene = QGraphicsScene(0, 0, width, height)  # else all is shrunk by what lies outside
    scene.addItem(chart)
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter)
    painter.end()
    return pixmap


def _bars(data: ChartData, look: ChartLook) -> QAbstractBarSeries:
    bars: QAbstractBarSeries = QHorizontalBarSeries() if look.lying else QBarSeries()
    for n, (title, values) in enumerate(data.series):
        colour = QColor(look.colours[n % len(look.colours)])
        one = QBarSet(title)
        one.append(list(reversed(values)) if look.lying else list(values))
        one.setBrush(QBrush(colour, _PATTERNS[n % len(_PATTERNS)]))
        one.setPen(QPen(colour, look.width))
        one.setLabelFont(look.font)
        one.setLabelColor(QColor(look.ink))
        bars.append(one)
    bars.setBarWidth(0.7)
    bars.setLabelsVisible(True)
    bars.setLabelsPosition(QAbstractBarSeries.LabelsPosition.LabelsOutsideEnd)
    bars.setLabelsPrecision(6)
    return bars


def _lines(data: ChartData, look: ChartLook) -> list[QLineSeries]:
    made = []
    for n, (title, values) in enumerate(data.series):
        line = QLineSeries()
        line.setName(title)
        for x, value in enumerate(values):
            line.append(x, value)
        colour = QColor(look.colours[n % len(look.colours)])
        line.setPen(QPen(colour, look.width * 2, _LINES[n % len(_LINES)]))
        line.setPointsVisible(True)
        line.setPointLabelsVisible(True)
        line.setPointLabelsFormat("@yPoint")
        line.setPointLabelsFont(look.font)
        line.setPointLabelsColor(QColor(look.ink))
        made.append(line)
    return made


def _axes(
    chart: QChart,
    made: list[QLineSeries] | list[QAbstractBarSeries],
    data: ChartData,
    look: ChartLook,
) -> None:
    names, values = QBarCategoryAxis(), QValueAxis()
    names.append(list(reversed(data.categories)) if look.lying else list(data.categories))
    every = [value for _, row in data.series for value in row] or [0.0]
    low, high = min(0.0, *every), max(0.0, *every)
    values.setRange(low * 1.3, high * 1.3 or 1)
    values.setLabelsVisible(False)
    for axis in (names, values):
        axis.setLabelsFont(look.font)
        axis.setLabelsColor(QColor(look.ink))
        axis.setLinePen(QPen(QColor(look.grid), look.width))
        axis.setGridLineVisible(False)
    bottom, left = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignLeft
    chart.addAxis(names, left if look.lying else bottom)
    chart.addAxis(values, bottom if look.lying else left)
    for series in made:
        _attach(series, names, values)


def _attach(series: QAbstractSeries, names: QBarCategoryAxis, values: QValueAxis) -> None:
    series.attachAxis(names)
    series.attachAxis(values)
