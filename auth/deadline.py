"""Work that may hang for ever, given up after a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class Late(Exception):
    """The work did not finish in time; it goes on in its thread, its result is dropped."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Runs ``work`` in a thread of its own and gives its result or raises its error.

    A name look-up or a D-Bus call cannot be interrupted in Python, only left behind; the
    thread is a daemon, so it does not keep a process from ending.

    Raises:
        Late: nothing after ``seconds``.

    """
    outcome: SimpleQueue[tuple[list[T], BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put(([work()], None))
        except BaseException as error:  # noqa: BLE001 — carried to the caller, whatever it is
            outcome.put(([], error))

    threading.Thread(target=run, name="auth-deadline", daemon=True).start()
    try:
        result, error = outcome.get(timeout=max(seconds, 0.0))
    except Empty:
        raise Late from None
    if error is not None:
        raise error
    return result[0]
