"""The ids of shown messages and of changes: equal on the page, in the stream and when polling."""

from __future__ import annotations


def message_id(number: int) -> str:
    """The id of the message, or of the change, with that number."""
    return f"m{number}"


def number_of(text: str) -> int:
    """The number in a message's id; 0 for anything else, which means: from the beginning."""
    digits = text.removeprefix("m")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
