"""The codes of authenticator apps (RFC 6238).

``python -m server.identity.totp`` says what the apps of the demonstration accounts show now.
"""

from __future__ import annotations

import base64
import hmac
import sys
import time
import tomllib
from pathlib import Path
from typing import Final

STEP: Final = 30
DIGITS: Final = 6
_ACCOUNTS: Final = Path(__file__).with_name("data") / "accounts.toml"


def time_code(secret: bytes, step: int) -> str:
    """The code of one time step (RFC 6238 §4, RFC 4226 §5.3)."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 15
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def main() -> int:
    """One line an account that has an app."""
    with _ACCOUNTS.open("rb") as file:
        accounts = tomllib.load(file)["account"]
    for entry in accounts:
        if "totp" in entry:
            code = time_code(base64.b32decode(entry["totp"]), int(time.time()) // STEP)
            sys.stdout.write(f"{entry['account']} {code}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
