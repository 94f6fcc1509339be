from __future__ import annotations

from dataclasses import replace

import pytest

from a11y.document import Role, State
from kiosk.captions import LINGER, Captions
from kiosk.gate import HandSettings
from kiosk.looks import Looks
from kiosk.settings import COMMANDS, Settings
from kiosk.settings_table import TOPICS, caption_settings, hand_settings, sight_settings
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness.clock import FakeClock
from tests.harness.documents import sample
from tests.harness.stage import PaperStage
from views.sight import STANDARD, Sight


class Seen:
    """A table of settings over what they set, and what the window was told."""

    def __init__(self) -> None:
        self.paper = PaperStage(sample())
        self.sights: list[Sight] = []
        self.covers: list[bool] = []
        self.heard = 0
        self.looks = Looks(self.sights.append, self.covers.append, self._listen)
        self.captions = Captions(lambda _text, _span, _ruby: None)
        self.hands = HandSettings()
        self.settings = Settings(
            self.paper.stage,
            (
                *sight_settings(self.looks),
                *caption_settings(self.captions),
                *hand_settings(self.hands, self.looks),
            ),
        )

    def _listen(self) -> None:
        self.heard += 1


def test_every_setting_is_in_a_chapter_and_has_its_words_in_every_language() -> None:
    seen = Seen()
    seen.settings.show()
    for language in Language:
        seen.paper.stage.set_language(language)
        document = seen.paper.stage.reader.document
        entries = [n for n in document.nodes if n.action and n.action.verb == "setting"]
        assert len(entries) == len(seen.settings.values)
        assert all(n.name.source and n.value.source for n in entries)
    headings = [n for n in document.nodes if n.role is Role.HEADING and n.level == 2]
    assert len(headings) == len(TOPICS)


def test_entries_are_counted_in_their_chapter_as_it_says_how_many_it_has() -> None:
    seen = Seen()
    seen.settings.show()
    lists = [n for n in seen.paper.stage.reader.document.nodes if n.role is Role.LIST]
    counted = [
        [
            (b.position.index, b.position.total)
            for b in one.walk()
            if b.role is Role.BUTTON and b.position
        ]
        for one in lists
    ]
    sizes = [len(one.children) for one in lists]
    assert counted == [[(n, size) for n in range(1, size + 1)] for size in sizes]
    assert sum(sizes) == len(seen.settings.values) + len(COMMANDS)


def test_turning_goes_to_the_next_value_and_says_it() -> None:
    seen = Seen()
    seen.settings.turn("colours")
    assert seen.sights == [replace(STANDARD, colours="white-black")]
    assert seen.paper.said == ["配色：白底黑字"]


def test_text_grows_step_by_step_and_stays_at_its_largest() -> None:
    seen = Seen()
    for _ in range(9):
        seen.settings.step("text", 1)
    assert [sight.text for sight in seen.sights] == [1.25, 1.5, 2.0, 2.5, 3.0]
    assert seen.paper.said[-1] == "字号：300%"


def test_a_profile_is_taken_by_name_without_a_word() -> None:
    seen = Seen()
    wanted = {"colours": "blue-yellow", "text": "200", "latch": "on", "slow": "0.6", "elder": "on"}
    assert seen.settings.apply(wanted) == ()
    assert seen.looks.sight == Sight(colours="blue-yellow", text=2.0, elder=True)
    assert seen.hands == HandSettings(latch=True, slow=0.6)
    assert seen.settings.changed == wanted
    assert seen.paper.said == []


def test_what_a_profile_asks_for_in_vain_is_named() -> None:
    seen = Seen()
    refused = seen.settings.apply({"taste": "sweet", "colours": "pink", "low": "on"})
    assert refused == ("taste", "colours")
    assert seen.settings.changed == {"low": "on"}


def test_everything_can_be_as_it_was() -> None:
    seen = Seen()
    before = seen.settings.values
    for own in before:
        seen.settings.turn(own)
    assert len(seen.settings.changed) == len(before)
    seen.settings.reset()
    assert seen.settings.values == before
    assert not seen.settings.changed


def test_who_blanks_the_screen_hears() -> None:
    seen = Seen()
    seen.settings.turn("blank")
    seen.settings.turn("blank")
    assert seen.covers == [True, False]
    assert seen.heard == 1


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        ("auto", ["甲", None]),
        ("always", ["甲", "甲"]),
        ("never", [None, None]),
    ],
)
def test_captions_come_as_they_are_wanted(way: str, shown: list[str | None]) -> None:
    seen: list[str | None] = []
    captions = Captions(lambda text, _span, _ruby: seen.append(text.source if text else None))
    captions.way = way
    seen.clear()
    captions.say(Text("甲"), (0, 1))
    captions.say(None)
    assert seen == shown
    captions.forget()
    captions.say(None)
    assert seen[-1] is None


def test_a_strip_stays_a_moment_so_that_the_page_does_not_move_between_two_keys() -> None:
    seen: list[str | None] = []
    clock = FakeClock()
    captions = Captions(
        lambda text, _span, _ruby: seen.append(text.source if text else None),
        later=clock.call_later,
    )
    captions.say(Text("甲"), None)
    captions.say(None)
    clock.advance(LINGER / 2)
    captions.say(Text("乙"), None)
    captions.say(None)
    clock.advance(LINGER * 0.9)
    assert seen == ["甲", "乙"]
    clock.advance(LINGER * 0.2)
    assert seen == ["甲", "乙", None]
    captions.say(Text("丙"), None)
    captions.say(None)
    captions.forget()
    assert seen[-1] is None
    clock.advance(2 * LINGER)
    assert seen == ["甲", "乙", None, "丙", None]


def test_a_strip_that_is_to_go_stays_while_a_finger_is_at_work() -> None:
    """It moves what it leaves: who has just scrolled and aims would hit something else."""
    seen: list[str | None] = []
    clock = FakeClock()
    captions = Captions(
        lambda text, _span, _ruby: seen.append(text.source if text else None),
        later=clock.call_later,
    )
    captions.touched()
    captions.say(Text("甲"), None)
    captions.touched()
    captions.say(None)
    for _ in range(3):
        clock.advance(LINGER * 0.9)
        captions.touched()
    assert seen == ["甲"]
    clock.advance(LINGER * 1.1)
    assert seen == ["甲", None]
    captions.touched()
    clock.advance(2 * LINGER)
    assert seen == ["甲", None]


def test_readings_come_with_the_captions_when_they_are_wanted_and_are_looked_for_once() -> None:
    seen: list[object] = []
    asked: list[str] = []

    def read(text: Text) -> dict[int, str]:
        asked.append(text.source)
        return {0: "jiǎ"}

    captions = Captions(lambda _text, _span, ruby: seen.append(ruby), read)
    captions.say(Text("甲"), (0, 1))
    captions.readings = True
    captions.say(Text("甲"), (0, 1))
    captions.say(Text("甲"), None)
    assert (seen[0], seen[-2:], asked) == (None, [{0: "jiǎ"}] * 2, ["甲"])
    captions.readings = False
    captions.say(Text("甲"), None)
    assert seen[-1] is None


def test_a_setting_that_is_on_is_said_with_its_value_not_by_colour() -> None:
    seen = Seen()
    seen.settings.apply({"elder": "on"})
    seen.settings.show("sight")
    node = seen.paper.stage.reader.node
    assert (node.name.source, node.value.source) == (
        "长辈版",
        Words(Language.ZH_HANS)("screens.switch.on").source,
    )
    assert State.FOCUSABLE in node.states
