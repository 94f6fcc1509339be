"""Finding words in a document: in what is spoken and in what is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from a11y.document import Document, Node
from a11y.kinds import is_stop
from a11y.text_cursor import texts
from locales.text import Text

Show = Callable[[Text], str]


def folded(text: str) -> str:
    """Without differences of case, width (NFKC) and blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def find(document: Document, wanted: str, show: Show) -> tuple[Node, ...]:
    """The stops that hold the words, in reading order; nothing for no words.

    A visitor types what is on the screen or what is heard: both are looked through.
    """
    needle = folded(wanted)
    if not needle:
        return ()
    return tuple(node for node in document.nodes if is_stop(node) and _holds(node, needle, show))


def _holds(node: Node, needle: str, show: Show) -> bool:
    return any(
        needle in folded(text.source) or needle in folded(show(text)) for text in texts(node)
    )
