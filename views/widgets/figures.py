"""A chart above the table of its numbers, or of one before it; who listens hears the table."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from typing_extensions import override

from a11y.document import Node, Role
from views.compose.tables import PAINTED
from views.widgets.base import Drawing
from views.widgets.containers import Stack
from views.widgets.flow import font_of
from views.widgets.text import GUTTER

if TYPE_CHECKING:
    from views.widgets.chart_image import ChartData, ChartLook


class ChartFigure(Stack):
    """A figure whose table is below its picture."""

    _painted: tuple[object, QPixmap] | None = None

    @override
    def draw(self, width: int) -> Drawing:
        px = self.context.px
        numbers = self._numbers()
        count = len(numbers)
        if not 0 < count <= PAINTED or self.context.theme.sight.words_only:
            return Drawing(0)
        room = width - 2 * px(GUTTER)
        line = self.context.flow("0", "meta").line_height
        many = max(1, len(numbers[0][1]))
        lying = self._lying(room)
        tall = line * (count * (0.6 + many) + (1.5 if many > 1 else 0.5))
        return Drawing(round(tall if lying else max(px(420), line * 7)) + px(24))

    @override
    def paint_ground(self, painter: QPainter) -> None:
        height = self.drawing(self.width()).height
        if not height:
            return
        px, palette = self.context.px, self.context.palette
        area = QRectF(px(GUTTER), 1, self.width() - 2 * px(GUTTER), height - px(14))
        radius = px(self.context.theme.spacing.radius)
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(area, radius, radius)
        inner = area.adjusted(px(12), px(12), -px(12), -px(12)).toRect()
        painter.drawPixmap(inner.topLeft(), self._picture(inner.width(), inner.height()))

    def _numbers(self) -> list[tuple[str, list[float]]]:
        """Each category with its values, in the order of the rows of the table."""
        if not self.node.source:
            return []
        values = json.loads(self.node.source)["values"]
        rows = [row for row in self._rows() if row.children][1:]
        names = [self.context.show(row.children[0].name) for row in rows]
        return list(zip(names or self._told("names"), values, strict=False))

    def _told(self, part: str) -> list[str]:
        """Words that stand beside the numbers, where the chart has no table of its own."""
        told: list[str] = json.loads(self.node.source).get(part, [])
        return [self.context.show(replace(self.node.name, source=one)) for one in told]

    def _rows(self) -> tuple[Node, ...]:
        tables = [child for child in self.node.children if child.role is Role.TABLE]
        return tables[0].children if tables else ()

    def _lying(self, room: int) -> bool:
        """Whether the names of upright bars would not fit below them."""
        names = [name for name, _ in self._numbers()]
        widest = max((self.context.wide(name, "meta") for name in names), default=0)
        return widest > room / max(1, len(names)) * 0.9

    def _picture(self, width: int, height: int) -> QPixmap:
        from views.widgets.chart_image import paint_chart  # noqa: PLC0415 - few pages have one

        data, look = self._data(), self._look(width)
        key = (data, look.ink, look.font.toString(), look.lying, width, height)
        if self._painted is None or self._painted[0] != key:
            self._painted = (key, paint_chart(data, look, width, height))
        return self._painted[1]

    def _data(self) -> ChartData:
        from views.widgets.chart_image import ChartData  # noqa: PLC0415 - see above

        numbers = self._numbers()
        heads = [head.name for rows in self._rows()[:1] for head in rows.children[1:]]
        names = [self.context.show(head) for head in heads] or self._told("series")
        series = tuple(
            (name, tuple(values[n] for _, values in numbers)) for n, name in enumerate(names)
        )
        form = json.loads(self.node.source)["form"]
        return ChartData(form, tuple(name for name, _ in numbers), series)

    def _look(self, width: int) -> ChartLook:
        from views.widgets.chart_image import ChartLook  # noqa: PLC0415 - see above

        theme, palette = self.context.theme, self.context.palette
        style = theme.style("meta")
        font = font_of(style, theme.font_family(style.family))
        colours = (palette.primary, palette.accent, palette.reading_mark, palette.edge)
        lying = self._lying(width) and json.loads(self.node.source)["form"] != "line"
        return ChartLook(font, palette.ink, palette.edge, colours, lying, theme.px(2))
