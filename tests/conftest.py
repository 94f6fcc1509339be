from __future__ import annotations

import os

from tests.harness.sound import sound_server

# Widgets are drawn in memory unless a test brings a screen of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

__all__ = ["sound_server"]
