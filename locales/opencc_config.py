"""Puts our words into OpenCC's configuration.

A word must stand in the segmentation, or it is cut before it can match, and in the
first conversion, where it gets its form in OpenCC's standard; the variant stages after
it then give the form of Hong Kong or Taiwan. In both places the longest match of our
words and OpenCC's phrases wins, and ours where both have it.

OpenCC shares dictionaries and their index (40 MiB) between converters of a process
only where every file is the same; so the words are one compiled file for all variants,
made by ``python -m locales.compile``. Without it they stand in the configuration itself,
and each variant costs those 40 MiB again.

OpenCC reads a configuration from a file only. It is one in memory without a name: a
terminal's folders are deleted when its process is ended, which may be while it builds.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import opencc

from locales.glossary import DATA

Json = Any
"""Part of a configuration: objects, lists, strings."""


def share_folder() -> Path:
    """Where OpenCC keeps its dictionaries; a private name of the pinned release."""
    return Path(opencc._opencc_share_dir)


def build(config: str, words: Mapping[str, str], folder: Path = DATA) -> opencc.OpenCC:
    """A converter for ``config`` (``s2hk``) with ``words`` above its dictionaries.

    ``folder`` is where the compiled words are, if there are any. Dictionaries of
    characters that common fonts cannot draw stay off.
    """
    stock = share_folder() / f"{config}.json"
    if not words:
        return opencc.OpenCC(str(stock), False)
    made = json.dumps(configure(stock, _dictionary(words, folder)), ensure_ascii=False)
    with os.fdopen(os.memfd_create("opencc"), "wb") as file:
        file.write(made.encode())
        file.flush()
        return opencc.OpenCC(f"/proc/self/fd/{file.fileno()}", False)


def configure(stock: Path, words: Json) -> Json:
    """The configuration ``stock`` with the dictionary ``words`` in its places."""
    config = _absolute(json.loads(stock.read_text(encoding="utf-8")), stock.parent)
    segmentation = config["segmentation"]
    segmentation["dict"] = _longest(words, segmentation["dict"])
    phrases, *characters = config["conversion_chain"][0]["dict"]["dicts"]
    config["conversion_chain"][0]["dict"]["dicts"] = [_longest(words, phrases), *characters]
    return config


def compile_words(words: Mapping[str, str], folder: Path = DATA) -> Path:
    """Writes the compiled form of ``words`` to ``folder``, removing that of other words.

    Raises OSError or CalledProcessError where OpenCC's compiler does not run.
    """
    target = compiled_path(words, folder)
    with TemporaryDirectory(prefix="opencc-") as scratch:
        text = _write_text(words, Path(scratch))
        compiler = share_folder().parents[1] / "bin" / "opencc_dict"
        made = Path(scratch) / target.name
        subprocess.run(  # noqa: S603  # a program of the pinned package, with our own files
            [compiler, "-i", text, "-o", made, "-f", "text", "-t", "ocd2"], check=True
        )
        for old in folder.glob("words-*.ocd2"):
            old.unlink()
        target.write_bytes(made.read_bytes())
    return target


def compiled_path(words: Mapping[str, str], folder: Path = DATA) -> Path:
    """Where the compiled form of exactly these words is, or would be."""
    return folder / f"words-{hashlib.sha256(_lines(words)).hexdigest()[:16]}.ocd2"


def _dictionary(words: Mapping[str, str], folder: Path) -> Json:
    compiled = compiled_path(words, folder)
    if compiled.exists():
        return {"type": "ocd2", "file": str(compiled)}
    return {"type": "inline", "entries": dict(sorted(words.items()))}


def _write_text(words: Mapping[str, str], folder: Path) -> Path:
    path = folder / "words.txt"
    path.write_bytes(_lines(words))
    return path


def _lines(words: Mapping[str, str]) -> bytes:
    """The text form of an OpenCC dictionary, always in the same order."""
    return "".join(f"{word}\t{form}\n" for word, form in sorted(words.items())).encode()


def _absolute(part: Json, folder: Path) -> Json:
    """The same with absolute dictionary files: OpenCC looks for others in odd places."""
    if isinstance(part, dict):
        return {
            key: str(folder / value) if key == "file" else _absolute(value, folder)
            for key, value in part.items()
        }
    return [_absolute(item, folder) for item in part] if isinstance(part, list) else part


def _longest(*dicts: Json) -> Json:
    """The longest match of all decides; of equal ones the first dictionary's."""
    return {"type": "group", "match_policy": "union", "dicts": list(dicts)}
