"""A page on paper, by keys and ear; and nothing of who printed it is left in the queue."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.harness.cups import Cups, until
from tests.harness.journey import Journey
from tests.harness.remains import in_files
from tests.journeys.test_canaries import LEAVE, Own, sign_in

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


@pytest.fixture
def cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cups]:
    with Cups(tmp_path_factory.mktemp("cups")) as found:
        found.add("roll")
        yield found


def begin(journey_with: Callable[..., Journey], cups: Cups) -> Journey:
    environ = {"CUPS_SERVER": cups.environment["CUPS_SERVER"]}
    return journey_with(environ=environ, printer_a4="paper", printer_receipt="roll")


@pytest.mark.long
def test_a_page_is_heard_printed_and_taken(
    journey_with: Callable[..., Journey], cups: Cups
) -> None:
    journey = begin(journey_with, cups)
    player = journey.player
    player.press("KP_5")
    player.hear("本页有", 20)
    player.find("Tab", "打印本页，按钮", 130)
    player.press("Return")
    player.screen("print", 20)
    player.hear("打印预览", 20)
    assert cups.sheets == []
    player.find("Tab", "改用 80 毫米小票，按钮")
    player.press("Return")
    player.hear("改用 80 毫米小票", 20)
    player.find("Shift+Tab", "打印，按钮")
    cups.put("empty")
    player.press("Return")
    player.hear("打印机没有纸了，没有打印", 30)
    cups.let("empty")
    until(lambda: cups.spooled == [])
    assert cups.sheets == []
    player.hear("再试一次，按钮")
    player.press("Return")
    player.hear("打印完成，请取走纸张", 30)
    assert len(cups.sheets) == 1
    assert cups.queued == ""


@pytest.mark.long
@pytest.mark.parametrize("way", ["key", "crash"])
def test_what_is_not_out_when_a_visit_ends_never_comes_out(
    journey_with: Callable[..., Journey], cups: Cups, way: str
) -> None:
    journey = begin(journey_with, cups)
    own = Own(journey)
    since = time.time() - 1
    sign_in(own, own.people[0], by_page=False)
    canaries = own.work()
    cups.put("slow")
    journey.player.press("Ctrl+P")
    journey.player.screen("print", 20)
    journey.player.find("Tab", "打印，按钮")
    journey.player.press("Return")
    journey.player.hear("正在打印，请不要离开", 20)
    assert cups.queued.count("\n") == 1
    LEAVE[way](journey)
    journey.trial.await_shown(2)
    until(lambda: cups.queued == "")
    cups.let("slow")
    until(lambda: cups.spooled == [])
    time.sleep(1)
    assert cups.sheets == []
    assert in_files([cups.folder], canaries, since, ()) == set()
    log = Path(journey.trial.data).rglob("audit/*")
    written = "".join(path.read_text() for path in log if path.is_file())
    assert "printed" in written
    assert not [text for text in canaries.values() if text in written]
