"""docs/openacr.yaml, an Open Accessibility Conformance Report, made from docs/accessibility.md.

    python -m scripts.openacr > docs/openacr.yaml

What a line of the table answers, and how far, is data (docs/openacr/requirements.toml).
A criterion that several lines answer has the least of their levels and all their remarks.
The numbers of the catalogue, and the schema, are those of GSA/openacr (0.3.8).
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "docs" / "openacr"

_LEAST = (
    "does-not-support",
    "partially-supports",
    "not-evaluated",
    "supports",
    "not-applicable",
)
_WCAG = "success_criteria"

_HEAD = {
    "title": "Yizhan Accessibility Conformance Report",
    "author": {"name": "The makers of Yizhan", "email": "makers@yizhan.example"},
    "version": 1,
    "evaluation_methods_used": "Automatic tests, by name in the remarks "
    "(docs/accessibility.md). Nobody has used the terminal for this report.",
    "license": "GPL-3.0-or-later",
}
_PRODUCT = {
    "name": "Yizhan",
    "description": "Accessible terminal for public service centres (software).",
}
_NOTES = (
    "Criteria that are not listed have not been looked at; what a terminal's hardware must do is "
    "not-applicable to this software. Requirements without a criterion in this catalogue:"
)


def rows() -> dict[str, str]:
    """The table: each requirement with what shows it."""
    text = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| (A-\d\d) \| (.+) \|$", text, re.MULTILINE))


def claims() -> dict[str, dict[str, Any]]:
    """For each requirement its level and the criteria that it answers."""
    return tomllib.loads((DATA / "requirements.toml").read_text(encoding="utf-8"))


def catalogue() -> dict[str, Any]:
    """Name, levels and the criteria of each chapter in the catalogue of OpenACR."""
    found: dict[str, Any] = json.loads((DATA / "criteria.json").read_text(encoding="utf-8"))
    return found


def report() -> dict[str, Any]:
    """The report as data; KeyError for a requirement without a line in the table."""
    shown, said, known = rows(), claims(), catalogue()
    bare = [f"{name} ({claim['level']})" for name, claim in said.items() if not claim["criteria"]]
    return {
        **_HEAD,
        "product": {**_PRODUCT, "version": _version()},
        "notes": f"{_NOTES} {', '.join(bare)}.",
        "catalog": known["catalog"],
        "chapters": {
            chapter: {"criteria": found}
            for chapter, numbers in known["chapters"].items()
            if (found := list(_criteria(chapter, numbers, said, shown)))
        },
    }


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def _criteria(
    chapter: str,
    numbers: list[str],
    said: Mapping[str, dict[str, Any]],
    shown: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    component = "software" if chapter.startswith(_WCAG) else "none"
    for number in numbers:
        names = [name for name, claim in said.items() if number in claim["criteria"]]
        if names:
            level = min((said[name]["level"] for name in names), key=_LEAST.index)
            notes = " ".join(f"{name}: {shown[name]}." for name in names)
            adherence = {"level": level, "notes": notes}
            yield {"num": number, "components": [{"name": component, "adherence": adherence}]}


def written(thing: object, depth: int = 0) -> str:
    """Maps, lists, texts and whole numbers as YAML; every text in quotes (YAML 1.2, 7.3.1)."""
    pad = "  " * depth
    if isinstance(thing, dict):
        return "".join(f"\n{pad}{key}:{written(value, depth + 1)}" for key, value in thing.items())
    if isinstance(thing, list):
        return "".join(f"\n{pad}- {written(one, depth + 1).lstrip()}" for one in thing)
    return " " + json.dumps(thing, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write("# Made by `python -m scripts.openacr`; a test compares it. Do not edit.")
    sys.stdout.write(written(report()) + "\n")
