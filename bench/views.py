"""How long pages take to be shown and to be read through, drawn in memory.

python -m bench.views
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from locales.languages import Language
from locales.words import Words
from tests.harness import sample_pages as samples
from views.compose.pages import compose_page
from views.theme import theme_for
from views.widgets.view import DocumentView

WORDS = Words(Language.ZH_HANS)


def main() -> None:
    """Measure and print."""
    QApplication([])
    view = DocumentView(theme_for(1920, 1080))
    view.resize(1920, 1080)
    view.show()
    pages = {
        "article of 300 paragraphs": samples.article(paragraphs=300),
        "collection of 50 items": samples.collection(),
        "home": samples.home(),
    }
    for name, page in pages.items():
        document = compose_page(page, WORDS)

        def show(document: object = document) -> None:
            view.show_document(document)  # type: ignore[arg-type]  # bound early, once a page
            view.grab()

        line(f"show and paint: {name}", show, 20)
        line(f"compose: {name}", lambda page=page: compose_page(page, WORDS), 20)  # type: ignore[misc]  # a lambda with a default


def line(name: str, work: Callable[[], object], runs: int) -> None:
    """Median, 95th percentile and maximum of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    times.sort()
    p95 = times[round(0.95 * (runs - 1))]
    print(
        f"{name:42} median {statistics.median(times):6.1f}  p95 {p95:6.1f}  "
        f"max {times[-1]:6.1f} ms  n={runs}"
    )


if __name__ == "__main__":
    main()
