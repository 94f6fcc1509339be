"""Sound: the PulseAudio server that answers, or a private one."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from scripts.children import Children
from scripts.problem import ProblemError

SINK = "yizhan"
"""The private server's sink; what it plays can be read from ``yizhan.monitor``."""

START = 20.0
"""Seconds the server may take to start."""


def answering(env: Mapping[str, str]) -> str | None:
    """The address of the server that programs with ``env`` would reach, if it answers."""
    command = ["pactl", "info"]
    try:
        done = subprocess.run(
            command,
            env={**env, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    name = "Server String: "
    found = [line for line in done.stdout.splitlines() if line.startswith(name)]
    return found[0].removeprefix(name) if done.returncode == 0 and found else None


def start_private(children: Children, folder: Path) -> str:
    """Starts a server that plays to nowhere, reachable from ``folder`` only.

    Returns its address for PULSE_SERVER. Raises ProblemError if it does not start.
    """
    path = folder / "pulse-socket"
    log = folder / "pulseaudio.log"
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C"}
    env = {**os.environ, **own}
    command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
    command += ["--realtime=no", "--high-priority=no", "--disallow-exit=yes", "--log-level=warn"]
    command += ["-L", f"module-null-sink sink_name={SINK}"]
    command += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={path}"]
    with log.open("wb") as file:
        server = children.start(command, env=env, log=file)
    deadline = time.monotonic() + START
    while not _reachable(path):
        if server.poll() is not None or time.monotonic() > deadline:
            raise ProblemError(f"pulseaudio did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.02)
    return f"unix:{path}"


def _reachable(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0
