from __future__ import annotations

import pytest

from auth.enrolment import Enrolment
from auth.errors import ConfigWrong


class MemoryVault:
    """A vault in memory: what is tested here is the order of deeds, not a store."""

    name = "memory"
    writable = True

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def read(self, entry: str) -> str | None:
        return self.held.get(entry)

    def write(self, entry: str, secret: str) -> None:
        self.held[entry] = secret

    def delete(self, entry: str) -> None:
        self.held.pop(entry, None)


@pytest.fixture
def enrolment() -> Enrolment:
    return Enrolment(MemoryVault(), "terminal-key")


def test_a_terminal_is_enrolled_once(enrolment: Enrolment) -> None:
    (key,) = enrolment.enrol()
    assert enrolment.public() == (key,)
    with pytest.raises(ConfigWrong, match="already"):
        enrolment.enrol()


def test_nothing_private_is_shown(enrolment: Enrolment) -> None:
    (key,) = enrolment.enrol()
    assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_the_old_key_works_until_the_provider_has_the_new_one(enrolment: Enrolment) -> None:
    (old,) = enrolment.enrol()
    present, waiting = enrolment.rotate()
    assert present == old
    assert enrolment.rotate() == (present, waiting)  # twice is once
    assert enrolment.take_over() == (waiting,)


@pytest.mark.parametrize("deed", [Enrolment.public, Enrolment.rotate, Enrolment.take_over])
def test_without_a_key_there_is_nothing_to_do(enrolment: Enrolment, deed: object) -> None:
    assert callable(deed)
    with pytest.raises(ConfigWrong):
        deed(enrolment)


def test_without_a_waiting_key_nothing_takes_over(enrolment: Enrolment) -> None:
    enrolment.enrol()
    with pytest.raises(ConfigWrong, match="waits"):
        enrolment.take_over()
