"""How long a switch of the language takes on the fullest native pages, drawn in memory.

``python -m bench.switch``: stage, window and shared projectors as in the terminal. A
switch counts until the page is painted in the other language: words, conversion,
composing, patching, layout, painting.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from a11y.document import Document
from kiosk.languages import Languages
from kiosk.qt_language import QtLanguage
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.surface import WindowSurface
from locales.languages import Language
from locales.words import Words
from portal.models import Page
from tests.harness import sample_pages as samples
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page
from views.widgets.window import MainWindow

ROUND = (Language.ZH_HANT_HK, Language.ZH_HANT_TW, Language.EN, Language.ZH_HANS)
SIZES = ((1920, 1080), (1080, 1920))
WANTED_MS = 100.0


def main() -> int:
    """Measure and print; exit code 1 where the 95th percentile is above what is wanted."""
    application = QApplication([])
    languages = Languages()
    began = time.perf_counter()
    languages.warm().join()
    print(f"all languages built in {1000 * (time.perf_counter() - began):.0f} ms, in a thread")
    pages = {
        "collection of 50 items": samples.collection(),
        "article of 300 blocks": samples.article(paragraphs=300),
    }
    slow = False
    for size in SIZES:
        for name, page in pages.items():
            stage, window = staged(page, languages, size)
            place = f"{name}, {size[0]}x{size[1]}"
            slow |= _line(place, _switches(application, stage, window, 12)) > WANTED_MS
            _read_through(stage, window)
            read = _switches(application, stage, window, 12)
            slow |= _line(f"  read to its end: {place}", read) > WANTED_MS
            window.deleteLater()
    return 1 if slow else 0


def staged(page: Page, languages: Languages, size: tuple[int, int]) -> tuple[Stage, MainWindow]:
    """A page on a stage and in a window of that size, as in the terminal."""
    window = MainWindow()
    window.resize(*size)
    surface = WindowSurface(window, languages.projector)
    stage = Stage(surface, lambda _utterance: None, _framed, words_of=languages.words)
    window.show()
    stage.show(Screen(page.kind, partial(compose_page, page)))
    return stage, window


def _read_through(stage: Stage, window: MainWindow) -> None:
    """Every widget is built, as after reading to the end; the last one is on the screen."""
    for node in stage.reader.document.nodes:
        window.top.widget_of(node.id)
        window.top.set_reading(node.id)


def _framed(document: Document, words: Words) -> Document:
    return with_frame(document, FrameModel(can_go_back=True, voice_on=True), words)


def _switches(
    application: QApplication, stage: Stage, window: MainWindow, rounds: int
) -> list[float]:
    """Milliseconds of each switch, round the languages; the first round is in it."""
    times = []
    qt = QtLanguage()
    for language in ROUND * rounds:
        began = time.perf_counter()
        qt.set(language)
        stage.set_language(language)
        window.grab()
        times.append(1000 * (time.perf_counter() - began))
        application.processEvents()
    return times


def _line(name: str, times: list[float]) -> float:
    ordered = sorted(times)
    p95 = ordered[round(0.95 * (len(ordered) - 1))]
    print(
        f"{name:54} first {times[0]:6.1f}  median {statistics.median(ordered):6.1f}  "
        f"p95 {p95:6.1f}  max {ordered[-1]:6.1f} ms  n={len(ordered)}"
    )
    return p95


if __name__ == "__main__":
    sys.exit(main())
