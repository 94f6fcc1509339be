"""``main.py doctor`` on a machine where one thing after another is really wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from auth.assertion import new_key
from kiosk.cli.doctor import language_of
from kiosk.config import Config
from kiosk.health import machine, service
from kiosk.health.finding import State
from kiosk.provision import KEY
from locales.catalogue import CATALOGUES
from locales.entries import read_entries
from locales.languages import Language
from tests.harness.hostile import FakeClock, HostileProvider
from tests.harness.portal_server import PortalServer
from tests.harness.sound import pulse, shipped_pulse

ROOT = Path(__file__).parents[4]
NOWHERE = "http://127.0.0.1:9"


def doctor(environ: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Exit code and report of a doctor in a process of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YIZHAN_")}
    done = subprocess.run(
        [sys.executable, "main.py", "doctor", *arguments],
        cwd=ROOT,
        env={**kept, "LC_ALL": "C", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def checks(report: str) -> dict[str, Any]:
    return {each["check"]: each for each in json.loads(report)["checks"]}


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    """Settings of a terminal whose portal and profile are wrong, whose disk is not."""
    path = tmp_path / "yizhan.toml"
    path.write_text(
        f'portal = "{NOWHERE}"\ndata = "{tmp_path}"\nkeymaps = ["none"]\n', encoding="utf-8"
    )
    return path


def test_a_machine_with_sound_is_well(tmp_path: Path) -> None:
    with pulse(tmp_path) as sound:
        code, report = doctor({**sound.env, "YIZHAN_DATA": str(tmp_path)}, "--json")
    states = {check: each["state"] for check, each in checks(report).items()}
    assert code == 0, states
    assert set(states.values()) == {"well"}
    assert json.loads(report)["well"] is True


def test_each_thing_that_is_wrong_is_said_with_its_cure(config_file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    fontconfig = tmp_path / "fonts.conf"
    fontconfig.write_text(
        f"<fontconfig><dir>{tmp_path}/empty</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    code, report = doctor(
        {
            "PULSE_SERVER": f"unix:{tmp_path}/none",
            "FONTCONFIG_FILE": str(fontconfig),
            "YIZHAN_CONFIG": str(config_file),
            "DBUS_SESSION_BUS_ADDRESS": "",
        },
        "--json",
    )
    found = checks(report)
    wrong = {check: each["found"] for check, each in found.items() if each["state"] == "bad"}
    assert code == 1
    assert wrong == {
        "audio": "none",
        "fonts": "missing",
        "credentials": "locked",
        "provider": "unreachable",
        "portal": "unreachable",
        "keymaps": "unreadable",
    }
    assert all(bool(each["cure"]) == (each["state"] != "well") for each in found.values())
    assert "Noto Serif CJK HK" in found["fonts"]["said"]
    assert NOWHERE in found["portal"]["said"]


def test_a_line_each_in_the_language_asked_for(config_file: Path) -> None:
    environ = {"YIZHAN_CONFIG": str(config_file)}
    _, chinese = doctor(environ, "--lang", "zh-Hant-HK")
    _, english = doctor(environ)
    assert len(chinese.splitlines()) == len(english.splitlines()) == 13
    assert "連接不上" in chinese
    assert f"{NOWHERE} cannot be reached" in english


def test_wrong_settings_are_named_and_the_rest_is_not_guessed() -> None:
    code, report = doctor({"YIZHAN_IDLE_QUIET": "soon"}, "--json")
    found = checks(report)
    assert code == 1
    assert found["config"]["facts"]["name"] == "idle_quiet"
    assert "portal" not in found


def test_the_shipped_sound_server_wants_a_loudspeaker_named(tmp_path: Path) -> None:
    with shipped_pulse(tmp_path) as env:
        _, report = doctor({**env, "YIZHAN_DATA": str(tmp_path)}, "--json")
        _, named = doctor(
            {**env, "YIZHAN_DATA": str(tmp_path), "YIZHAN_SPEAKER_SINKS": "hall"}, "--json"
        )
    assert checks(report)["sinks"]["found"] == "silent"
    assert checks(named)["sinks"]["found"] == "missing"
    assert "hall" in checks(named)["sinks"]["said"]


def test_a_loudspeaker_that_is_there_is_well_and_own_voices_are_tried(tmp_path: Path) -> None:
    with pulse(tmp_path) as sound:
        environ = {
            **sound.env,
            "YIZHAN_DATA": str(tmp_path),
            "YIZHAN_SPEAKER_SINKS": "kiosk",
            "YIZHAN_SPEECH_ENGINE": "module:/nowhere/sd",
        }
        code, report = doctor(environ, "--json")
    found = checks(report)
    assert (found["sinks"]["state"], found["engine"]["found"], code) == ("well", "unusable", 0)


def test_a_voice_that_is_missing_is_named(tmp_path: Path) -> None:
    loader = pytest.importorskip("espeakng_loader")
    data = tmp_path / "espeak-ng-data"
    shutil.copytree(loader.get_data_path(), data)
    for voice in data.glob("lang/sit/yue*"):
        voice.unlink()
    code = (
        "from a11y.speech.espeak import Candidate; from kiosk.health.machine import voices;"
        f"found = voices([Candidate({loader.get_library_path()!r}, {str(data)!r})]);"
        "print(found.found, found.facts['voices'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["missing", "yue"]


def test_a_missing_pinyin_engine_is_bad() -> None:
    assert machine.pinyin(lambda _folder: None).found == "missing"


def test_without_an_engine_the_reason_is_given() -> None:
    found = machine.voices([])
    assert (found.state, found.facts["reason"]) == (State.BAD, "library_missing")


def test_a_running_portal_and_its_provider_are_well() -> None:
    with PortalServer(scale=0.01) as running:
        config = Config(portal=running.base_url)
        assert service.portal(config).state is State.WELL
        assert service.provider(config).state is State.WELL
        elsewhere = Config(portal=running.base_url, issuer=f"{running.base_url}/other")
        assert service.provider(elsewhere).found == "distrusted"


@pytest.mark.parametrize(
    ("without", "missing", "found"),
    [
        ((), (), "well"),
        ((), ("device_authorization_endpoint",), "no_phone"),
        (("device",), ("device_authorization_endpoint",), "well"),
        (("device",), ("authorization_endpoint",), "no_way"),
        (("page",), (), "well"),
        (("page", "device"), (), "distrusted"),
    ],
)
def test_the_ways_to_sign_in_that_are_wanted_are_looked_for(
    without: tuple[str, ...], missing: tuple[str, ...], found: str
) -> None:
    with HostileProvider(FakeClock(time.time())) as provider:
        for name in missing:
            del provider.metadata[name]
        config = Config(issuer=provider.issuer, issuer_without=without)
        assert service.provider(config).found == found


def test_an_unsafe_address_is_refused() -> None:
    assert service.portal(Config(portal="http://portal.example")).found == "unsafe"
    assert service.provider(Config(portal="http://portal.example")).found == "distrusted"


def test_a_key_is_looked_for_where_systemd_puts_it(tmp_path: Path) -> None:
    config = Config(portal=NOWHERE)
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert service.credentials(config, environ).found == "empty"
    key = tmp_path / KEY
    key.touch(mode=0o600)
    key.write_text("no key", encoding="utf-8")
    assert service.credentials(config, environ).found == "wrong"
    key.write_text(new_key(), encoding="utf-8")
    assert service.credentials(config, environ).state is State.WELL


def test_visits_on_a_disk_are_bad() -> None:
    assert machine.memory(ROOT).found == "on_disk"
    assert machine.memory(Path("/dev/shm")).state is State.WELL  # noqa: S108 - only looked at
    assert machine.memory(Path("/dev/shm"), least=2**60).found == "full"  # noqa: S108 - as above


def test_a_disk_without_room_or_right_is_bad(tmp_path: Path) -> None:
    assert machine.disk(tmp_path / "new" / "folder").state is State.WELL
    assert machine.disk(tmp_path, least=2**60).found == "full"
    assert machine.disk(Path("/proc/1/none")).found == "readonly"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH_HANS),
        ({"LANG": "zh_SG.UTF-8"}, Language.ZH_HANS),
        ({"LANG": "zh_HK.UTF-8"}, Language.ZH_HANT_HK),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, Language.EN),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({}, Language.EN),
    ],
)
def test_the_report_speaks_the_language_of_the_machine(
    environ: dict[str, str], language: Language
) -> None:
    assert language_of(environ) is language


def test_whatever_is_not_well_has_a_cure_in_the_catalogue() -> None:
    keys = set(read_entries(CATALOGUES / "zh_Hans" / "cli.po"))
    found = {key for key in keys if key.count(".") == 3 and ".state." not in key}
    without = {key for key in found if f"{key}.cure" not in keys}
    assert {key.rpartition(".")[2] for key in without} == {"well", "embedded", "none"}
