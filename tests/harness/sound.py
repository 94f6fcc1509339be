"""What is really heard: a private PulseAudio with a null sink, recorded as it plays.

``Sound`` stamps every piece of the recording with ``time.monotonic()``. The rig
reports sound some milliseconds late (its own buffers); ``RIG_S`` is the bound used
in assertions, ``bench/speech.py`` measures it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

RATE = 22050
SHIPPED = Path(__file__).parents[2] / "deploy" / "pulse" / "yizhan.pa"
LOUD = 200
"""A sample further from zero is sound (of 32,768)."""

RIG_S = 0.03
"""How late the rig may report a sample."""


@dataclass
class Sound:
    """A running null sink and its recording; ``env`` makes a process play into it."""

    env: dict[str, str]
    sink: str = "kiosk"
    _pieces: list[tuple[float, array[int]]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def samples(self, start: float, end: float) -> list[int]:
        """What was heard between two moments (monotonic seconds)."""
        return [value for at, value in self._stamped(start) if at < end]

    def onset_after(self, moment: float, timeout: float = 3.0) -> float | None:
        """When the first sound after ``moment`` was heard, waiting for it; None: nothing."""
        deadline = time.monotonic() + timeout
        while True:
            for at, value in self._stamped(moment):
                if abs(value) > LOUD:
                    return at
            if time.monotonic() > deadline:
                return None
            time.sleep(0.01)

    def silence_after(self, moment: float, settle: float = 0.3) -> float:
        """When the last sound was heard, once nothing has sounded for ``settle`` seconds.

        ``moment`` itself where nothing sounded after it.
        """
        while True:
            last = max((at for at, v in self._stamped(moment) if abs(v) > LOUD), default=moment)
            if time.monotonic() > last + settle + RIG_S:
                return last
            time.sleep(0.02)

    def duration(self, start: float, end: float | None = None) -> float:
        """Seconds from the first to the last sound between two moments; 0: silence."""
        until = time.monotonic() if end is None else end
        heard = [at for at, value in self._stamped(start) if at < until and abs(value) > LOUD]
        return heard[-1] - heard[0] if heard else 0.0

    def forget(self) -> None:
        """Drop the recording so far."""
        with self._lock:
            self._pieces.clear()

    def pactl(self, *arguments: str) -> str:
        """Run ``pactl`` against this server."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def hear(self, piece: bytes, at: float) -> None:
        """Add a recorded piece whose last sample was heard at ``at``."""
        samples = array("h", piece)
        with self._lock:
            self._pieces.append((at, samples))

    def _stamped(self, start: float) -> Iterator[tuple[float, int]]:
        with self._lock:
            pieces = [piece for piece in self._pieces if piece[0] >= start]
        for at, samples in pieces:
            first = at - len(samples) / RATE
            for place, value in enumerate(samples):
                if (moment := first + place / RATE) >= start:
                    yield moment, value


@contextmanager
def pulse(folder: Path) -> Iterator[Sound]:
    """A private PulseAudio server with one null sink, recorded while it runs."""
    socket = folder / "pulse.sock"
    env = {
        **os.environ,
        "PULSE_SERVER": f"unix:{socket}",
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
    }
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"),
            *("-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"),
            *("-L", f"module-null-sink sink_name=kiosk rate={RATE} channels=1 format=s16le"),
        ],
        env=env,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(socket)
        sound = Sound(env)
        with recording(sound):
            yield sound
    finally:
        _end(server)


@contextmanager
def shipped_pulse(folder: Path) -> Iterator[dict[str, str]]:
    """A private server with the shipped configuration; gives the environment to reach it."""
    socket = folder / "pulse" / "native"
    env = {
        **os.environ,
        "PULSE_SERVER": f"unix:{socket}",
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
    }
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"),
            *("-F", str(SHIPPED)),
        ],
        env=env,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(socket)
        yield env
    finally:
        _end(server)


@contextmanager
def recording(sound: Sound) -> Iterator[None]:
    """Record the monitor of ``sound.sink`` into it."""
    parec = subprocess.Popen(
        [
            *("parec", "-d", f"{sound.sink}.monitor", "--raw", "--format=s16le", "--channels=1"),
            *(f"--rate={RATE}", "--latency-msec=5", "--process-time-msec=5"),
        ],
        env=sound.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    thread = threading.Thread(target=_record, args=(parec, sound), daemon=True)
    thread.start()
    try:
        _wait_for_sound(sound)
        yield
    finally:
        _end(parec)
        thread.join(2)
        if parec.stdout is not None:
            parec.stdout.close()


def _record(parec: subprocess.Popen[bytes], sound: Sound) -> None:
    assert parec.stdout is not None
    rest = b""
    while piece := os.read(parec.stdout.fileno(), 65536):
        at = time.monotonic()
        whole = rest + piece
        even = len(whole) & ~1
        rest = whole[even:]
        sound.hear(whole[:even], at)


def _wait_for(socket: Path, timeout: float = 5.0) -> None:
    deadline = time.monotonic() + timeout
    while not socket.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"no sound server at {socket}")
        time.sleep(0.02)


def _wait_for_sound(sound: Sound, timeout: float = 5.0) -> None:
    deadline = time.monotonic() + timeout
    while not sound.samples(0.0, time.monotonic()):
        if time.monotonic() > deadline:
            raise TimeoutError("the recorder does not start")
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def sound_server() -> Iterator[Sound]:
    """One recorded sound server for all tests of a process; its variables are not set."""
    if shutil.which("pulseaudio") is None or shutil.which("parec") is None:
        pytest.skip("PulseAudio is not installed")
    with (
        tempfile.TemporaryDirectory(prefix="sound-") as folder,
        pulse(Path(folder)) as sound,
    ):
        yield sound


@pytest.fixture
def sound(sound_server: Sound, monkeypatch: pytest.MonkeyPatch) -> Sound:
    """The recorded sound server, for this process and (``sound.env``) for children."""
    monkeypatch.setenv("PULSE_SERVER", sound_server.env["PULSE_SERVER"])
    sound_server.forget()
    return sound_server


@pytest.fixture
def no_sound_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sound server can be reached."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
