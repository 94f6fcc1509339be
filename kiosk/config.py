"""What a terminal is told by those who keep it, from the environment or a TOML file.

``YIZHAN_CONFIG`` names the file; a variable of the environment wins over it.
Unknown or wrong settings are refused by name, never skipped in silence.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path


class BadConfig(Exception):
    """A setting that cannot be used; ``name`` says which and ``detail`` why."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail


ROLLS = (80, 58)
"""Millimetres that rolls of paper are wide."""

KEYMAPS = ("keyboard", "pad12-calculator")
"""Profiles of keys where nothing else is configured."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one terminal; the environment names are ``YIZHAN_`` + upper case."""

    portal: str = ""
    """Base address of the portal; empty: the embedded server is started."""

    issuer: str = ""
    """The OpenID provider; empty: ``{portal}/id``."""

    issuer_origins: tuple[str, ...] = ()
    """Other origins of the provider's endpoints and pages, ``https://login.example``."""

    issuer_algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")
    """Signatures of ID tokens that are taken; ``EdDSA`` and others must be named."""

    issuer_audiences: tuple[str, ...] = ()
    """Who else an ID token may be for beside this terminal."""

    issuer_without: tuple[str, ...] = ()
    """What the provider names and does not do well, or not for this client: ``dpop``, ``par``,
    ``auth_time``; ``device``, ``ask``, ``page``."""

    issuer_levels: tuple[str, ...] = ("2", "3", "4", "5")
    """The provider's levels of assurance (``acr``), weakest first."""

    ca_bundle: str = ""
    """File of the certificates that vouch for portal and provider; empty: the usual ones."""

    register: str = ""
    """Where people open an account, ``https://login.example/new``; empty: our own user system's,
    and with an ``issuer`` of somebody else nowhere, which is said."""

    redirect: str = "http://127.0.0.1/callback"
    """Where the provider's page sends the visitor back to; caught, never opened."""

    scopes: tuple[str, ...] = ("openid", "profile", "cases")
    """What is asked for at the provider."""

    terminal_id: str = "terminal-1"
    """Client id of this terminal at the provider."""

    terminal_name: str = "Terminal 1"
    """What the phone page calls this terminal; provisioned with the embedded server."""

    place: str = "Service Centre"
    """Where the terminal stands."""

    data: str = "run"
    """Folder of the embedded server and of the terminal's own key."""

    keymaps: tuple[str, ...] = KEYMAPS
    """Keyboard profiles, looked up in this order."""

    idle_quiet: float = 90.0
    """Seconds without key, touch or speech before the warning."""

    idle_warning: float = 30.0
    """Seconds to answer the warning, at least 20."""

    invite_every: float = 60.0
    """Seconds between two spoken invitations while nobody is here."""

    screen_reader: str = "auto"
    """Another screen reader: ``auto`` looks for one, ``present`` and ``absent`` know."""

    speech_engine: str = ""
    """The site's own voices: ``module:PROGRAM [SETTINGS]``, an output module of speech-dispatcher,
    or ``sherpa:FOLDER``, a model for sherpa-onnx; ours speaks what they cannot."""

    private_sound: bool = False
    """Whether only the visitor ever hears the output (a handset, a booth)."""

    headphone_switch: str = ""
    """Input device of the switch in the headphone socket, ``/dev/input/by-path/…-event``."""

    headphone_sinks: tuple[str, ...] = ()
    """Sinks (names of the sound server) that only the visitor hears; they come and go."""

    speaker_sinks: tuple[str, ...] = ()
    """Sinks that others hear too; none named: the server's default."""

    printer_a4: str = ""
    """Destination of CUPS with sheets of A4; empty: none (deploy/cups)."""

    printer_receipt: str = ""
    """Destination of CUPS with a roll of paper; empty: none."""

    receipt_width: int = 80
    """Millimetres of that roll: 80 or 58."""

    transcript: str = ""
    """File for keys and speech as JSON lines; for trials only, never in service."""

    fullscreen: bool = True
    """False shows a window of 1280×800, for work on the terminal itself."""


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Settings from the file of ``YIZHAN_CONFIG`` and the environment; raises BadConfig."""
    environ = os.environ if environ is None else environ
    values: dict[str, object] = dict(_file(environ.get("YIZHAN_CONFIG", "")))
    known = {field.name: field.default for field in fields(Config)}
    for name in values:
        if name not in known:
            raise BadConfig(name, "unknown setting")
    for name, default in known.items():
        written = environ.get(f"YIZHAN_{name.upper()}")
        if written is not None:
            values[name] = written
        if name in values:
            values[name] = _typed(name, values[name], default)
    if values.get("receipt_width", ROLLS[0]) not in ROLLS:
        raise BadConfig("receipt_width", f"not one of {ROLLS}")
    return Config(**values)  # type: ignore[arg-type]  # _typed gave each its field's type


def _file(path: str) -> Mapping[str, object]:
    if not path:
        return {}
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadConfig("YIZHAN_CONFIG", str(error)) from error


def _typed(name: str, value: object, default: object) -> object:
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else _switch(name, str(value))
        if isinstance(default, int):
            return int(str(value))
        if isinstance(default, float):
            return float(str(value))
        if isinstance(default, tuple):
            parts = value if isinstance(value, list) else str(value).split(",")
            return tuple(name for part in parts if (name := str(part).strip()))
        if isinstance(value, str):
            return value
    except ValueError as error:
        raise BadConfig(name, str(error)) from error
    raise BadConfig(name, f"not a {type(default).__name__}")


def _switch(name: str, value: str) -> bool:
    if value.lower() in ("1", "true", "yes", "on"):
        return True
    if value.lower() in ("0", "false", "no", "off"):
        return False
    raise BadConfig(name, f"{value!r} is neither true nor false")
