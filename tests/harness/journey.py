"""A visitor's journey: keys in, phrases out, the effect on the server; no look at the screen."""

from __future__ import annotations

import base64
import os
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.provision import KEY
from kiosk.server_process import ROOT
from kiosk.tour.phone import Phone
from kiosk.tour.player import NothingCame
from kiosk.tour.trial import Trial
from kiosk.tour.visit import codes
from server.identity import totp
from tests.harness.portal_server import PortalServer
from tests.harness.screen import VirtualScreen
from tests.harness.seeded import seed
from tests.harness.sound import Sound

_ACCOUNTS = ROOT / "server" / "identity" / "data" / "accounts.toml"

SCALE = float(os.environ.get("YIZHAN_SAMPLE_SCALE", "1"))
"""Of the sample that a system's journey meets: the job ``long:journeys`` sets the city's size."""


class Journey:
    """One terminal on a virtual screen with a recorded sound server."""

    def __init__(
        self,
        sound: Sound,
        *,
        pulse_server: str = "",
        python_path: str = "",
        scale: float = 1.0,
        key: str = "",
        environ: Mapping[str, str] | None = None,
        **settings: str,
    ) -> None:
        self.sound = sound
        self.screen = VirtualScreen((1280, 720))
        around = {**self.screen.env, "PULSE_SERVER": pulse_server or sound.env["PULSE_SERVER"]}
        if python_path:
            around["PYTHONPATH"] = python_path
        self.trial = Trial({**around, **(environ or {})}, settings=settings)
        self.player = self.trial.player
        self.portal = PortalServer(data=Path(self.trial.data) / "server")
        """The server's desk and records; the process itself is the supervisor's."""
        if "portal" not in settings:
            seed(self.portal.data, scale)
        if key:
            _give_key(Path(self.trial.data) / "terminal", key)

    def __enter__(self) -> Journey:
        try:
            self.trial.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        self.trial.__exit__(None, None, None)
        self.screen.close()

    def says(self, chord: str, *expected: str) -> None:
        """Press a key; exactly these phrases are said, in this order."""
        self.player.press(chord)
        self.heard(*expected)

    def heard(self, *expected: str, timeout: float = 15.0) -> None:
        """These phrases, and no other before them, were said since the last key."""
        try:
            enough = len(expected)
            self.player.until(
                lambda: len(self.player.spoken()) >= enough, " / ".join(expected), timeout
            )
        except NothingCame as missing:
            pytest.fail(f"expected {list(expected)}, heard {missing.seen}")
        said = self.player.spoken()[: len(expected)]
        if said != list(expected):
            pytest.fail(f"expected {list(expected)}, heard {said}")

    def approve(
        self, account: str = "demo", password: str = "demo-2009", language: str = "en"
    ) -> None:
        """The phone approves the code that was just said."""
        code, number = codes(self.player.spoken())
        with Phone(self.trial.base_url, language) as phone:
            phone.approve(code, number, account, password, app_code(account))

    def cases(self) -> list[dict[str, Any]]:
        """The consultations that visitors of this journey have sent."""
        return [
            case
            for case in self.portal.cases()
            if case["service_code"] == "consultation" and str(case["user"]).startswith("demo")
        ]

    def server_pid(self) -> int:
        """The process of the embedded server."""
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if b"server.embed" in words and str(self.portal.data).encode() in words:
                return int(path.parent.name)
        raise LookupError("no server")

    def faults(self) -> list[str]:
        """Errors that nobody caught in any terminal of this journey."""
        return [str(e["kind"]) for e in self.player.events() if e["event"] == "fault"]


def app_code(account: str) -> str:
    """What the authenticator app of a demonstration account shows; empty: it has none."""
    with _ACCOUNTS.open("rb") as file:
        known = {one["account"]: one for one in tomllib.load(file)["account"]}
    secret = known.get(account, {}).get("totp", "")
    step = int(time.time()) // totp.STEP
    return totp.time_code(base64.b32decode(secret), step) if secret else ""


def _give_key(folder: Path, key: str) -> None:
    """The terminal's own key before it would make one; another provider knows this one."""
    folder.mkdir(parents=True)
    secret = folder / KEY
    secret.touch(mode=0o600)
    secret.write_text(key, encoding="utf-8")
