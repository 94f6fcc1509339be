from __future__ import annotations

import queue
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from a11y.document import Privacy
from a11y.speech.events import Cancelled, Finished, SpeechEvent, Started, Withheld, WordReached
from a11y.speech.front import Front
from a11y.speech.manager import Outputs, SpeechManager
from a11y.speech.reading import Reader
from a11y.speech.synth import Voiceless
from a11y.speech.utterance import Category, Priority, Say, Utterance
from a11y.speech.worker import SynthWorker
from locales.text import Text
from tests.harness.hand_audio import HandAudioOut

NAVIGATION, LIVE, HINT, READING = (
    Category.NAVIGATION,
    Category.LIVE,
    Category.HINT,
    Category.READING,
)


def utterance(
    text: str,
    priority: Priority = Priority.NORMAL,
    category: Category = LIVE,
    privacy: Privacy = Privacy.PUBLIC,
    resumable: bool = False,
) -> Utterance:
    return Utterance((Say(Text(text), node=f"#{text}"),), priority, category, privacy, resumable)


@dataclass
class Desk:
    """The owner of a manager: its events, and its turn of the event loop."""

    worker: SynthWorker
    loud: HandAudioOut = field(default_factory=HandAudioOut)
    silent: HandAudioOut = field(default_factory=HandAudioOut)
    events: list[SpeechEvent] = field(default_factory=list)
    most: Privacy = Privacy.PERSONAL
    _posted: queue.Queue[Callable[[], None]] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self.manager = SpeechManager(
            self.worker,
            Outputs(self.loud, self.silent),
            clock=lambda: 7.0,
            post=self._posted.put,
            on_event=self.events.append,
            allowed=lambda privacy: privacy <= self.most,
        )
        self.manager.settings = replace(self.manager.settings, on=True)

    def say(self, text: str, *more: object, **named: object) -> Utterance:
        said = utterance(text, *more, **named)  # type: ignore[arg-type]  # what the helper takes
        self.manager.speak(said)
        return said

    def hear(self, event: type[SpeechEvent] = Finished, out: HandAudioOut | None = None) -> None:
        """Let sound be heard until the owner has been told ``event``."""
        seen = len(self.events)
        while not any(isinstance(told, event) for told in self.events[seen:]):
            (out or self.loud).hear()
            while not self._posted.empty():
                self._posted.get()()

    @property
    def told(self) -> list[str]:
        return [
            f"{type(event).__name__} {event.utterance.text}"
            for event in self.events
            if not isinstance(event, WordReached)
        ]


@pytest.fixture
def desk(front: Front) -> Iterator[Desk]:
    worker = SynthWorker(Voiceless("none"), Reader(front), {})
    made = Desk(worker)
    yield made
    made.manager.cancel()
    worker.close()


def test_an_utterance_starts_and_finishes(desk: Desk) -> None:
    desk.say("甲")
    assert desk.manager.busy
    desk.hear()
    assert desk.told == ["Started 甲", "Finished 甲"]
    assert not desk.manager.busy
    assert {event.at for event in desk.events} == {7.0}


def test_words_are_told_with_their_node(desk: Desk) -> None:
    desk.say("甲乙")
    desk.hear()
    words = [event for event in desk.events if isinstance(event, WordReached)]
    assert [(w.node, w.start, w.end) for w in words] == [("#甲乙", 0, 1), ("#甲乙", 1, 2)]


def test_normal_waits_its_turn_and_next_goes_first(desk: Desk) -> None:
    desk.say("甲")
    desk.say("丁")
    desk.say("乙", Priority.NEXT)
    desk.say("丙", Priority.NEXT)
    for _ in range(4):
        desk.hear()
    assert [t for t in desk.told if t.startswith("Started")] == [f"Started {c}" for c in "甲乙丙丁"]


@pytest.mark.parametrize("category", list(Category))
def test_nothing_gives_way_to_a_signal(desk: Desk, category: Category) -> None:
    desk.say("甲", category=category)
    desk.say("响", Priority.NEXT, Category.SIGNAL)
    desk.hear()
    desk.hear()
    assert desk.told == ["Started 甲", "Finished 甲", "Started 响", "Finished 响"]


