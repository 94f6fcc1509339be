"""What stands on the attract screen can be pressed while the first page is on its way."""

from __future__ import annotations

import pytest

from kiosk.actions import commands_of
from kiosk.commands import all_commands
from views.compose.models import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_the_attract_screen_is_a_command(language: str) -> None:
    known = all_commands()
    for target in (f"language.{language}", f"elder.{language}"):
        assert set(commands_of(target)) <= set(known)
    assert commands_of(f"elder.{language}")[-1] == "elder.on"
    assert commands_of("home") == ("home",)
