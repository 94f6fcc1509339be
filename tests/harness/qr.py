"""Reading QR codes out of pixels, as a phone does: libzbar, which is none of our code."""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_int, c_uint, c_ulong, c_void_p
from pathlib import Path
from typing import cast

from PySide6.QtGui import QImage

_QRCODE, _ENABLE = 64, 0
_Y800 = int.from_bytes(b"Y800", "little")


def codes_in(picture: QImage | Path) -> list[str]:
    """The texts of all codes in a picture."""
    image = picture if isinstance(picture, QImage) else QImage(str(picture))
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [
        bytes(cast("memoryview", grey.constScanLine(y)))[: grey.width()]
        for y in range(grey.height())
    ]
    return _scan(b"".join(rows), grey.width(), grey.height())


def _scan(data: bytes, width: int, height: int) -> list[str]:
    zbar = _library()
    scanner, image = zbar.zbar_image_scanner_create(), zbar.zbar_image_create()
    try:
        zbar.zbar_image_scanner_set_config(scanner, _QRCODE, _ENABLE, 1)
        zbar.zbar_image_set_format(image, _Y800)
        zbar.zbar_image_set_size(image, width, height)
        zbar.zbar_image_set_data(image, data, len(data), None)
        zbar.zbar_scan_image(scanner, image)
        found = []
        symbol = zbar.zbar_image_first_symbol(image)
        while symbol:
            found.append(zbar.zbar_symbol_get_data(symbol).decode())
            symbol = zbar.zbar_symbol_next(symbol)
        return found
    finally:
        zbar.zbar_image_destroy(image)
        zbar.zbar_image_scanner_destroy(scanner)


def _library() -> ctypes.CDLL:
    zbar = ctypes.CDLL("libzbar.so.0")
    for name, result, *arguments in (
        ("zbar_image_scanner_create", c_void_p),
        ("zbar_image_create", c_void_p),
        ("zbar_image_scanner_set_config", c_int, c_void_p, c_int, c_int, c_int),
        ("zbar_image_set_format", None, c_void_p, c_ulong),
        ("zbar_image_set_size", None, c_void_p, c_uint, c_uint),
        ("zbar_image_set_data", None, c_void_p, c_char_p, c_ulong, c_void_p),
        ("zbar_scan_image", c_int, c_void_p, c_void_p),
        ("zbar_image_first_symbol", c_void_p, c_void_p),
        ("zbar_symbol_next", c_void_p, c_void_p),
        ("zbar_symbol_get_data", c_char_p, c_void_p),
        ("zbar_image_destroy", None, c_void_p),
        ("zbar_image_scanner_destroy", None, c_void_p),
    ):
        call = getattr(zbar, name)
        call.restype, call.argtypes = result, arguments
    return zbar
