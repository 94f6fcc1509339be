from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.cli.shots import run
from tests.harness.pages import page
from tests.harness.stored_portal import StoredPortal


def test_every_screen_is_saved_at_its_size(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with StoredPortal() as portal:
        portal.pages["/"] = page("home", address="/")
        asked = ["--portal", portal.url, "--format", "portrait", "--language", "en"]
        code = run([str(tmp_path), *asked, "--look", "elder", "--json"])
    files = sorted(tmp_path.rglob("*.png"))
    assert code == 0
    assert json.loads(capsys.readouterr().out) == {"pictures": len(files)}
    names = {file.stem for file in files}
    assert {"home", "attract", "dialog-menu", "sign-in-waiting", "error-network"} <= names
    assert {file.parent.relative_to(tmp_path) for file in files} == {Path("portrait/en/elder")}
    assert all((QImage(str(f)).width(), QImage(str(f)).height()) == (1080, 1920) for f in files)


@pytest.mark.long  # it asks again for 40 s, as the terminal does
def test_a_portal_that_is_away_is_said(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with StoredPortal() as portal:
        gone = portal.url
    code = run([str(tmp_path), "--portal", gone, "--language", "en"])
    assert code == 0
    assert not list(tmp_path.rglob("home.png"))
    assert list(tmp_path.rglob("attract.png"))
    capsys.readouterr()
