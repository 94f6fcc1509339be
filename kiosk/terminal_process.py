"""One terminal process as the supervisor sees it: its channel, folder and signs of life."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from kiosk.channel import Channel, Message, pair
from kiosk.private import PrivateFolder
from kiosk.server_process import ROOT

TERMINAL = (sys.executable, str(ROOT / "main.py"), "terminal")
"""How a terminal process is started; the channel's descriptor is added."""


class TerminalProcess:
    """Starts a terminal as a spare; it waits, drawn, until it is told to show itself."""

    def __init__(self, environ: Mapping[str, str], command: Sequence[str] = TERMINAL) -> None:
        self.folder = PrivateFolder()
        self.channel: Channel
        self.channel, theirs = pair()
        self._process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
            [*command, "--channel", str(theirs.fileno())],
            cwd=ROOT,
            env=self.folder.environment(environ),
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
        theirs.close()
        self.ready = False
        self.last_sign = time.monotonic()
        self.ending_since = 0.0
        self.manner: Message = {}
        """Language and voice of the visit, for the words after a crash."""

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def receive(self) -> list[Message]:
        """Messages since the last call; each is a sign of life."""
        messages = self.channel.receive()
        for message in messages:
            self.last_sign = time.monotonic()
            self.ready = self.ready or message["do"] == "ready"
            if message["do"] == "ending":
                self.ending_since = self.last_sign
            if message["do"] == "alive":
                self.manner = {k: message[k] for k in ("language", "voice") if k in message}
        return messages

    def kill(self) -> None:
        """End it by force; the channel closes, and that is noticed."""
        self._process.kill()

    def finish(self, patience: float = 1.0) -> None:
        """Reap it, by force after ``patience`` seconds, and delete its folder."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.channel.close()
        self.folder.delete()
