"""What is said when: priorities, categories, interruption, pause, repetition."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from a11y.document import Privacy
from a11y.speech.audio import AudioOut
from a11y.speech.events import (
    Cancelled,
    Failed,
    Finished,
    SpeechEvent,
    Started,
    Withheld,
    WordReached,
)
from a11y.speech.prosody import DEFAULT, Prosody
from a11y.speech.symbols import Level
from a11y.speech.utterance import Category, Priority, Say, Utterance
from a11y.speech.worker import START, Broken, Ended, Job, Place, Reached, Report, SynthWorker

FLUSHES: dict[Category, frozenset[Category]] = {
    Category.NAVIGATION: frozenset({Category.NAVIGATION, Category.READING, Category.HINT}),
    Category.READING: frozenset({Category.READING, Category.NAVIGATION, Category.HINT}),
    Category.HINT: frozenset({Category.HINT}),
    Category.LIVE: frozenset({Category.HINT}),
    Category.ALERT: frozenset({Category.HINT}),
    Category.SIGNAL: frozenset(),
}
"""What a new utterance of a category makes out of date. Announcements are never flushed."""

HISTORY = 50


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """How this visitor is spoken to; every visit starts from the defaults."""

    on: bool = False
    """Whether utterances sound; captions come in any case."""

    chinese: str = "cmn"
    """``cmn`` or ``yue``."""

    usual: str = "cmn"
    """The Chinese that goes with the language of the screen; where ``chinese`` is another,
    the visitor has chosen it."""

    english: str = "en"
    lang: str = "zh-Hans"
    """The language of the screen, for texts without one (``und``)."""

    prosody: Prosody = DEFAULT
    level: Level = Level.SOME
    """How many signs are named."""

    def voice(self, lang: str) -> str:
        """The voice for a BCP 47 tag."""
        known = lang if lang[:2] in ("zh", "en") else self.lang
        return self.english if known.startswith("en") else self.chinese


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where sound may go: ``loud`` is heard, ``silent`` only keeps time."""

    loud: AudioOut
    silent: AudioOut


@dataclass
class _Current:
    """What is being said, and how far it is."""

    utterance: Utterance
    out: AudioOut
    number: int
    place: Place


