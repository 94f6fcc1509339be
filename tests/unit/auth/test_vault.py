from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auth.errors import Locked
from auth.vault import CredentialsVault, open_vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    secret = tmp_path / "client-key"
    secret.write_text("secret", encoding="ascii")
    secret.chmod(0o400)
    return tmp_path


def test_credentials_are_read(folder: Path) -> None:
    vault = open_vault(environ={"CREDENTIALS_DIRECTORY": str(folder)})
    assert (vault.name, vault.writable) == ("credentials", False)
    assert vault.read("client-key") == "secret"


def test_a_credential_that_is_not_there_is_none(folder: Path) -> None:
    assert CredentialsVault(folder).read("other") is None


def test_credentials_cannot_be_written(folder: Path) -> None:
    vault = CredentialsVault(folder)
    with pytest.raises(Locked):
        vault.write("client-key", "new")
    with pytest.raises(Locked):
        vault.delete("client-key")
    assert vault.read("client-key") == "secret"


def test_a_credential_that_others_may_read_is_refused(folder: Path) -> None:
    (folder / "client-key").chmod(0o444)
    with pytest.raises(Locked, match="open to others"):
        CredentialsVault(folder).read("client-key")


def test_a_link_is_not_followed(folder: Path) -> None:
    (folder / "link").symlink_to("/etc/passwd")
    with pytest.raises(Locked):
        CredentialsVault(folder).read("link")


@pytest.mark.parametrize("entry", ["../passwd", "/etc/passwd", "", ".hidden", "a/b"])
def test_a_name_that_leaves_the_folder_is_an_error(folder: Path, entry: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        CredentialsVault(folder).read(entry)


def test_without_any_store_it_is_said_why() -> None:
    with pytest.raises(Locked) as caught:
        open_vault(environ={})
    assert caught.value.tried == (("secretservice", "no session bus"), ("credentials", "not set"))


@pytest.mark.parametrize("name", ["null", "chainer", "plaintext", ""])
def test_no_other_backend_is_ever_opened(name: str) -> None:
    with pytest.raises(Locked):
        open_vault([name], environ={"CREDENTIALS_DIRECTORY": "/tmp"})  # noqa: S108 — not used


def test_a_bus_that_is_not_there_does_not_stop_the_next_backend(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder}/none")
    vault = open_vault(environ={**os.environ, "CREDENTIALS_DIRECTORY": str(folder)})
    assert vault.name == "credentials"


BUS = shutil.which("dbus-run-session")
DAEMON = shutil.which("gnome-keyring-daemon")


@pytest.mark.skipif(BUS is None, reason="needs dbus-run-session")
def test_a_bus_without_a_secret_service_does_not_stop_the_next_backend(folder: Path) -> None:
    result = on_a_bus(f"CREDENTIALS_DIRECTORY={folder}", "credentials", folder)
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(BUS is None or DAEMON is None, reason="needs gnome-keyring")
def test_an_unlocked_secret_service_keeps_what_it_is_given(tmp_path: Path) -> None:
    result = on_a_bus("X=", "secretservice", tmp_path, before=UNLOCKED)
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(BUS is None or DAEMON is None, reason="needs gnome-keyring")
def test_a_locked_secret_service_is_left_locked(folder: Path) -> None:
    setting = f"CREDENTIALS_DIRECTORY={folder}"
    assert on_a_bus("X=", "secretservice", folder, before=UNLOCKED).returncode == 0
    result = on_a_bus(setting, "credentials", folder, before=LOCKED)
    assert result.returncode == 0, result.stderr
    assert "secretservice locked" in on_a_bus("X=", "none", folder, before=LOCKED).stderr


# in the foreground of a job of its own, so that it can be ended again
UNLOCKED = f"printf pw | {DAEMON} --foreground --unlock --components=secrets & sleep 0.5"
LOCKED = f"{DAEMON} --foreground --components=secrets </dev/null & sleep 0.5"


def on_a_bus(
    setting: str, expected: str, home: Path, *, before: str = "true & sleep 0"
) -> subprocess.CompletedProcess[str]:
    """Opens the vault in a process and on a bus of its own; the libraries read ``os.environ``."""
    program = (
        "import os; from auth.vault import open_vault\n"
        f"v = open_vault(environ=os.environ); assert v.name == {expected!r}, v.name\n"
        "if v.writable: v.write('e', 's'); assert v.read('e') == 's'; v.delete('e')\n"
    )
    (home / "program.py").write_text(program, encoding="utf-8")
    run = f"env {setting} {sys.executable} {home}/program.py"
    script = f"{before}; {run}; code=$?; kill $! 2>/dev/null; wait; exit $code"
    return subprocess.run(
        [str(BUS), "--", "sh", "-c", script],
        env={
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
        },
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
