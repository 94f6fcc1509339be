from __future__ import annotations

import pytest

from scripts import enter


@pytest.mark.parametrize(
    ("arguments", "purpose", "folders", "command"),
    [
        (["run"], "run", [], []),
        (["test", "--", "make", "-n", "--", "x"], "test", [], ["make", "-n", "--", "x"]),
        (["--bring-back", "build/a", "test", "--", "true"], "test", ["build/a"], ["true"]),
    ],
)
def test_options_come_first_and_the_rest_is_the_command(
    arguments: list[str], purpose: str, folders: list[str], command: list[str]
) -> None:
    options = enter._parse(arguments)
    assert (options.purpose, options.bring_back, options.command) == (purpose, folders, command)
