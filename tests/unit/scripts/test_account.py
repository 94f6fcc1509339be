from __future__ import annotations

import os
from pathlib import Path

from scripts import account
from scripts.places import STATE, Places, Purpose

GIVEN = {
    "PATH": "/somewhere",
    "HOME": "/home/somebody",
    "API_KEY": "secret",
    "DISPLAY": ":0",
    "PORTAL_BASE_URL": "https://example.org",
}


def _places(purpose: Purpose, *, as_root: bool) -> Places:
    return Places(Path("/checkout"), purpose, as_root)


def test_root_s_environment_does_not_reach_the_programs() -> None:
    env = account.clean_environment(_places(Purpose.RUN, as_root=True), GIVEN)
    assert "API_KEY" not in env
    assert env["HOME"] == str(STATE / "home")
    assert env["PATH"].split(":")[0] == str(STATE / "venv" / "bin")


def test_the_screen_and_the_portal_s_settings_do() -> None:
    env = account.clean_environment(_places(Purpose.RUN, as_root=True), GIVEN)
    assert (env["DISPLAY"], env["PORTAL_BASE_URL"]) == (":0", "https://example.org")


def test_a_test_never_uses_the_data_of_the_terminal_that_runs_here() -> None:
    run = account.clean_environment(_places(Purpose.RUN, as_root=True), GIVEN)
    test = account.clean_environment(_places(Purpose.TEST, as_root=True), GIVEN)
    assert run["YIZHAN_DATA"] == str(STATE / "data")
    assert "YIZHAN_DATA" not in test


def test_an_ordinary_user_keeps_the_own_environment() -> None:
    env = account.clean_environment(_places(Purpose.RUN, as_root=False), GIVEN)
    assert env == {**GIVEN, "PATH": "/checkout/.venv/bin:/somewhere"}


def test_running_as_root_and_testing_use_different_copies() -> None:
    run, test = (_places(purpose, as_root=True).tree for purpose in Purpose)
    assert run != test
    assert _places(Purpose.TEST, as_root=False).tree == Path("/checkout")


def test_what_another_account_would_do_is_done_here_without_one() -> None:
    assert account.act_as(None, os.getpid) == os.getpid()
