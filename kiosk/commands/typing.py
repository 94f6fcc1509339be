"""Writing by ear."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("type.open", Topic.BROWSING)
def open_typing(desk: Desk) -> None:
    """Write into this field by pinyin, letters or digits."""
    desk.typing.open()


@command("type.delete", Topic.BROWSING)
def delete(desk: Desk) -> None:
    """Take back what came last."""
    if desk.typing.on:
        desk.typing.delete()
    else:
        desk.reader.say_node()


@command("type.kind", Topic.BROWSING)
def next_kind(desk: Desk) -> None:
    """Pinyin, letters, digits."""
    if desk.typing.on:
        desk.typing.next_kind()
    else:
        desk.reader.say_node()


@command("type.spell", Topic.BROWSING)
def spell(desk: Desk) -> None:
    """Say what was written character by character."""
    if desk.typing.on:
        desk.typing.review(by_words=False)
    else:
        desk.reader.say_node()


@command("type.words", Topic.BROWSING)
def words(desk: Desk) -> None:
    """Say what was written word by word."""
    if desk.typing.on:
        desk.typing.review(by_words=True)
    else:
        desk.reader.say_node()


@command("type.done", Topic.BROWSING)
def done(desk: Desk) -> None:
    """Put what was written into the field."""
    if desk.typing.on:
        desk.typing.done()
    else:
        desk.reader.say_node()