class SpeechManager:
    """Decides what is said when; never blocks, never touches a device itself.

    1. ``speak`` asks whether the utterance may be heard here (``allowed``); if not,
       ``Withheld`` and nothing else.
    2. It drops what the new one makes out of date (``FLUSHES``).
    3. The utterance is queued: NORMAL at the end, NEXT before what waits, NOW in
       front, and NOW interrupts; what it interrupts comes back behind it if it is
       resumable, from the sentence where it stopped.
    4. When nothing is being said the first of the queue becomes a job for the worker,
       if it may still be heard: ``Started``. Sound goes to the loud output with the
       voice on, else to the silent one, so captions run at the pace of speech either way.
    5. The worker and the output report from their threads; ``post`` brings each
       report to the owner's thread, where it becomes an event. Reports of a job that
       is no longer current are dropped.
    6. After ``Finished`` the next of the queue is taken.
    7. ``cancel`` (any key) silences the output at once, empties the queue and keeps
       the place, so that ``resume`` can go on there. ``pause`` is the same for the
       visitor's ear, but lets the queue wait.

    Every method belongs to the owner's thread.
    """

    def __init__(
        self,
        worker: SynthWorker,
        outputs: Outputs,
        *,
        clock: Callable[[], float],
        post: Callable[[Callable[[], None]], None],
        on_event: Callable[[SpeechEvent], None],
        allowed: Callable[[Privacy], bool],
    ) -> None:
        self._worker = worker
        self._outputs = outputs
        self._clock = clock
        self._post = post
        self._on_event = on_event
        self._allowed = allowed
        self._numbers = itertools.count(1)
        self._queue: deque[tuple[Utterance, Place]] = deque()
        self._current: _Current | None = None
        self._left: tuple[Utterance, Place] | None = None
        self._paused = False
        self.history: deque[Utterance] = deque(maxlen=HISTORY)
        self.settings = SpeechSettings()

    @property
    def busy(self) -> bool:
        """Whether something is being said, or waits to be; a soft signal says nothing."""
        said = [] if self._current is None else [self._current.utterance]
        if not self._paused:
            said += [utterance for utterance, _ in self._queue]
        return any(utterance.category is not Category.SIGNAL for utterance in said)

    @property
    def paused(self) -> bool:
        """Whether ``resume`` is awaited."""
        return self._paused

    @property
    def resumable(self) -> bool:
        """Whether ``resume`` has something to go on with."""
        return self._paused or (self._current is None and self._left is not None)

    def speak(self, utterance: Utterance) -> None:
        """Say it according to its priority and category; returns at once."""
        if self.settings.on and not self._allowed(utterance.privacy):
            self._on_event(Withheld(utterance, self._clock()))
            return
        self._flush(FLUSHES[utterance.category])
        self._paused = False
        if utterance.priority is Priority.NOW:
            self._interrupt()
            self._queue.appendleft((utterance, START))
        elif utterance.priority is Priority.NEXT:
            self._queue.insert(self._waiting_next(), (utterance, START))
        else:
            self._queue.append((utterance, START))
        self._advance()

    def cancel(self) -> None:
        """Silence at once and drop what waits; the place is kept for ``resume``."""
        if self._paused and self._queue:
            self._left = self._queue.popleft()
        waiting = [utterance for utterance, _ in self._queue]
        self._queue.clear()
        self._paused = False
        if self._current is not None:
            self._left = (self._current.utterance, self._current.place)
            self._stop()
        for utterance in waiting:
            self._on_event(Cancelled(utterance, started=False, at=self._clock()))

    def pause(self) -> None:
        """Silence at once; what is being said and what waits stays."""
        if self._current is None:
            return
        self._queue.appendleft((self._current.utterance, self._current.place))
        self._paused = True
        self._stop()

    def resume(self) -> None:
        """Go on where ``pause`` or ``cancel`` stopped, from the beginning of the sentence."""
        if self._paused:
            self._paused = False
        elif self._current is None and self._left is not None:
            self._queue.appendleft(self._left)
        self._left = None
        self._advance()

    def repeat(self) -> None:
        """Say the last utterance again, from its beginning."""
        if self.history:
            self.speak(replace(self.history[-1], priority=Priority.NOW))

    def forget(self, *, settings: bool = True) -> None:
        """Silence, and keep nothing of what was said; at the end of a visit no ``settings``."""
        self.cancel()
        self._left = None
        self.history.clear()
        if settings:
            self.settings = SpeechSettings()

    def _flush(self, categories: frozenset[Category]) -> None:
        kept = [entry for entry in self._queue if entry[0].category not in categories]
        dropped = [entry[0] for entry in self._queue if entry[0].category in categories]
        self._queue = deque(kept)
        for utterance in dropped:
            self._on_event(Cancelled(utterance, started=False, at=self._clock()))
        if self._current is not None and self._current.utterance.category in categories:
            self._stop()

    def _interrupt(self) -> None:
        if self._current is None:
            return
        if self._current.utterance.resumable:
            self._queue.appendleft((self._current.utterance, self._current.place))
        self._stop()

    def _waiting_next(self) -> int:
        """How many of the queue's front are NEXT themselves and stay before a new one."""
        waiting = (entry[0].priority is not Priority.NORMAL for entry in self._queue)
        return sum(1 for _ in itertools.takewhile(bool, waiting))

    def _stop(self) -> None:
        current, self._current = self._current, None
        if current is not None:
            current.out.cancel()
            self._worker.wake()
            self._on_event(Cancelled(current.utterance, started=True, at=self._clock()))

    def _advance(self) -> None:
        if self._current is not None or self._paused or not self._queue:
            return
        utterance, place = self._queue.popleft()
        out = self._outputs.loud if self.settings.on else self._outputs.silent
        generation = out.generation  # before asking: who is allowed now is so for this one only
        if self.settings.on and not self._allowed(utterance.privacy):
            self._on_event(Withheld(utterance, self._clock()))
            self._advance()
            return
        number = next(self._numbers)
        self._current = _Current(utterance, out, number, place)
        if not self.history or self.history[-1].id != utterance.id:
            self.history.append(utterance)
        self._on_event(Started(utterance, self._clock()))
        self._worker.say(
            Job(
                utterance=utterance,
                out=out,
                generation=generation,  # from before the event, too: its listener may cancel
                voices=self._voices(utterance),
                report=lambda report: self._post(lambda: self._on_report(number, report)),
                han=self.settings.chinese,
                level=self.settings.level,
                prosody=self.settings.prosody,
                start=place,
            )
        )

    def _voices(self, utterance: Utterance) -> tuple[str, ...]:
        """A text without a language takes that of its neighbours in the utterance."""
        known = [say.text.lang for say in utterance.says if say.text.lang != "und"]
        around = known[0] if known else self.settings.lang
        return tuple(
            self.settings.voice(around if item.text.lang == "und" else item.text.lang)
            if isinstance(item, Say)
            else ""
            for item in utterance.items
        )

    def _on_report(self, number: int, report: Report) -> None:
        current = self._current
        if current is None or current.number != number:
            return
        now = self._clock()
        if isinstance(report, Reached):
            current.place = Place(report.item, report.start)
            item = current.utterance.items[report.item]
            node = item.node if isinstance(item, Say) else ""
            place = (report.item, node, report.start, report.end)
            self._on_event(WordReached(current.utterance, *place, at=now))
        elif isinstance(report, Broken):
            self._on_event(Failed(current.utterance, report.error, now))
        elif isinstance(report, Ended):
            self._current = None
            self._on_event(Finished(current.utterance, now))
            self._advance()
