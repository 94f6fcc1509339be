"""Where the terminal keeps what is its own: the key that proves which terminal it is.

A backend is chosen by name and probed before it is used. keyring's own choice is never asked:
its chainer can end at a store without encryption, its null backend forgets in silence, and
both it and a locked keyring may open a prompt on a screen in front of which nobody can answer.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import keyring.errors
import secretstorage
from keyring.backends import SecretService
from typing_extensions import override

from auth.deadline import Late, within
from auth.errors import Locked

T = TypeVar("T")

_SERVICE = "yizhan-terminal"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MOST = 64 * 1024
_PATIENCE = 3.0  # seconds for a secret service; the bus calls themselves wait for ever


class Vault(Protocol):
    """A place for a few named secrets of the terminal."""

    name: str
    writable: bool

    def read(self, entry: str) -> str | None:
        """The secret called ``entry``, None if there is none; raises Locked."""

    def write(self, entry: str, secret: str) -> None:
        """Keeps ``secret`` as ``entry``; raises Locked where nothing can be written."""

    def delete(self, entry: str) -> None:
        """Forgets ``entry``, if it is there; raises Locked where nothing can be written."""


class _Keyring(Protocol):
    """The part of keyring's backends that is used; they carry no types of their own."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class SecretServiceVault:
    """The desktop's secret service over D-Bus, if the session has unlocked it already."""

    name = "secretservice"
    writable = True

    def __init__(self, *, patience: float = _PATIENCE) -> None:
        # keyring's constructors are untyped
        self._keyring: _Keyring = _SilentKeyring()  # type: ignore[no-untyped-call]
        self._patience = patience
        self._probe()

    def read(self, entry: str) -> str | None:
        """As in Vault."""
        return self._call(lambda: self._keyring.get_password(_SERVICE, _checked(entry)))

    def write(self, entry: str, secret: str) -> None:
        """As in Vault."""
        self._call(lambda: self._keyring.set_password(_SERVICE, _checked(entry), secret))

    def delete(self, entry: str) -> None:
        """As in Vault."""
        self._call(lambda: self._delete(_checked(entry)))

    def _delete(self, entry: str) -> None:
        if self._keyring.get_password(_SERVICE, entry) is not None:
            self._keyring.delete_password(_SERVICE, entry)

    def _probe(self) -> None:
        entry, secret = f"probe.{secrets.token_hex(8)}", secrets.token_hex(16)
        self.write(entry, secret)
        kept = self.read(entry)
        self.delete(entry)
        if kept != secret:
            raise Locked(((self.name, "does not keep"),))

    def _call(self, work: Callable[[], T]) -> T:
        try:
            return within(self._patience, work)
        except Late:
            reason = "hangs"
        except keyring.errors.KeyringLocked:
            reason = "locked"
        except (keyring.errors.KeyringError, secretstorage.SecretStorageException, OSError):
            reason = "not available"
        except Exception as error:  # noqa: BLE001 — D-Bus libraries raise whatever they like
            reason = type(error).__name__
        raise Locked(((self.name, reason),))


class _SilentKeyring(SecretService.Keyring):
    """keyring's backend without its two ways to open a prompt: unlocking and creating."""

    @override
    def get_preferred_collection(self) -> secretstorage.Collection:
        bus = secretstorage.dbus_init()
        try:
            collection = secretstorage.Collection(bus)  # the default one, never created
            if collection.is_locked():
                raise keyring.errors.KeyringLocked
        except BaseException:
            bus.close()
            raise
        return collection

    @override
    def unlock(self, item: secretstorage.Item) -> None:
        if item.is_locked():
            raise keyring.errors.KeyringLocked


class CredentialsVault:
    """Files in ``$CREDENTIALS_DIRECTORY``, put there by systemd (``LoadCredentialEncrypted=``).

    Read-only: what is in there is enrolled by whoever installs the terminal.
    """

    name = "credentials"
    writable = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not folder.is_dir():
            raise Locked(((self.name, "no folder"),))

    def read(self, entry: str) -> str | None:
        """As in Vault."""
        path = self._folder / _checked(entry)
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        except OSError:
            raise Locked(((self.name, "not readable"),)) from None
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_mode & 0o077:
                raise Locked(((self.name, "open to others"),))
            return self._text(file.read(_MOST + 1))

    def write(self, entry: str, secret: str) -> None:
        """Raises Locked."""
        raise Locked(((self.name, "read-only"),))

    def delete(self, entry: str) -> None:
        """Raises Locked."""
        raise Locked(((self.name, "read-only"),))

    def _text(self, raw: bytes) -> str:
        if len(raw) > _MOST:
            raise Locked(((self.name, "too large"),))
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Locked(((self.name, "not text"),)) from None


BACKENDS = ("secretservice", "credentials")
"""Names of the backends in the order in which they are tried."""


def open_vault(
    names: Sequence[str] = BACKENDS,
    *,
    environ: Mapping[str, str],
    patience: float = _PATIENCE,
) -> Vault:
    """The first of the named backends that keeps what is given to it.

    Raises:
        Locked: none does; ``tried`` says why each does not. Whoever calls this goes on without
            what only an authenticated terminal may do, and says so.

    """
    tried: list[tuple[str, str]] = []
    for name in names:
        try:
            return _open(name, environ, patience)
        except Locked as error:
            tried += error.tried
    raise Locked(tuple(tried))


def _open(name: str, environ: Mapping[str, str], patience: float) -> Vault:
    if name == SecretServiceVault.name:
        if not environ.get("DBUS_SESSION_BUS_ADDRESS"):
            raise Locked(((name, "no session bus"),))
        return SecretServiceVault(patience=patience)
    if name == CredentialsVault.name:
        folder = environ.get("CREDENTIALS_DIRECTORY", "")
        if not folder:
            raise Locked(((name, "not set"),))
        return CredentialsVault(Path(folder))
    raise Locked(((name, "unknown"),))


def _checked(entry: str) -> str:
    if not _NAME.fullmatch(entry):
        raise ValueError(entry)
    return entry
