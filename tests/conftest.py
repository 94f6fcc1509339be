from __future__ import annotations

import os

from hypothesis import settings

from tests.harness.sound import sound_server

# Widgets are drawn in memory unless a test brings a screen of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Time is measured in bench/; a limit to each example trips where a table is loaded on first use.
settings.register_profile("yizhan", deadline=None)
settings.load_profile("yizhan")

__all__ = ["sound_server"]
