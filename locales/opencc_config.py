"""Puts our word lists into OpenCC's configuration.

A term must stand in three places: in the segmentation, or it is cut before it can
match; in the first conversion, where it gets its form; and, unchanged, in every later
stage, or the variant table changes it again. The order in each place is glossary,
then our words and OpenCC's phrases together (the longer match wins), then characters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import opencc

Json = Any
"""Part of a configuration: objects, lists, strings."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The word lists above OpenCC; empty ones leave its own conversion."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """Glossary: source and final form."""

    words: Mapping[str, str] = field(default_factory=dict)
    """Guards and boundaries: source and form in OpenCC's standard."""


def share_folder() -> Path:
    """Where OpenCC keeps its dictionaries; a private name of the pinned release."""
    return Path(opencc._opencc_share_dir)


def build(config: str, layers: Layers) -> opencc.OpenCC:
    """A converter for ``config`` (``s2hk``) with ``layers`` above its dictionaries.

    Dictionaries of characters that common fonts cannot draw stay off.
    """
    stock = share_folder() / f"{config}.json"
    if not (layers.terms or layers.words):
        return opencc.OpenCC(str(stock), False)
    with TemporaryDirectory(prefix="opencc-") as folder:
        made = configure(stock, layers, Path(folder))
        path = Path(folder) / "config.json"
        path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        return opencc.OpenCC(str(path), False)


def configure(stock: Path, layers: Layers, folder: Path) -> Json:
    """The configuration ``stock`` with ``layers`` in it; their files go to ``folder``."""
    config = _absolute(json.loads(stock.read_text(encoding="utf-8")), stock.parent)
    words = _dictionary(folder / "words.txt", layers.words)
    terms = _dictionary(folder / "terms.txt", layers.terms)
    final = {form: form for form in layers.terms.values()}
    kept = _dictionary(folder / "kept.txt", final)

    segmentation = config["segmentation"]
    segmentation["dict"] = _first(terms, _longest(words, segmentation["dict"]))
    first, *later = config["conversion_chain"]
    phrases, *rest = first["dict"]["dicts"]
    first["dict"] = _first(terms, _longest(words, phrases), *rest)
    for stage in later:
        stage["dict"] = _first(kept, stage["dict"])
    return config


def _absolute(part: Json, folder: Path) -> Json:
    """The same with absolute dictionary files: OpenCC looks for others in odd places."""
    if isinstance(part, dict):
        return {
            key: str(folder / value) if key == "file" else _absolute(value, folder)
            for key, value in part.items()
        }
    return [_absolute(item, folder) for item in part] if isinstance(part, list) else part


def _dictionary(path: Path, entries: Mapping[str, str]) -> Json | None:
    """A text dictionary of OpenCC, or None for no entries (which it refuses)."""
    if not entries:
        return None
    lines = [f"{source}\t{target}\n" for source, target in sorted(entries.items())]
    path.write_text("".join(lines), encoding="utf-8")
    return {"type": "text", "file": str(path)}


def _first(*dicts: Json | None) -> Json:
    """The first dictionary that has a match decides, even with a shorter one."""
    return _group("short_circuit", dicts)


def _longest(*dicts: Json | None) -> Json:
    """The longest match of all decides; of equal ones the first dictionary's."""
    return _group("union", dicts)


def _group(policy: str, dicts: tuple[Json | None, ...]) -> Json:
    present = [item for item in dicts if item is not None]
    return {"type": "group", "match_policy": policy, "dicts": present}
