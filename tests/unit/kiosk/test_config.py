from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import BadConfig, Config, load


def test_without_settings_the_defaults_hold() -> None:
    assert load({}) == Config()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "terminal.toml"
    file.write_text('place = "A"\nidle_quiet = 60\nfullscreen = false\nkeymaps = ["keyboard"]')
    config = load({"YIZHAN_CONFIG": str(file), "YIZHAN_PLACE": "B"})

    assert config == Config(place="B", idle_quiet=60.0, fullscreen=False, keymaps=("keyboard",))


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"YIZHAN_IDLE_QUIET": "soon"}, "idle_quiet"),
        ({"YIZHAN_FULLSCREEN": "perhaps"}, "fullscreen"),
        ({"YIZHAN_CONFIG": "/does/not/exist"}, "YIZHAN_CONFIG"),
    ],
)
def test_a_wrong_setting_is_named(environ: dict[str, str], name: str) -> None:
    with pytest.raises(BadConfig) as caught:
        load(environ)

    assert caught.value.name == name


@pytest.mark.parametrize(
    ("text", "name"), [("colour = 1", "colour"), ("place = 3", "place"), ("= x", "YIZHAN_CONFIG")]
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, name: str) -> None:
    file = tmp_path / "terminal.toml"
    file.write_text(text)
    with pytest.raises(BadConfig) as caught:
        load({"YIZHAN_CONFIG": str(file)})

    assert caught.value.name == name
