"""How fast, how high, how loud: in units that mean something to a listener."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

SLOWEST, FASTEST = 1.6, 28.0
"""Characters of Chinese a second."""

_MEASURED = ((1.6, 80), (2.4, 120), (3.7, 175), (4.4, 200), (6.0, 260), (7.3, 300), (8.4, 350))
_LAST = (9.6, 400)
_STRETCHED = 48.3  # wpm for one character/s from 450 wpm on, where the engine stretches time


@dataclass(frozen=True, slots=True)
class Prosody:
    """The visitor's settings; every visit starts from these defaults."""

    rate: float = 4.4
    """Characters of Chinese a second, 1.6–28; a first-time listener follows 4 to 5."""

    pitch: int = 50
    """0–100."""

    volume: float = 1.0
    """0–1."""

    @property
    def wpm(self) -> int:
        """The engine's words per minute for ``rate``, from measured points.

        Above 400 the engine changes its method and 450 is slower than 400, so the
        curve has two branches and leaves that dip out.
        """
        rate = min(FASTEST, max(SLOWEST, self.rate))
        if rate > _LAST[0]:
            return round(rate * _STRETCHED)
        points = (*_MEASURED, _LAST)
        place = max(1, bisect_left([point[0] for point in points], rate))
        (slow, low), (fast, high) = points[place - 1], points[place]
        return round(low + (high - low) * (rate - slow) / (fast - slow))


DEFAULT = Prosody()
