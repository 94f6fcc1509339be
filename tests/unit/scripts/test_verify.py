from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import children, verify
from scripts.verify import NO_TESTS, Step


@pytest.mark.parametrize(("code", "passed"), [(0, True), (1, False), (NO_TESTS, False)])
def test_a_step_passes_with_zero_only(code: int, passed: bool) -> None:
    assert Step("step", ()).passed(code) is passed


def test_a_kind_of_test_that_may_be_missing_passes_without_tests() -> None:
    assert Step("step", (), may_be_empty=True).passed(NO_TESTS)
    assert not Step("step", (), may_be_empty=True).passed(1)


def test_a_failing_step_fails_the_whole_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = Step("bad", (sys.executable, "-c", "print('2 failed'); exit(3)"))
    good = Step("good", (sys.executable, "-c", "print('5 passed')"))
    monkeypatch.setitem(verify.PARTS, "lint", lambda: [bad, good])
    monkeypatch.setattr(children, "stop_on_signals", lambda: None)
    monkeypatch.setattr(children, "adopt_orphans", lambda: None)
    assert verify.main(["lint"]) == 1
    summary = capfd.readouterr().out.partition("== summary\n")[2].splitlines()
    assert summary[0].startswith("FAILED (3)")
    assert summary[0].endswith("2 failed")
    assert summary[1].startswith("ok ")


def test_every_folder_with_tests_is_in_a_long_job_and_in_one_only() -> None:
    (rest,) = verify.PARTS["long:rest"]()
    for name, paths in verify.JOBS.items():
        (step,) = verify.PARTS[f"long:{name}"]()
        for path in paths:
            assert path in step.command
            assert path.startswith("--ignore=") or Path(path).is_dir()
            assert path.startswith("--ignore=") or f"--ignore={path}" in rest.command
    assert [step.name for step in verify.long()] == [
        *(f"long: {name}" for name in verify.JOBS),
        "long: rest",
    ]
