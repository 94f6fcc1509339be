"""``main.py enrol``: the key by which the provider knows this terminal.

``new`` makes it, ``show`` prints its public half for the provider, ``rotate`` makes the one
that will take over, ``finish`` lets it take over. Exit codes: 0 done, 1 refused, 2 no store.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from auth.assertion import new_key, public_part
from auth.enrolment import Enrolment
from auth.errors import ConfigWrong, Locked
from auth.vault import BACKENDS, open_vault
from kiosk.provision import KEY

_DEEDS: Mapping[str, Callable[[Enrolment], tuple[dict[str, str], ...]]] = {
    "new": Enrolment.enrol,
    "show": Enrolment.public,
    "rotate": Enrolment.rotate,
    "finish": Enrolment.take_over,
}


def run(argv: Sequence[str]) -> int:
    """Do one of the four; returns the exit code."""
    asked = _parser().parse_args(argv)
    if asked.to:
        return _to_file(Path(asked.to), asked.deed, as_json=asked.json)
    try:
        vault = open_vault(asked.backend or BACKENDS, environ=os.environ)
        keys = _DEEDS[asked.deed](Enrolment(vault, KEY))
    except Locked as error:
        print(f"enrol: no store can be used: {error}", file=sys.stderr)
        return 2
    except ConfigWrong as error:
        print(f"enrol: {error.detail}", file=sys.stderr)
        return 1
    _show(keys, vault.name, as_json=asked.json)
    return 0


def _to_file(path: Path, deed: str, *, as_json: bool) -> int:
    """A new key for a terminal whose store is read-only: systemd hands it over encrypted."""
    if deed != "new":
        print("enrol: --to goes with new only", file=sys.stderr)
        return 1
    secret = new_key()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(secret)
    except OSError as error:
        print(f"enrol: {path}: {error.strerror}", file=sys.stderr)
        return 1
    _show((public_part(secret),), str(path), as_json=as_json)
    hint = f"systemd-creds encrypt --name={KEY} {path} {KEY}.cred && shred -u {path}"
    print(f"Now: {hint}", file=sys.stderr)
    return 0


def _show(keys: Sequence[Mapping[str, str]], store: str, *, as_json: bool) -> None:
    jwks = {"keys": list(keys)}
    if as_json:
        print(json.dumps({"store": store, "jwks": jwks}))
        return
    print(f"store: {store}")
    for key, use in zip(keys, ("in use", "takes over after finish"), strict=False):
        print(f"key:   {key['kid']} ({use})")
    print("For the provider:")
    print(json.dumps(jwks, indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py enrol", description="The key by which the provider knows this terminal."
    )
    parser.add_argument("deed", choices=_DEEDS, nargs="?", default="show")
    parser.add_argument(
        "--backend", action="append", choices=BACKENDS, help="a store; may be repeated, in order"
    )
    parser.add_argument("--to", default="", metavar="FILE", help="write a new key to a file")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser
