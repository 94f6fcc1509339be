"""How long it takes until a person's preferences hold, from the answer of the sign-in on.

``python -m bench.preferences``: stage, window and settings as in the terminal, drawn in
memory. It counts from the claim as it came until the page is painted as the person wants
it: reading the claim, checking, setting everything, language and colours, painting.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from auth.preferences import read_preferences
from bench.switch import staged
from kiosk.captions import Captions
from kiosk.gate import HandSettings
from kiosk.languages import Languages
from kiosk.looks import Looks
from kiosk.manner.knobs import knobs_of, language_knob
from kiosk.manner.manner import Manner
from kiosk.settings_table import caption_settings, hand_settings, sight_settings
from kiosk.stage import Stage
from tests.harness import sample_pages as samples
from views.widgets.window import MainWindow

WANTED_MS = 200.0
ROUNDS = 30
SETS: tuple[dict[str, Any], ...] = (
    {
        "language": "zh-Hant-HK",
        "highContrastTheme": "yellow-black",
        "textSize": 2.0,
        "yizhan:elder": True,
        "stickyKeys": True,
        "slowKeysInterval": 0.3,
    },
    {
        "language": "zh-Hans",
        "highContrastTheme": "none",
        "textSize": 1.0,
        "yizhan:elder": False,
        "stickyKeys": False,
        "slowKeysInterval": 0.0,
    },
)
"""Everything that is seen changes, and back."""


def main() -> int:
    """Measure and print; exit code 1 where the 95th percentile is above what is wanted."""
    application = QApplication([])
    languages = Languages()
    languages.warm().join()
    worst = 0.0
    for name, page in {
        "home": samples.home(),
        "form": samples.form(),
        "collection of 50 items": samples.collection(),
    }.items():
        stage, window = staged(page, languages, (1920, 1080))
        times = sorted(_times(application, _manner(stage, window), window))
        p95 = times[round(0.95 * (len(times) - 1))]
        worst = max(worst, p95)
        print(
            f"{name:24} median {statistics.median(times):6.1f}  p95 {p95:6.1f} ms  n={len(times)}"
        )
        window.deleteLater()
    return 1 if worst > WANTED_MS else 0


def _manner(stage: Stage, window: MainWindow) -> Manner:
    def show(sight: Any) -> None:
        window.set_sight(sight)
        stage.refresh(quiet=True)

    looks = Looks(show, window.cover, lambda: None)
    table = (
        *sight_settings(looks),
        *caption_settings(Captions(lambda _text, _span, _readings: None)),
        *hand_settings(HandSettings(), looks),
    )
    language = language_knob(lambda: stage.language, stage.set_language)
    return Manner({**knobs_of(table), **language})


def _times(application: QApplication, manner: Manner, window: MainWindow) -> list[float]:
    """Milliseconds until the window is painted as wanted, for each set in turn."""
    times = []
    for values in SETS * (ROUNDS // len(SETS)):
        claim = {"version": 1, "values": values}
        began = time.perf_counter()
        manner.apply(read_preferences(claim).values)
        window.grab()
        times.append(1000 * (time.perf_counter() - began))
        application.processEvents()
    return times


if __name__ == "__main__":
    sys.exit(main())
