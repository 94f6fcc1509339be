"""Typed access to JSON that remembers where it is, for errors that can be acted on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from portal.errors import BadPage

T = TypeVar("T")

_LARGEST = 1e300
_HALF = re.compile("[\ud800-\udfff]")
_LONGEST = 100_000  # characters of one text


class Reader:
    """A JSON object with its pointer.

    Members that nobody asks for are ignored; a member that is absent or null has its default;
    one of another type than asked for is ``BadPage``.
    """

    __slots__ = ("_members", "pointer")

    def __init__(self, value: object, pointer: str = "") -> None:
        if not isinstance(value, dict):
            raise BadPage(pointer, "not an object")
        self._members: Mapping[str, Any] = value
        self.pointer = pointer

    def has(self, name: str) -> bool:
        """True if the member is there and not null."""
        return self._members.get(name) is not None

    def at(self, name: str) -> str:
        """The pointer of a member."""
        return f"{self.pointer}/{name.replace('~', '~0').replace('/', '~1')}"

    def fail(self, name: str, problem: str) -> BadPage:
        """The error for a member, to be raised."""
        return BadPage(self.at(name), problem)

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required if there is no default."""
        value = self._get(name, default)
        if not isinstance(value, str):
            raise self.fail(name, "not a string")
        if len(value) > _LONGEST:
            raise self.fail(name, "too long")
        if not value.isascii() and _HALF.search(value):
            raise self.fail(name, "half a character")  # it could be neither shown nor sent
        return value

    def choice(self, name: str, known: tuple[str, ...], otherwise: str) -> str:
        """One of ``known``; a word of a later version of the vocabulary is ``otherwise``."""
        value = self.text(name, otherwise)
        return value if value in known else otherwise

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean."""
        value = self._get(name, default)
        if not isinstance(value, bool):
            raise self.fail(name, "not a boolean")
        return value

    def count(self, name: str, default: int | None = None, *, most: int = 2**53) -> int:
        """A whole number from 0 to ``most``."""
        value = self._get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise self.fail(name, "not a count")
        return value

    def object(self, name: str) -> Reader:
        """A required object."""
        return Reader(self._get(name, None), self.at(name))

    def maybe(self, name: str) -> Reader | None:
        """An optional object."""
        return self.object(name) if self.has(name) else None

    def each(self, name: str) -> Iterator[Reader]:
        """The objects of an optional list."""
        for index, value in enumerate(self._list(name)):
            yield Reader(value, f"{self.at(name)}/{index}")

    def all(self, name: str, read: Callable[[Reader], T]) -> tuple[T, ...]:
        """The objects of an optional list, each read by ``read``."""
        return tuple(read(each) for each in self.each(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(self._checked(name, str, "not a string"))

    def numbers(self, name: str) -> tuple[float, ...]:
        """A list of finite numbers."""
        values = tuple(self._checked(name, (int, float), "not a number"))
        if not all(abs(each) <= _LARGEST for each in values):  # NaN compares with nothing
            raise self.fail(name, "not a number")
        return tuple(map(float, values))

    def members(self, name: str) -> Iterator[tuple[str, Reader]]:
        """Names and objects of an optional object."""
        inner = self.maybe(name)
        if inner is not None:
            for key, value in inner._members.items():
                yield key, Reader(value, inner.at(key))

    def strings(self, name: str) -> dict[str, str]:
        """An optional object whose members are all strings."""
        inner = self.maybe(name)
        return {key: inner.text(key) for key in inner._members} if inner is not None else {}

    def raw(self, name: str) -> dict[str, Any]:
        """A required object as it is."""
        value = self._get(name, None)
        if not isinstance(value, dict):
            raise self.fail(name, "not an object")
        return value

    def _get(self, name: str, default: Any) -> Any:
        value = self._members.get(name)
        if value is None:
            if default is None:
                raise self.fail(name, "missing")
            return default
        return value

    def _list(self, name: str) -> list[Any]:
        value = self._get(name, [])
        if not isinstance(value, list):
            raise self.fail(name, "not a list")
        return value

    def _checked(self, name: str, kind: type | tuple[type, ...], problem: str) -> Iterator[Any]:
        for index, value in enumerate(self._list(name)):
            if isinstance(value, bool) or not isinstance(value, kind):
                raise BadPage(f"{self.at(name)}/{index}", problem)
            yield value
