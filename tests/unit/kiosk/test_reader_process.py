"""The process that reads files: it may hang, die or take all memory, and the next one is read."""

from __future__ import annotations

import os
import signal
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.files.child import MEMORY
from kiosk.files.reader_process import ReaderProcess
from portal.errors import BadFile
from server.sample.pdf import document

BOOK = document("办法", ["第一条，补贴按月发放。"] * 40, "zh-Hans")


@pytest.fixture
def process() -> Iterator[ReaderProcess]:
    reader = ReaderProcess()
    yield reader
    reader.close()


def one_page(packed: bytes, more: bytes = b"") -> bytes:
    """A page that draws what is packed."""
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</X0 5 0 R>>>>>>\nendobj\n"
        b"4 0 obj\n<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n"
        b"" + packed + b"\nendstream\nendobj\n" + more + b"trailer<</Size 99/Root 1 0 R>>\n%%EOF\n"
    )


def packed(size: int) -> bytes:
    """More than ``size`` bytes of drawing: one piece packed once, and repeated as it is."""
    packer = zlib.compressobj()
    piece = b"0 0 m " * (1 << 18)
    head = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + again * (size // len(piece))


def laughs(depth: int) -> bytes:
    """Pictures of ten pictures each: 10 to the power of ``depth`` at the end."""
    made = b""
    for n in range(depth):
        draws = b"/X1 Do " * 10 if n + 1 < depth else b"0 0 9 9 re f "
        made += (
            f"{5 + n} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 595 842]"
            f"/Resources<</XObject<</X1 {6 + n} 0 R>>>>/Length {len(draws)}>>stream\n"
        ).encode()
        made += draws + b"\nendstream\nendobj\n"
    return one_page(zlib.compress(b"/X0 Do"), made)


def child_of(reader: ReaderProcess) -> int:
    assert reader._process is not None
    return reader._process.pid


def test_one_that_dies_is_replaced(process: ReaderProcess) -> None:
    process.open("/files/a", BOOK)
    assert process.ask("/files/a", first=1, most=1)[0]["total"] == 3
    first = child_of(process)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    picture = process.ask("/files/a", picture=2)[1]
    assert picture.startswith(b"\x89PNG")
    assert child_of(process) != first


def test_a_picture_without_end_is_given_up() -> None:
    reader = ReaderProcess(patience=1.5)
    reader.open("/files/a", laughs(30))
    started = time.monotonic()
    with pytest.raises(BadFile) as raised:
        reader.ask("/files/a", picture=1)
    assert raised.value.reason == "faulty"
    assert time.monotonic() - started < 10
    reader.open("/files/b", BOOK)
    assert reader.ask("/files/b", first=1, most=5)[0]["total"] == 3
    reader.close()


def test_it_cannot_take_all_memory(process: ReaderProcess) -> None:
    process.open("/files/a", one_page(packed(MEMORY)))
    with pytest.raises(BadFile):
        process.ask("/files/a", picture=1)


def test_it_knows_nothing_of_the_visit_and_writes_nothing(process: ReaderProcess) -> None:
    os.environ["YIZHAN_TRIAL"] = "secret"
    try:
        process.open("/files/a", BOOK)
        process.ask("/files/a", first=1, most=1)
    finally:
        del os.environ["YIZHAN_TRIAL"]
    proc = Path(f"/proc/{child_of(process)}")
    assert b"secret" not in (proc / "environ").read_bytes()
    limits = (proc / "limits").read_text()
    assert "Max file size             0 " in limits
    assert f"Max data size             {MEMORY} " in limits


def test_it_ends_with_the_terminal(process: ReaderProcess) -> None:
    process.open("/files/a", BOOK)
    process.ask("/files/a", first=1, most=1)
    child = child_of(process)
    process.close()
    assert not Path(f"/proc/{child}").exists()


def test_a_file_that_is_not_the_open_one_is_refused(process: ReaderProcess) -> None:
    process.open("/files/a", BOOK)
    with pytest.raises(BadFile):
        process.ask("/files/b", picture=1)
