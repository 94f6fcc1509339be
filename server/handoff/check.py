"""Is a file what it says? Its first and last bytes decide, never its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LARGEST: Final = 5 * 1024 * 1024
_TAIL: Final = 1024
_ACTIVE: Final = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction")


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of file that is taken, and how it begins and ends."""

    media_type: str
    endings: tuple[str, ...]
    head: bytes
    tail: bytes


TYPES: Final = (
    Type("image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff", b"\xff\xd9"),
    Type("image/png", (".png",), b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    Type("application/pdf", (".pdf",), b"%PDF-", b"%%EOF"),
)


class Refused(Exception):
    """The file is not taken; ``reason``: empty, too_large, type, lying, broken, active."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def checked_type(name: str, declared: str, content: bytes) -> str:
    """The media type of ``content``; raises ``Refused``.

    ``name`` and ``declared`` are what the phone says; a file that is something else than
    it says is refused even where both would be taken.
    """
    if not content:
        raise Refused("empty")
    if len(content) > LARGEST:
        raise Refused("too_large")
    found = next((one for one in TYPES if content.startswith(one.head)), None)
    if found is None:
        raise Refused("type")
    if declared != found.media_type or not name.lower().endswith(found.endings):
        raise Refused("lying")
    if found.tail not in content[-_TAIL:]:
        raise Refused("broken")
    if found.media_type == "application/pdf" and any(word in content for word in _ACTIVE):
        raise Refused("active")
    return found.media_type
