"""A zip with XML parts, read without trust: nothing is unpacked beyond its limit.

All office formats are such packages. Marks go by as a stream, so that no nesting and no size
can exhaust the terminal; a document type is refused: no office format has one, and entities of
its own could make a text endless or ask for other files.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol
from xml.parsers import expat

from kiosk.files.vocabulary import Unreadable

MAGIC = b"PK\x03\x04"
MOST_BYTES = 8 * 1024 * 1024
"""Of one part with its marks, unpacked; a book of 500 pages has 3 MB."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
"""What zipfile raises for a broken package; NotImplementedError: packed in a way it cannot read."""


class Marks(Protocol):
    """Takes what goes by; names without their namespaces' addresses."""

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""

    def end(self, name: str) -> None:
        """A mark closes."""

    def text(self, words: str) -> None:
        """Words between marks."""


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The package; whatever is wrong with it is told as ``Unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield package
    except KeyError:  # a part that its kind must have
        raise Unreadable("kind") from None
    except RuntimeError as error:
        if isinstance(error, (NotImplementedError, RecursionError)):
            raise Unreadable("faulty") from None
        raise Unreadable("locked") from None  # the zip's own password
    except (expat.ExpatError, *_BROKEN):
        raise Unreadable("faulty") from None


def part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part, unpacked; KeyError where there is none.

    Raises:
        Unreadable: it is larger than any text.

    """
    with package.open(name) as one:
        found = one.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise Unreadable("large")
    return found


def parse(content: bytes, marks: Marks, name_of: Callable[[str], str]) -> None:
    """Let the marks of a part go by; ``name_of`` shortens the names that expat gives.

    Raises:
        ExpatError or ValueError: broken, or it has a document type.

    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, found: Mapping[str, str]) -> None:
        marks.start(name_of(name), {name_of(key): value for key, value in found.items()})

    def refused(*_facts: object) -> None:
        raise ValueError("document type")

    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: marks.end(name_of(name))
    parser.CharacterDataHandler = marks.text
    parser.Parse(content, True)


def local(name: str) -> str:
    """The name alone: ``p`` of ``http://…/main p``."""
    return name.rpartition(" ")[2]
