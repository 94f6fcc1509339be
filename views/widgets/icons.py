"""Icons from SVG files in the colour they are asked for; words always stand beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent.parent / "icons"


class Icons:
    """Drawn once for each name, size and colour."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, int, str], QPixmap] = {}

    def has(self, name: str) -> bool:
        """Whether there is such an icon."""
        return bool(name) and (self._folder / f"{name}.svg").exists()

    def pixmap(self, name: str, size: int, colour: str) -> QPixmap:
        """The icon as a square of ``size`` pixels."""
        key = (name, size, colour)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, size: int, colour: str) -> QPixmap:
        source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
