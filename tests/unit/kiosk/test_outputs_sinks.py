"""Watching the sinks ends, whatever the program that tells of them does."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from kiosk.outputs_sinks import SinkWatch


def test_it_ends_though_nobody_may_ask_the_program_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Children have the signals blocked that their parent's thread has."""
    pactl = tmp_path / "pactl"
    pactl.write_text("#!/bin/sh\nexec sleep 30\n")
    pactl.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        watch = SinkWatch(["speaker"], lambda _there: None)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    ending = threading.Thread(target=watch.close, daemon=True)
    ending.start()
    ending.join(10)
    assert not ending.is_alive()
