"""What lies over a page covers nothing of it that has to be seen, in a few looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from kiosk.shots.camera import FORMATS, LOOKS, MORE_LOOKS, Camera
from kiosk.shots.scenes import Over, scenes
from locales.languages import Language
from locales.words import Words
from tests.harness.clipping import build_all, faults
from tests.harness.sample_matters import pages
from tests.harness.sample_pages import form
from views.widgets.caption import CaptionStrip

NAMES = {
    *(f"keys-{way}" for way in ("pinyin", "hand", "number", "composed", "covered")),
    *("form-wrong", "form-sending", "form-offline"),
    *("helped", "helped-keys", "helped-paused"),
    *("caption", "caption-readings", "suggested", "suggested-none", "collection-empty"),
}


@pytest.mark.parametrize(
    ("form_of", "language", "look"),
    [
        ("portrait", Language.ZH_HANS, "standard"),
        ("small", Language.ZH_HANT_HK, "elder"),
        ("landscape", Language.EN, "thrice"),
        ("portrait", Language.ZH_HANS, "low"),
    ],
)
def test_what_lies_over_a_page_leaves_it_to_be_seen(
    qtbot: QtBot, form_of: str, language: Language, look: str
) -> None:
    english = language is Language.EN
    camera = Camera(FORMATS[form_of], language)
    qtbot.addWidget(camera.window)
    camera.look({**LOOKS, **MORE_LOOKS}[look])
    wrong, names = [], set()
    for name, document, over in scenes([*pages(english), form(english)], Words(language)):
        names.add(name)
        camera.show(document)
        camera.lay(document, over)
        build_all(camera.window)
        wrong += [f"{name}: {found}" for found in (*faults(camera.window.top), *_covered(camera))]
        camera.lay(document, Over())
    assert wrong == []
    assert names - NAMES <= {
        f"keys-{way}" for way in "jyutping cangjie zhuyin stroke latin digits".split()
    }
    assert NAMES - names <= ({"caption-readings"} if english else set())


def _covered(camera: Camera) -> list[str]:
    """Parts of the window that lie upon each other, or under the frame of who helps."""
    window = camera.window
    parts = [window.screen_view, window.keys, *window.findChildren(CaptionStrip)]
    seen = [part for part in parts if part.isVisible()]
    free = window.rect().marginsRemoved(window.helped.margins())
    rects = {part: QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in seen}
    found = [f"{part} under the frame" for part, rect in rects.items() if not free.contains(rect)]
    for n, part in enumerate(seen):
        others = [one for one in seen[n + 1 :] if rects[part].intersects(rects[one])]
        found += [f"{part} upon {one}" for one in others]
    return found
