from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

from scripts import display, sound
from scripts.children import Children
from tests.harness.screen import VirtualScreen

pytestmark = pytest.mark.screen


def _png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _shake_hands(port: int, password: str) -> int:
    """RFB 3.8 with VNC authentication (RFC 6143, 7.1 and 7.2.2); 0 means let in."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as viewer:
        stream = viewer.makefile("rwb", buffering=0)
        stream.read(12)
        stream.write(b"RFB 003.008\n")
        offered = stream.read(stream.read(1)[0])
        assert offered == b"\x02"  # VNC authentication, nothing weaker
        stream.write(b"\x02")
        key = bytes(int(f"{byte:08b}"[::-1], 2) for byte in password.encode())
        cipher = Cipher(TripleDES(key * 3), modes.ECB()).encryptor()  # noqa: S305  the protocol's
        stream.write(cipher.update(stream.read(16)))
        return int.from_bytes(stream.read(4), "big")


def test_two_screens_at_once_have_names_of_their_own(tmp_path: Path) -> None:
    with VirtualScreen((640, 480)) as one, VirtualScreen((800, 600)) as other:
        assert one.name != other.name
        assert _png_size(one.screenshot(tmp_path / "one.png")) == (640, 480)
        assert _png_size(other.screenshot(tmp_path / "other.png")) == (800, 600)


def test_a_screen_opens_only_with_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with VirtualScreen((640, 480)) as screen:
        monkeypatch.setenv("XAUTHORITY", screen.env["XAUTHORITY"])
        assert display.usable(screen.name)
        monkeypatch.setenv("XAUTHORITY", os.devnull)
        assert not display.usable(screen.name)
    assert not display.usable(screen.name)


def test_a_watched_screen_lets_in_by_password_and_from_this_machine_only(tmp_path: Path) -> None:
    with Children() as children:
        _, watching = display.start_watched(children, tmp_path, (640, 480))
        assert _shake_hands(watching.port, watching.password) == 0
        assert _shake_hands(watching.port, "wrong678") == 1
        listening = Path("/proc/net/tcp").read_text()
        assert f" 0100007F:{watching.port:04X} 00000000:0000 0A" in listening
        assert f" 00000000:{watching.port:04X} " not in listening


@pytest.mark.audio
def test_a_private_sound_server_answers_at_its_address_only(tmp_path: Path) -> None:
    with Children() as children:
        address = sound.start_private(children, tmp_path)
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
        answering = sound.answering({**env, "PULSE_SERVER": address})
        assert answering is not None
        assert answering.endswith(str(tmp_path / "pulse-socket"))
        assert sound.answering({**env, "PULSE_SERVER": f"unix:{tmp_path}/other"}) is None
