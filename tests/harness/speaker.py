"""A process that speaks on the real parts, ordered about by lines on its standard input.

Its own process, because Qt keeps the sound server it met first, and because only
there the owner's thread is a GUI thread with an event loop. Orders and answers are
JSON lines; times are ``time.monotonic()``, which all processes of a machine share.

Run as ``python -m tests.harness.speaker``.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from a11y.document import Privacy
from a11y.speech.events import SpeechEvent, WordReached
from a11y.speech.manager import Outputs, SpeechManager
from a11y.speech.prosody import Prosody
from a11y.speech.utterance import Earcon, Priority, Say, SpeechItem, Utterance
from kiosk.config import load
from kiosk.sound import build_sound
from locales.text import Text

LOOK_S = 1.5
"""How long a device is waited for: a terminal that starts has looked by then."""


class _Post(QObject):
    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.call.connect(lambda function: function(), Qt.ConnectionType.QueuedConnection)


class Speaker:
    """The child's side: real engine, real output, the manager on the GUI thread."""

    def __init__(self) -> None:
        self.sound = build_sound(load())
        self.sound.loud.on_change = lambda change: answer(change=change.value)
        end = time.monotonic() + LOOK_S
        while not self.sound.loud.available and time.monotonic() < end:
            time.sleep(0.02)
        self.post = _Post()
        self.manager = SpeechManager(
            self.sound.worker,
            Outputs(self.sound.loud, self.sound.silent),
            clock=time.monotonic,
            post=self.post.call.emit,
            on_event=self.tell,
            allowed=self.sound.loud.allowed,
        )
        self.manager.settings = replace(self.manager.settings, on=True)

    def tell(self, event: SpeechEvent) -> None:
        where = {}
        if isinstance(event, WordReached):
            where = {"item": event.item, "start": event.start, "end": event.end}
        answer(event=type(event).__name__, text=event.utterance.text, at=event.at, **where)

    def obey(self, order: Mapping[str, Any]) -> None:
        getattr(self, f"do_{order['do']}")(**{k: v for k, v in order.items() if k != "do"})

    def do_say(self, text: str, lang: str = "zh-Hans", earcon: str = "", **more: Any) -> None:
        items: list[SpeechItem] = [Earcon(earcon)] if earcon else []
        items.append(Say(Text(text, lang), spell=more.get("spell", False)))
        privacy = Privacy(more.get("privacy", 0))
        priority = Priority(more.get("priority", Priority.NOW))
        utterance = Utterance(tuple(items), priority, privacy=privacy)
        start = time.monotonic()
        self.manager.speak(utterance)
        answer(did="say", at=start, took=time.monotonic() - start)

    def do_cancel(self) -> None:
        start = time.monotonic()
        self.manager.cancel()
        answer(did="cancel", at=start, took=time.monotonic() - start)

    def do_settings(self, **settings: Any) -> None:
        prosody = Prosody(**settings.pop("prosody", {}))
        self.manager.settings = replace(self.manager.settings, prosody=prosody, **settings)
        answer(did="settings")

    def do_burn(self, busy: float, of: float, seconds: float) -> None:
        """Hold the interpreter on the GUI thread for ``busy`` of every ``of`` seconds."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            while time.monotonic() < now + busy:
                pass
            QCoreApplication.processEvents()
            time.sleep(max(0.0, of - busy))
        answer(did="burn")

    def do_facts(self) -> None:
        answer(
            did="facts",
            available=self.sound.loud.available,
            synth=self.sound.worker.synth.name,
            threads=threading.active_count(),
            files=len(os.listdir("/proc/self/fd")),
            memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        )

    def close(self) -> None:
        self.sound.stop()
        self.manager.cancel()
        self.sound.worker.close()
        self.sound.loud.close()
        self.sound.silent.close()


def answer(**facts: Any) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main() -> None:
    app = QCoreApplication([])
    speaker = Speaker()

    def listen() -> None:
        for line in sys.stdin:
            order = json.loads(line)
            speaker.post.call.emit(lambda order=order: speaker.obey(order))
        speaker.post.call.emit(app.quit)

    answer(did="start")
    threading.Thread(target=listen, daemon=True).start()
    app.exec()
    speaker.close()


class Child:
    """The test's side: give orders, collect answers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.answers: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def order(self, do: str, **what: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **what}) + "\n")
        self._process.stdin.flush()

    def ask(self, do: str, **what: Any) -> dict[str, Any]:
        """Give an order and wait until it is done."""
        before = len(self.answers)
        self.order(do, **what)
        return self.wait(did=do, after=before)

    def wait(self, after: int = 0, timeout: float = 15.0, **facts: Any) -> dict[str, Any]:
        """The first answer from ``after`` on that has these facts."""

        def find() -> dict[str, Any] | None:
            seen = self.answers[after:]
            return next((a for a in seen if facts.items() <= a.items()), None)

        with self._changed:
            self._changed.wait_for(lambda: find() is not None, timeout)
            found = find()
        assert found is not None, f"no answer {facts} among {self.answers[after:][-5:]}"
        return found

    def events(self, name: str) -> list[dict[str, Any]]:
        return [answer for answer in self.answers if answer.get("event") == name]

    def end(self) -> int:
        """Close its input and wait for it; returns its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            return self._process.wait(10)
        finally:
            with suppress(ProcessLookupError):  # with what runs it, and what it has started
                os.killpg(self._process.pid, signal.SIGKILL)
            self._reader.join(2)
            assert self._process.stdout is not None
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                self.answers.append(json.loads(line))
                self._changed.notify_all()


@contextmanager
def speaking(env: Mapping[str, str], under: Sequence[str] = ()) -> Iterator[Child]:
    """A running speaker process; ``under`` is a command that runs it."""
    process = subprocess.Popen(
        [*under, sys.executable, "-m", "tests.harness.speaker"],
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    child = Child(process)
    try:
        child.wait(did="start", timeout=30)
        yield child
    finally:
        child.end()


if __name__ == "__main__":
    main()
