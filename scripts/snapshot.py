"""Saves what the X display DISPLAY shows as a PNG: ``python -m scripts.snapshot FILE``.

A program of its own, because Xlib ends the process that meets an error. It needs no image
library and works on real and virtual screens alike.
"""

from __future__ import annotations

import ctypes
import struct
import sys
import zlib
from pathlib import Path

_Z_PIXMAP = 2  # X.h: whole pixels
_ALL_PLANES = 0xFFFFFFFF


class _Image(ctypes.Structure):
    """The first members of XImage (Xlib.h)."""

    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_char)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
        ("bits_per_pixel", ctypes.c_int),
    ]


def grab() -> tuple[int, int, bytes]:
    """Width, height and the pixels of the display as BGRX; raises OSError without one."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(xlib.XOpenDisplay(None))
    if not display:
        raise OSError("the X display cannot be opened")
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    root = ctypes.c_ulong(xlib.XDefaultRootWindow(display))
    width, height = xlib.XDisplayWidth(display, 0), xlib.XDisplayHeight(display, 0)
    xlib.XGetImage.restype = ctypes.POINTER(_Image)
    got = xlib.XGetImage(display, root, 0, 0, width, height, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP)
    image = got.contents
    if image.bits_per_pixel != 32 or image.bytes_per_line != width * 4 or image.byte_order:
        raise OSError("the X display is not of 32 bits a pixel, low byte first")
    return width, height, ctypes.string_at(image.data, width * height * 4)


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG (RFC 2083) of BGRX pixels."""
    colours = bytearray(width * height * 3)
    for channel in range(3):
        colours[channel::3] = pixels[2 - channel :: 4]
    line = width * 3
    rows = b"".join(b"\0" + colours[row * line : (row + 1) * line] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits of R, G and B
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(png(*grab()))
