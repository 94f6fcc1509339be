"""Dates and amounts in the words of a language, from what the portal sends."""

from __future__ import annotations

from datetime import date, datetime

from locales.text import Text
from locales.words import Words


def day(value: str, words: Words) -> Text:
    """``2025-03-02`` or an RFC 3339 time as a day; what cannot be read stays as it is."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return Text(value, "und", convert=False)
    return words(f"screens.date.month{found.month}", year=found.year, day=found.day)


def moment(value: str, words: Words) -> Text:
    """An RFC 3339 time as day and clock, in the zone in which the portal wrote it."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return day(value, words)
    if len(value) <= 10:
        return day(value, words)
    return words("screens.date.moment", day=day(value, words), time=f"{found:%H:%M}")


def left(value: str, now: datetime | None, words: Words) -> Text | None:
    """How long it is from ``now`` to an RFC 3339 time, in the largest unit that says enough.

    None where one of them is not known.
    """
    try:
        due = datetime.fromisoformat(value)
    except ValueError:
        return None
    if now is None or due.tzinfo is None:
        return None
    minutes = int((due - now).total_seconds() // 60)
    if minutes < 0:
        return words("screens.left.over")
    for unit, size_of in (("days", 24 * 60), ("hours", 60)):
        if minutes >= 2 * size_of:
            return words.plural(f"screens.left.{unit}", minutes // size_of)
    return words.plural("screens.left.minutes", minutes)


def size(count: int, words: Words) -> Text:
    """A number of bytes in the unit that people use for files."""
    if count >= 1_000_000:
        return words("screens.size.mb", n=f"{count / 1_000_000:.1f}")
    return words("screens.size.kb", n=max(1, round(count / 1000)))