def test_a_signal_is_no_speech_that_somebody_listens_to(desk: Desk) -> None:
    desk.say("响", category=Category.SIGNAL)
    desk.say("响", category=Category.SIGNAL)
    assert not desk.manager.busy
    desk.say("甲", Priority.NOW)
    assert desk.manager.busy


def test_now_interrupts(desk: Desk) -> None:
    desk.say("甲")
    desk.say("急", Priority.NOW)
    desk.hear()
    assert desk.told == ["Started 甲", "Cancelled 甲", "Started 急", "Finished 急"]


def test_what_now_interrupts_resumes_at_its_sentence(desk: Desk) -> None:
    desk.say("一。二。三。", category=READING, resumable=True)
    desk.hear(WordReached)
    desk.hear(WordReached)
    desk.say("急", Priority.NOW)
    desk.hear()
    desk.hear()
    starts = [
        e.start for e in desk.events if isinstance(e, WordReached) and "一" in e.utterance.text
    ]
    assert starts == [0, 2, 2, 4]
    assert desk.told[-2:] == ["Started 一。二。三。", "Finished 一。二。三。"]


def test_news_is_kept_when_another_news_comes(desk: Desk) -> None:
    desk.say("甲")
    desk.say("乙")
    desk.hear()
    desk.hear()
    assert desk.told[-1] == "Finished 乙"


def test_moving_on_drops_what_was_said_of_the_old_place(desk: Desk) -> None:
    desk.say("旧", category=NAVIGATION)
    desk.say("提示", category=HINT)
    desk.say("新", category=NAVIGATION)
    desk.hear()
    assert desk.told == [
        "Started 旧",
        "Cancelled 提示",
        "Cancelled 旧",
        "Started 新",
        "Finished 新",
    ]


def test_moving_on_keeps_news(desk: Desk) -> None:
    desk.say("旧", category=NAVIGATION)
    desk.say("消息")
    desk.say("新", category=NAVIGATION)
    desk.hear()
    desk.hear()
    assert [t for t in desk.told if t.startswith("Finished")] == ["Finished 消息", "Finished 新"]


def test_any_key_silences_all(desk: Desk) -> None:
    desk.say("甲")
    desk.say("乙")
    desk.manager.cancel()
    assert desk.told == ["Started 甲", "Cancelled 甲", "Cancelled 乙"]
    assert not desk.manager.busy
    assert desk.loud.generation == 1


def test_late_reports_of_a_cancelled_utterance_are_dropped(desk: Desk) -> None:
    desk.say("甲")
    desk.loud.hear()
    desk.manager.cancel()
    told = list(desk.told)
    desk.say("乙")
    desk.hear()
    assert desk.told == [*told, "Started 乙", "Finished 乙"]


def test_a_pause_keeps_the_place_and_what_waits(desk: Desk) -> None:
    desk.say("一。二。", category=READING)
    desk.say("消息")
    desk.hear(WordReached)
    desk.hear(WordReached)
    desk.manager.pause()
    assert desk.manager.paused
    assert not desk.manager.busy
    desk.manager.resume()
    desk.hear()
    desk.hear()
    assert [t for t in desk.told if t.startswith("Finished")] == [
        "Finished 一。二。",
        "Finished 消息",
    ]
    starts = [event.start for event in desk.events if isinstance(event, WordReached)]
    assert starts[:3] == [0, 2, 2]


def test_what_a_key_silenced_can_be_resumed(desk: Desk) -> None:
    desk.say("一。二。", category=READING)
    desk.hear(WordReached)
    desk.manager.cancel()
    desk.manager.resume()
    desk.hear()
    assert desk.told[-2:] == ["Started 一。二。", "Finished 一。二。"]


def test_a_key_during_a_pause_does_not_lose_the_place(desk: Desk) -> None:
    desk.say("一。", category=READING)
    desk.manager.pause()
    desk.manager.cancel()
    desk.manager.resume()
    desk.hear()
    assert desk.told[-1] == "Finished 一。"


