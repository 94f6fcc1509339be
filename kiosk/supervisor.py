"""The supervisor: keeps one terminal shown and one warm spare behind it.

Numbered, as a visit ends in whatever way:

1. the shown terminal says ``bye`` or its channel closes (a crash);
2. the spare is told to show itself, with what it has to say of the ending;
3. the old process is reaped, by force if need be, and its private folder deleted;
4. a new spare is started.

No Qt here: the supervisor is small, so that it is what stays alive.
"""

from __future__ import annotations

import logging
import selectors
import time
from collections.abc import Callable
from typing import Any

from kiosk.channel import Message
from kiosk.server_process import ServerFailed, ServerProcess
from kiosk.terminal_process import TerminalProcess

log = logging.getLogger(__name__)

ENDING_LIMIT = 8.0
"""Seconds an ending may take before it is ended by force."""

SILENCE_LIMIT = 30.0
"""Seconds without a sign of life after which a terminal is taken for hung."""

LONGEST_PAUSE = 30.0
"""Seconds between two starts when terminals die at once, at the most."""


class Supervisor:
    """Owns the terminal processes and, if there is one, the embedded server."""

    def __init__(
        self,
        start_terminal: Callable[[], TerminalProcess],
        server: ServerProcess | None = None,
        log_event: Callable[..., None] = lambda *_args, **_facts: None,
    ) -> None:
        self._start_terminal = start_terminal
        self._server = server
        self._log_event = log_event
        self._selector = selectors.DefaultSelector()
        self._shown: TerminalProcess | None = None
        self._spare: TerminalProcess | None = None
        self._farewell: Message = {}
        self._next_start = 0.0
        self._pause = 0.0
        self._stopping = False

    def run(self) -> None:
        """Go on until ``stop``; the children are gone when it returns."""
        try:
            while not self._stopping:
                self.turn(0.25)
        finally:
            self._close()

    def stop(self) -> None:
        """End ``run`` at its next turn; may be called from a signal handler."""
        self._stopping = True

    def turn(self, timeout: float) -> None:
        """One turn: start what is missing, read what came, look after the hung."""
        self._fill()
        for key, _events in self._selector.select(timeout):
            terminal: TerminalProcess = key.data
            for message in terminal.receive():
                self._take(terminal, message)
            if not terminal.channel.open:
                self._gone(terminal)
        self._look_after(time.monotonic())

    @property
    def pids(self) -> dict[str, int]:
        """Process ids by part, for tests and for those who watch."""
        parts: dict[str, Any] = {"shown": self._shown, "spare": self._spare}
        return {name: part.pid for name, part in parts.items() if part is not None}

    def _fill(self) -> None:
        if self._spare is not None or time.monotonic() < self._next_start:
            return
        self._spare = self._start_terminal()
        self._next_start = time.monotonic() + self._pause
        self._selector.register(self._spare.channel, selectors.EVENT_READ, self._spare)

    def _take(self, terminal: TerminalProcess, message: Message) -> None:
        what = message["do"]
        self._log_event(what, pid=terminal.pid)
        if what == "ready":
            self._pause = 0.0
            if self._shown is None:
                self._promote()
        elif what == "bye":
            self._farewell = {k: v for k, v in message.items() if k != "do"}
            self._gone(terminal)

    def _promote(self) -> None:
        """Show the spare, now or as soon as it is ready."""
        spare = self._spare
        if spare is None or not spare.ready:
            return
        self._shown, self._spare = spare, None
        farewell, self._farewell = self._farewell, {}
        spare.channel.send("show", **farewell)

    def _gone(self, terminal: TerminalProcess) -> None:
        if terminal is self._shown:
            self._farewell = self._farewell or {"reason": "crash", **terminal.manner}
            self._shown = None
            self._promote()
        elif terminal is self._spare:
            self._spare = None
            self._pause = min(LONGEST_PAUSE, max(1.0, self._pause * 2))
            self._next_start = time.monotonic() + self._pause
        else:
            return
        self._selector.unregister(terminal.channel)
        terminal.finish()
        self._log_event("gone", pid=terminal.pid)

    def _look_after(self, now: float) -> None:
        for terminal in (self._shown, self._spare):
            if terminal is None:
                continue
            if now - terminal.last_sign > SILENCE_LIMIT:
                log.error("terminal %d hangs", terminal.pid)
                terminal.kill()
            elif terminal.ending_since and now - terminal.ending_since > ENDING_LIMIT:
                log.error("terminal %d does not end", terminal.pid)
                terminal.kill()
        if self._server is not None and not self._server.alive and not self._stopping:
            self._restart_server(self._server)

    def _restart_server(self, server: ServerProcess) -> None:
        log.error("the server died; starting it again")
        try:
            server.restart()
        except ServerFailed as error:
            log.error("server: %s", error.reason)

    def _close(self) -> None:
        terminals = [t for t in (self._shown, self._spare) if t is not None]
        for terminal in terminals:
            terminal.channel.send("quit")
        for terminal in terminals:
            terminal.finish(patience=ENDING_LIMIT)
        self._selector.close()
        if self._server is not None:
            self._server.stop()
