"""Small pictures drawn by code (PNG, ISO/IEC 15948), so that no photograph needs a licence."""

from __future__ import annotations

import struct
import tomllib
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Final

MEDIA_TYPE: Final = "image/png"
WIDTH: Final = 320
HEIGHT: Final = 180
_FILE: Final = Path(__file__).resolve().parent / "pictures.toml"
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PALETTE: Final = (
    (0xBF, 0xDD, 0xF2),  # 0 sky
    (0x5B, 0x8C, 0x5A),  # 1 grass
    (0x9A, 0x5B, 0x3C),  # 2 brick
    (0x3E, 0x4A, 0x5E),  # 3 slate
    (0xF4, 0xEB, 0xD9),  # 4 wall
    (0x2F, 0x6F, 0xA8),  # 5 water
    (0xE0, 0xB0, 0x30),  # 6 lamp
    (0x1C, 0x1C, 0x1C),  # 7 line
)


@lru_cache(maxsize=1)
def scenes() -> dict[str, list[list[int]]]:
    """Names and rectangles of all pictures."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def picture(name: str) -> bytes:
    """The scene as a PNG file; equal names give equal bytes."""
    rows = [bytearray(WIDTH) for _ in range(HEIGHT)]
    for colour, left, top, width, height in scenes()[name]:
        for row in rows[top : top + height]:
            row[left : left + width] = bytes([colour]) * min(width, WIDTH - left)
    raw = b"".join(b"\x00" + bytes(row) for row in rows)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    palette = b"".join(bytes(colour) for colour in _PALETTE)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", head),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(raw, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
