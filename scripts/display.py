"""Screens: whether there is one, and virtual ones for a machine without."""

from __future__ import annotations

import ctypes
import os
import secrets
import select
import socket
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.children import Children
from scripts.problem import ProblemError

START = 20.0
"""Seconds an X server may take to start; a loaded machine takes two."""

_FAMILY_WILD = 0xFFFF  # X11/Xauth.h: the key serves any host and display


@dataclass(frozen=True, slots=True)
class Screen:
    """An X display and the file with its key."""

    name: str
    """As in DISPLAY: ``:5``."""

    key: Path
    size: tuple[int, int]

    @property
    def env(self) -> dict[str, str]:
        """What a program needs to find this screen, and Qt to prefer it to Wayland."""
        return {"DISPLAY": self.name, "XAUTHORITY": str(self.key), "QT_QPA_PLATFORM": "xcb"}


@dataclass(frozen=True, slots=True)
class Watching:
    """How to see and use a virtual screen from elsewhere."""

    port: int
    """TCP, on the loopback interface only."""

    password: str


def usable(name: str) -> bool:
    """True if this process can open the X display ``name``."""
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    opened = xlib.XOpenDisplay(os.fsencode(name))
    if opened:
        xlib.XCloseDisplay(ctypes.c_void_p(opened))
    return bool(opened)


def start_hidden(children: Children, folder: Path, size: tuple[int, int]) -> Screen:
    """A screen that nobody sees (Xvfb); raises ProblemError if it does not start."""
    width, height = size
    shape = ["-screen", "0", f"{width}x{height}x24"]
    return _start(children, ["Xvfb", *shape], folder, size)


def start_watched(
    children: Children, folder: Path, size: tuple[int, int]
) -> tuple[Screen, Watching]:
    """A screen to be watched and typed at from this machine only (TigerVNC).

    The password lies, as VNC wants it, in a file in ``folder``, which must be private.
    Raises ProblemError if it does not start.
    """
    watching = Watching(_free_port(), secrets.token_hex(4))  # VNC reads 8 characters
    password_file = folder / "vnc-password"
    made = subprocess.run(
        ["tigervncpasswd", "-f"], input=watching.password.encode(), capture_output=True, check=True
    )
    password_file.touch(mode=0o600)
    password_file.write_bytes(made.stdout)
    width, height = size
    command = ["Xvnc", "-geometry", f"{width}x{height}", "-depth", "24", "-desktop", "Yizhan"]
    command += ["-localhost", "-rfbport", str(watching.port), "-AlwaysShared"]
    command += ["-SecurityTypes", "VncAuth", "-PasswordFile", str(password_file)]
    command += ["-AcceptSetDesktopSize=0", "-SendCutText=0", "-AcceptCutText=0"]
    return _start(children, command, folder, size), watching


def _start(children: Children, command: list[str], folder: Path, size: tuple[int, int]) -> Screen:
    key = folder / "x-key"
    _write_key(key)
    reading, writing = os.pipe()
    log = folder / f"{command[0]}.log"
    options = ["-auth", str(key), "-nolisten", "tcp", "-displayfd", str(writing)]
    with log.open("wb") as file:
        children.start([*command, *options], log=file, pass_fds=(writing,))
    os.close(writing)
    number = _number(reading)
    if not number:
        raise ProblemError(f"{command[0]} did not start:\n{log.read_text(errors='replace')}")
    return Screen(f":{number}", key, size)


def _number(descriptor: int) -> str:
    """The display number that the server writes once it can be reached; empty if it ended."""
    with os.fdopen(descriptor, "rb", buffering=0) as pipe:
        said = b""
        while not said.endswith(b"\n"):
            ready, _, _ = select.select([pipe], [], [], START)
            more = pipe.read(16) if ready else b""
            if not more:
                return ""
            said += more
    return said.decode("ascii").strip()


def _write_key(path: Path) -> None:
    """An Xauthority file with one fresh key: other users of the machine cannot look in."""
    name, data = b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)
    fields = (b"", b"", name, data)  # address, display number: any
    packed = b"".join(struct.pack(">H", len(field)) + field for field in fields)
    path.touch(mode=0o600)
    path.write_bytes(struct.pack(">H", _FAMILY_WILD) + packed)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def how_to_watch(watching: Watching) -> str:
    """The words for the person who started it on a machine without a screen."""
    return (
        "Watch and type: on this machine with a VNC viewer, or from another through ssh:\n"
        f"    ssh -L {watching.port}:127.0.0.1:{watching.port} {socket.gethostname()}\n"
        f"    vncviewer 127.0.0.1::{watching.port}\n"
        f"    password: {watching.password}"
    )
