"""The lock files fix every package, for running and for testing alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gates import lock_rules

FOLDER = Path(__file__).resolve().parents[2] / "requirements"
HASH = "--hash=sha256:" + "a" * 64


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_package_is_pinned_with_a_hash_and_no_place(name: str) -> None:
    assert lock_rules.faults(_text(name)) == []
    assert len(lock_rules.read(_text(name))) > 20


def test_what_is_tested_is_what_runs() -> None:
    run, dev = lock_rules.read(_text("run.txt")), lock_rules.read(_text("dev.txt"))
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["run", "dev"])
def test_the_lock_holds_what_was_asked_for(name: str) -> None:
    locked = lock_rules.read(_text(f"{name}.txt"))
    asked = lock_rules.asked(_text(f"{name}.in"))
    wrong = [
        package
        for package, version in asked.items()
        if package not in locked or version not in (None, locked[package].version)
    ]
    assert wrong == [], "type: make lock"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("requests", "is not pinned"),
        ("requests>=2", "is not pinned"),
        ("requests==2.34.2", "has no hash"),
        ("requests==2.34.2 --hash=sha256:short", "has no hash"),
        (f"requests @ https://example.org/requests.whl {HASH}", "names a place"),
        ("--extra-index-url https://example.org", "names a place"),
    ],
)
def test_a_loose_requirement_is_found(line: str, fault: str) -> None:
    good = f"a==1 \\\n    {HASH}\n"
    assert lock_rules.faults(good) == []
    assert [found.partition(": ")[2] for found in lock_rules.faults(good + line)] == [fault]


def test_a_lock_that_lags_behind_is_found() -> None:
    assert lock_rules.asked("-r run.in\nDjango==5.2.19\ndjango_stubs[x]  # why\n") == {
        "django": "5.2.19",
        "django-stubs": None,
    }
