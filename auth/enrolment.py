"""The life of a terminal's own key: made, shown, and replaced without a moment of being unknown.

Rotation has two steps, since the provider must know the new key before it is used: the new one
is made and both are shown; when the provider has them, the new one takes over.
"""

from __future__ import annotations

from auth.assertion import new_key, public_part
from auth.errors import ConfigWrong
from auth.vault import Vault

NEXT = ".next"
"""What is added to an entry's name for the key that waits to take over."""


class Enrolment:
    """The keys of one terminal in one vault; nothing private leaves it."""

    def __init__(self, vault: Vault, entry: str) -> None:
        self._vault = vault
        self._entry = entry

    def enrol(self) -> tuple[dict[str, str], ...]:
        """Makes the terminal's first key.

        Raises:
            ConfigWrong: it has one; a terminal must not lose its key by a slip.
            Locked: the vault cannot be written.

        """
        if self._vault.read(self._entry) is not None:
            raise ConfigWrong("enrolled already")
        self._vault.write(self._entry, new_key())
        return self.public()

    def public(self) -> tuple[dict[str, str], ...]:
        """The public keys, the one in use first; raises ConfigWrong if there is none."""
        present = self._vault.read(self._entry)
        if present is None:
            raise ConfigWrong("not enrolled")
        waiting = self._vault.read(self._entry + NEXT)
        secrets = (present,) if waiting is None else (present, waiting)
        return tuple(public_part(secret) for secret in secrets)

    def rotate(self) -> tuple[dict[str, str], ...]:
        """Makes the key that will take over, if none waits; both are to be registered."""
        found = self.public()
        if len(found) == 1:
            self._vault.write(self._entry + NEXT, new_key())
        return self.public()

    def take_over(self) -> tuple[dict[str, str], ...]:
        """Uses the waiting key from now on and forgets the old one.

        Raises:
            ConfigWrong: no key waits.

        """
        waiting = self._vault.read(self._entry + NEXT)
        if waiting is None:
            raise ConfigWrong("no key waits")
        public_part(waiting)
        self._vault.write(self._entry, waiting)
        self._vault.delete(self._entry + NEXT)
        return self.public()
