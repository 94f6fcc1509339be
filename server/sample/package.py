"""Zips of XML parts as office formats are: equal parts give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

EPOCH: Final = (2026, 1, 1, 0, 0, 0)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(parts: Mapping[str, str], first: tuple[str, str] | None = None) -> bytes:
    """The parts by name, compressed; ``first`` is a name and text before them, stored."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        if first is not None:
            package.writestr(zipfile.ZipInfo(first[0], EPOCH), first[1])
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, text)
    return target.getvalue()
