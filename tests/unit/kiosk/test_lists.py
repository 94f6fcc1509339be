from __future__ import annotations

import pytest

from a11y.document import Action
from a11y.kinds import Unit
from a11y.wording import Verbosity
from kiosk.choices import Choice, compose_choices, nth
from kiosk.elements import Elements
from kiosk.finding import Finding
from kiosk.gate import HandSettings
from kiosk.hints import PAUSE, Hints
from kiosk.scanning import PACE, Scanning
from kiosk.setting import following
from kiosk.settings_table import DELAYS
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness.clock import FakeClock
from tests.harness.documents import document, large, sample
from tests.harness.stage import PaperStage

WORDS = Words(Language.ZH_HANS)


def test_a_list_is_numbered_and_an_entry_is_found_by_its_digit() -> None:
    entries = [Choice(f"c{n}", Text(f"第{n}"), Action("go", f"/t#{n}")) for n in range(3)]
    made = compose_choices("menu", Text("菜单"), entries, WORDS)
    second = nth(made, 2)

    assert second is not None
    assert second.name.source == "第1"
    assert nth(made, 4) is None
    assert made.modal


def test_a_list_without_entries_can_be_left() -> None:
    made = compose_choices("menu", Text("菜单"), [], WORDS)

    assert any(node.action == Action("command", "stay") for node in made.nodes)


def test_the_headings_are_listed_from_where_one_is_and_chosen() -> None:
    paper = PaperStage(sample())
    elements = Elements(paper.stage)
    paper.stage.reader.arrive("/t#i2", say=False)
    elements.show(Unit.HEADING)
    here = paper.stage.reader.node
    elements.go("/t#h1")

    assert here.name.source == "条件"
    assert paper.said[-1] == "离开列表，办事指南，1 级标题"
    assert not paper.stage.dialog_open


def test_a_place_on_the_page_itself_is_gone_to_without_leaving_it() -> None:
    paper = PaperStage(sample())
    before = paper.stage.screen
    Elements(paper.stage).go("/t#h1")

    assert paper.stage.screen is before
    assert paper.stage.reader.node.id == "/t#h1"


def test_a_kind_that_the_page_has_not_is_said() -> None:
    paper = PaperStage(document())
    Elements(paper.stage).show(Unit.LINK)

    assert paper.said == ["本页没有链接"]


def found(paper: PaperStage, wanted: str, *steps: int) -> list[str]:
    finding = Finding(paper.stage, lambda: None)
    finding.ask()
    finding.edited(paper.stage.reader.document.start, wanted)
    paper.said.clear()
    for step in steps:
        finding.go(step)
    return paper.said


def test_words_are_found_one_after_another_round_the_end() -> None:
    assert found(PaperStage(sample()), "条件", 1, 1, 1, 1)[1::2] == [
        "条件，2 级标题",
        "条件1，第 1 项，共 2 项",
        "条件2，第 2 项，共 2 项",
        "条件，2 级标题",
    ]


def test_words_are_found_backwards() -> None:
    assert found(PaperStage(sample()), "条件", -1)[0] == "第 3 处，共 3 处"


def test_words_that_are_not_there_are_said_and_nothing_moves() -> None:
    paper = PaperStage(sample())

    assert found(paper, "月亮", 1) == ["本页没有“月亮”"]
    assert paper.stage.reader.node.id == "/t#h1"


@pytest.mark.parametrize("values", [*DELAYS.values(), tuple(Verbosity)])
def test_a_setting_comes_round_to_where_it_was(values: tuple[object, ...]) -> None:
    now = values[0]
    for _ in values:
        now = following(values, now)

    assert now == values[0]


def test_keys_are_taken_as_they_come_by_default() -> None:
    assert HandSettings() == HandSettings(latch=False, slow=0.0, bounce=0.0)


def test_scanning_reaches_every_item_and_begins_again() -> None:
    paper, clock = PaperStage(sample()), FakeClock()
    scanning = Scanning(clock, paper.stage, lambda: True, on=True)
    scanning.start()
    seen = []
    for _ in range(28):
        clock.advance(PACE / 2)
        seen.append(paper.stage.reader.node.id)

    assert {"/t#p1", "/t#p1.l", "/t#i2", "/t#c32", "/t#f1", "/t#h1"} <= set(seen)


def test_scanning_waits_while_something_is_said_and_stays_when_told() -> None:
    paper, clock = PaperStage(sample()), FakeClock()
    speaking = True
    scanning = Scanning(clock, paper.stage, lambda: not speaking, on=True)
    scanning.start()
    clock.advance(60)
    assert paper.stage.reader.node.id == "/t#h1"
    speaking = False
    clock.advance(PACE)
    assert paper.stage.reader.node.id == "/t#p1"
    scanning.stop()
    clock.advance(60)
    assert paper.stage.reader.node.id == "/t#p1"


def test_without_a_switch_nothing_moves() -> None:
    clock, paper = FakeClock(), PaperStage(sample())
    Scanning(clock, paper.stage, lambda: True, on=False).start()
    clock.advance(60)

    assert paper.stage.reader.node.id == "/t#h1"


def test_a_hint_comes_after_a_pause_once_a_screen() -> None:
    clock, paper = FakeClock(), PaperStage(sample())
    hints = Hints(clock, paper.stage, lambda: True)
    for _ in range(3):
        hints.activity()
        clock.advance(PAUSE * 3)

    assert len(paper.said) == 1


def test_a_large_page_is_listed() -> None:
    paper = PaperStage(large(2_000))
    Elements(paper.stage).show(Unit.LINK)

    assert paper.stage.reader.node.position is not None
    assert paper.stage.reader.node.position.total == 200