def test_pausing_silence_changes_nothing(desk: Desk) -> None:
    desk.manager.pause()
    assert not desk.manager.paused
    desk.manager.resume()
    assert desk.told == []


def test_the_last_is_repeated_from_its_beginning(desk: Desk) -> None:
    desk.say("甲")
    desk.hear()
    desk.manager.repeat()
    desk.hear()
    assert desk.told[-2:] == ["Started 甲", "Finished 甲"]
    assert [said.text for said in desk.manager.history] == ["甲"]


def test_what_may_not_be_heard_is_withheld(desk: Desk) -> None:
    desk.most = Privacy.PUBLIC
    desk.say("甲", privacy=Privacy.PERSONAL)
    assert desk.told == ["Withheld 甲"]
    assert isinstance(desk.events[0], Withheld)
    assert not desk.manager.busy
    assert not desk.manager.history


def test_with_the_voice_off_captions_run_and_nothing_sounds(desk: Desk) -> None:
    desk.manager.settings = replace(desk.manager.settings, on=False)
    desk.most = Privacy.PUBLIC
    desk.say("甲", privacy=Privacy.PERSONAL)
    desk.hear(out=desk.silent)
    assert desk.told == ["Started 甲", "Finished 甲"]
    assert desk.loud.played == []


def test_forgetting_leaves_nothing(desk: Desk) -> None:
    desk.say("甲")
    desk.manager.forget()
    desk.manager.resume()
    desk.manager.repeat()
    assert desk.told == ["Started 甲", "Cancelled 甲"]
    assert not desk.manager.settings.on


def test_a_listener_may_cancel_what_has_just_started(desk: Desk) -> None:
    def cancel(event: SpeechEvent) -> None:
        desk.events.append(event)
        if isinstance(event, Started):
            desk.manager.cancel()

    desk.manager._on_event = cancel
    desk.say("甲")
    desk.manager._on_event = desk.events.append
    desk.say("乙")
    desk.hear()
    assert desk.told == ["Started 甲", "Cancelled 甲", "Started 乙", "Finished 乙"]


def test_a_text_without_language_takes_its_neighbours(desk: Desk) -> None:
    manager = desk.manager
    code = Say(Text("ZX-1", "und"))
    assert manager._voices(Utterance((Say(Text("Case", "en")), code))) == ("en", "en")
    assert manager._voices(Utterance((code,))) == ("cmn",)
    manager.settings = replace(manager.settings, lang="en", chinese="yue")
    assert manager._voices(Utterance((code, Say(Text("号"))))) == ("yue", "yue")
    assert manager._voices(Utterance((code,))) == ("en",)


def test_what_may_no_longer_be_heard_when_its_turn_comes_is_withheld(desk: Desk) -> None:
    desk.say("甲")
    desk.say("乙", privacy=Privacy.PERSONAL)
    desk.say("丙")
    desk.most = Privacy.PUBLIC
    desk.hear()
    desk.hear()
    assert [e.utterance.text for e in desk.events if isinstance(e, Withheld)] == ["乙"]
    assert desk.told[-1] == "Finished 丙"


def test_speaking_never_blocks(desk: Desk) -> None:
    said = [utterance("佛山市人民政府" * 100_000, Priority.NOW) for _ in range(9)]
    took = []
    for one in said:
        start = time.monotonic()
        desk.manager.speak(one)
        took.append(time.monotonic() - start)
    desk.manager.cancel()
    assert statistics.median(took) < 0.002


def test_cancelled_says_whether_it_had_begun(desk: Desk) -> None:
    desk.say("甲")
    desk.say("乙")
    desk.manager.cancel()
    begun = [event.started for event in desk.events if isinstance(event, Cancelled)]
    assert begun == [True, False]


def test_a_number_without_language_is_joined_as_what_is_around_it() -> None:
    says = (Say(Text("Rate", "en")), Say(Text("4", "und")), Say(Text("2 of 7", "en")))
    assert Utterance(says).text == "Rate, 4, 2 of 7"
    assert Utterance((Say(Text("音量", "zh-Hans")), Say(Text("100", "und")))).text == "音量，100"
