from __future__ import annotations

from tests.harness.sound import sound_server

__all__ = ["sound_server"]
