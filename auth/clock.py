"""The two clocks that signing in needs, injected so that tests do not wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """``wall`` is what tokens are compared with, ``steady`` what waiting is measured by.

    Both in seconds; only ``steady`` never jumps when the machine's time is corrected.
    """

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
