"""A desktop for other screen readers: a session bus, the accessibility bus, and Orca itself.

Everything lives in a folder of its own; Orca's speech goes to a daemon without sound,
and what it says is read from its debug log, which is written as it speaks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import pytest

from scripts.children import Children

ORCA = Path("/usr/bin/orca")
PYTHON = "/usr/bin/python3"
"""The system's own: Orca's libraries and the introspection of AT-SPI belong to it."""

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_SAID = re.compile(r"SPEECH OUTPUT: '(.*)' ?\{")
_DUMPER = Path(__file__).with_name("atspi_dump.py")

installed = ORCA.exists() and Path(LAUNCHER).exists()
needs_orca = pytest.mark.skipif(not installed, reason="Orca is not installed")


class Desktop:
    """The buses; add ``env`` to the environment of programs that are to be explored.

    ``aloud`` is the sound server in which Orca is heard; none: it only says it in its log.
    """

    def __init__(self, aloud: str = "") -> None:
        self._aloud = aloud
        self._folder = tempfile.TemporaryDirectory(prefix="yizhan-desktop-")
        self._children = Children()
        self._home = Path(self._folder.name)
        self.env: dict[str, str] = {}
        for name, folder in _FOLDERS.items():
            (self._home / folder).mkdir(mode=0o700)
            self.env[name] = str(self._home / folder)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self._home}/run/bus"
        self._log = self._home / "orca.log"
        self._orca: subprocess.Popen[Any] | None = None

    def __enter__(self) -> Self:
        bus = self.env["DBUS_SESSION_BUS_ADDRESS"]
        self._start("dbus-daemon", "--session", "--nofork", f"--address={bus}")
        wait((self._home / "run/bus").exists, "the session bus")
        self._start(LAUNCHER, "--launch-immediately")
        wait(lambda: "string" in self._ask("GetAddress"), "the accessibility bus")
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop_orca()
        self._children.close()
        self._folder.cleanup()

    def enable(self, on: bool) -> None:
        """Say, as a desktop does, that a screen reader is there."""
        self._ask(
            "org.freedesktop.DBus.Properties.Set",
            *("string:org.a11y.Status", "string:ScreenReaderEnabled"),
            f"variant:boolean:{str(on).lower()}",
        )

    def start_orca(self, screen: Mapping[str, str]) -> None:
        """Start Orca on a screen as a person does by hand, and wait until it listens."""
        self._start_daemon()
        self._log.unlink(missing_ok=True)
        self._orca = subprocess.Popen(
            [ORCA, f"--debug-file={self._log}", "--replace"],
            env={**screen, **self.env, "LC_ALL": "C.UTF-8"},
            cwd=self._home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait(lambda: len(self.said(0)) > 1, "Orca to say where the focus is", 60)

    def stop_orca(self) -> None:
        """End it as a crash does: it says goodbye to nobody."""
        orca, self._orca = self._orca, None
        if orca is not None:
            orca.kill()
            orca.wait()

    @property
    def mark(self) -> int:
        """Where its log ends now."""
        return len(self._text())

    def said(self, since: int) -> list[str]:
        """What Orca has said since a mark, without the names of keys that it echoes."""
        said = _SAID.findall(self._text()[since:])
        return [words for words in said if words.strip() and not words.endswith(" ")]

    def tree(self) -> list[dict[str, Any]]:
        """What is on the accessibility bus: every object of every program, depth first."""
        found: list[dict[str, Any]] = json.loads(self._run(PYTHON, str(_DUMPER)))
        return found

    def _start_daemon(self) -> None:
        """A speech daemon; its only voice is a program that does nothing, or espeak-ng, aloud."""
        folder = self._home / "config/speech-dispatcher"
        if folder.exists():
            return
        (folder / "modules").mkdir(parents=True)
        config = _LOUD_DAEMON if self._aloud else _DAEMON
        (folder / "speechd.conf").write_text(config, encoding="utf-8")
        (folder / "modules/none.conf").write_text(_VOICE, encoding="utf-8")
        (self._home / "home/.libao").write_text("default_driver=null\n", encoding="utf-8")
        if self._aloud:
            shutil.copy("/etc/speech-dispatcher/modules/espeak-ng.conf", folder / "modules")
        self._start("speech-dispatcher", "-s", "-t", "0", "-C", str(folder))
        socket = self._home / "run/speech-dispatcher/speechd.sock"
        wait(socket.exists, "the speech daemon")

    def _ask(self, method: str, *arguments: str) -> str:
        name = method if "." in method else f"org.a11y.Bus.{method}"
        command = ("dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus")
        return self._run(*command, "/org/a11y/bus", name, *arguments)

    @property
    def _whole(self) -> dict[str, str]:
        heard = {"PULSE_SERVER": self._aloud} if self._aloud else {}
        return {**os.environ, **self.env, **heard, "LC_ALL": "C.UTF-8"}

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, check=False, env=self._whole, capture_output=True, text=True, timeout=90
        )
        return done.stdout

    def _start(self, *command: str) -> None:
        self._children.start(command, env=self._whole, log=subprocess.DEVNULL)

    def _text(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""


_DAEMON = """
AudioOutputMethod "libao"
AddModule "none" "sd_generic" "none.conf"
DefaultModule none
DefaultLanguage "zh-CN"
"""
_LOUD_DAEMON = """
AudioOutputMethod "pulse"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
DefaultLanguage "zh-CN"
"""
_VOICE = """
GenericExecuteSynth "true"
GenericLanguage "zh-CN" "zh-CN" "utf-8"
GenericLanguage "en" "en" "utf-8"
AddVoice "zh-CN" "MALE1" "x"
AddVoice "en" "MALE1" "x"
DefaultVoice "x"
"""

_FOLDERS = {
    "HOME": "home",
    "XDG_RUNTIME_DIR": "run",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
}


def wait(test: Callable[[], object], what: str, timeout: float = 20.0) -> None:
    """Wait for something; fails with its name."""
    deadline = time.monotonic() + timeout
    while not test():
        if time.monotonic() > deadline:
            pytest.fail(f"waited for {what}")
        time.sleep(0.05)
