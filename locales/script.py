"""Whether a text is already traditional, so that it is never converted twice.

A conversion of a conversion is wrong in one sentence of ten. A page that is marked
with the wrong language, or quotes in traditional characters, is left as it stands.

The characters that only one script has are data (``only_simplified.txt``,
``only_traditional.txt``), derived from OpenCC's tables by ``python -m locales.script``.
"""

from __future__ import annotations

from pathlib import Path

from locales.glossary import DATA
from locales.opencc_config import build

_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000))  # CJK Extension A and the basic block


class ScriptTest:
    """Looks for characters that only one script has."""

    def __init__(self, data: Path = DATA) -> None:
        self._simplified = _characters(data / "only_simplified.txt")
        self._traditional = _characters(data / "only_traditional.txt")

    def traditional(self, text: str) -> bool:
        """True for text with traditional characters and without simplified ones."""
        used = set(text)
        return not used.isdisjoint(self._traditional) and used.isdisjoint(self._simplified)


def derive(data: Path = DATA) -> dict[str, str]:
    """The two tables by file name, from OpenCC's.

    ``also_simplified.txt`` lists what they call traditional although simplified text has
    it too (乾隆, 瞭望, the surname 於), ``also_traditional.txt`` what they call simplified
    although traditional text has it too (里程, 只有, 皇后).
    """
    every = [chr(code) for start, stop in _RANGES for code in range(start, stop)]
    joined = "\n".join(every)
    forward = build("s2t", {}).convert(joined).split("\n")
    back = build("t2s", {}).convert(joined).split("\n")
    simplified = {a for a, b in zip(every, forward, strict=True) if a != b}
    traditional = {a for a, b in zip(every, back, strict=True) if a != b}
    only_traditional = traditional - simplified - _characters(data / "also_simplified.txt")
    only_simplified = simplified - _characters(data / "also_traditional.txt")
    return {
        "only_simplified.txt": "".join(sorted(only_simplified)) + "\n",
        "only_traditional.txt": "".join(sorted(only_traditional)) + "\n",
    }


def _characters(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8")) - {"\n"}


if __name__ == "__main__":
    for name, text in derive().items():
        (DATA / name).write_text(text, encoding="utf-8")
