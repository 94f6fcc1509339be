"""Commands: plain functions with an id, a category and a spoken description.

The description is a word of the catalogue, ``reading.command.<id>``, so no
command can be mute: help, key learning and the key list read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any


class Topic(StrEnum):
    """Chapters of the key help."""

    READING = "reading"
    BROWSING = "browsing"
    SPEECH = "speech"
    SIGHT = "sight"
    LANGUAGE = "language"
    VISIT = "visit"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """A function the visitor can call; it takes the desk of the running visit."""

    id: str
    topic: Topic
    run: Callable[[Any], None]
    keeps_speech: bool = False
    """True where the key must not silence what is being said (pause, volume)."""

    @property
    def description(self) -> str:
        """Key of the words that say what it does."""
        return f"reading.command.{self.id}"


def command(
    command_id: str, topic: Topic, *, keeps_speech: bool = False
) -> Callable[[Callable[[Any], None]], Command]:
    """Make a function a command."""

    def wrap(function: Callable[[Any], None]) -> Command:
        return Command(command_id, topic, function, keeps_speech)

    return wrap


def commands_in(*modules: ModuleType) -> Mapping[str, Command]:
    """All commands of some modules by id, in the order in which they are written.

    A module may also hold tuples of commands that are made by rule. Raises
    ValueError where two have one id.
    """
    found: dict[str, Command] = {}
    for module in modules:
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Command) and found.setdefault(one.id, one) is not one:
                    raise ValueError(one.id)
    return found
