from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.screen import VirtualScreen

pytestmark = pytest.mark.screen

_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def keyPressEvent(self, event):
        print("key", event.key(), int(event.modifiers().value), event.text(), flush=True)
    def mousePressEvent(self, event):
        print("press", int(event.position().x()), int(event.position().y()), flush=True)
    def changeEvent(self, event):
        if self.isActiveWindow():
            print("ready", flush=True)
application = QApplication([])
window = Window()
window.setStyleSheet("background: #c01020")
window.showFullScreen()
application.exec()
"""


@pytest.fixture
def screen() -> Iterator[VirtualScreen]:
    with VirtualScreen((640, 480)) as screen:
        yield screen


@pytest.fixture
def window(screen: VirtualScreen) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _WINDOW]
    with subprocess.Popen(command, env=screen.env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert _line(process) == "ready"
            yield process
        finally:
            process.kill()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_chords_arrive_as_from_a_keyboard(
    screen: VirtualScreen, window: subprocess.Popen[str]
) -> None:
    screen.key("F9", "ctrl+grave")
    assert _line(window).startswith("key 16777272 0")  # Qt::Key_F9
    assert _line(window).startswith("key 16777249 ")  # Qt::Key_Control itself
    assert _line(window).startswith("key 96 67108864")  # Qt::Key_QuoteLeft, ControlModifier


def test_text_is_typed_letter_by_letter(
    screen: VirtualScreen, window: subprocess.Popen[str]
) -> None:
    screen.type("ab1")
    assert [_line(window).split()[-1] for _ in range(3)] == ["a", "b", "1"]


def test_a_click_lands_where_it_is_aimed(
    screen: VirtualScreen, window: subprocess.Popen[str]
) -> None:
    screen.click(321, 123)
    assert _line(window) == "press 321 123"


@pytest.mark.usefixtures("window")
def test_a_screenshot_holds_the_colours_shown(screen: VirtualScreen, tmp_path: Path) -> None:
    data = screen.screenshot(tmp_path / "shown.png").read_bytes()
    start = data.index(b"IDAT")
    length = int.from_bytes(data[start - 4 : start], "big")
    pixels = zlib.decompress(data[start + 4 : start + 4 + length])
    middle = 240 * (1 + 640 * 3) + 1 + 320 * 3  # each row begins with its filter byte
    assert pixels[middle : middle + 3] == b"\xc0\x10\x20"
