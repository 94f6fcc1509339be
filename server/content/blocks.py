"""Checks blocks against the published schema of the page vocabulary."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "page.schema.json"


@lru_cache(maxsize=1)
def page_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of docs/pages.md."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _blocks_validator() -> Any:
    """A validator for a list of blocks; imported late, as only the desk needs it."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 0.1 s that a start can save

    schema = page_schema()
    return Draft202012Validator(
        {"$schema": schema["$schema"], "$ref": "#/$defs/blocks", "$defs": schema["$defs"]}
    )


def block_faults(blocks: object) -> list[str]:
    """What is wrong with ``blocks``, as ``place: fault``; empty when they may be published."""
    faults = [
        f"{'/'.join(map(str, error.absolute_path))}: {_('is not as pages are written')}"
        f" ({error.validator})"
        for error in _blocks_validator().iter_errors(blocks)
    ]
    return faults or _doubled(blocks)


def _doubled(blocks: Any) -> list[str]:
    """Ids that occur twice, as they would name two places of a page."""
    seen: set[str] = set()
    twice: list[str] = []
    for block in blocks:
        for name in ids_in(block):
            if name in seen:
                twice.append(f"{name}: {_('this id occurs twice')}")
            seen.add(name)
    return twice


def ids_in(block: dict[str, Any]) -> list[str]:
    """The id of a block and those of its parts that carry one."""
    found = [block["id"]] if "id" in block else []
    for member in ("items", "rows", "facts", "links"):
        for part in block.get(member, ()):
            found.extend(ids_in(part))
    return found
