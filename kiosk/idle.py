"""The idle clock: it counts speech as activity and warns before it ends a visit.

WCAG 2.2.1 and 36 CFR 1194 407.5: a warning by sight and sound, at least 20
seconds to answer it with any key, and at least ten times. What a blind visitor
listens to is not idleness, so the clock stands while speech plays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.clock import Clock, Timer


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """Seconds; ``warning`` is the time to answer and never below 20."""

    quiet: float = 90.0
    warning: float = 30.0

    def __post_init__(self) -> None:
        if self.warning < 20:
            raise ValueError("warning below 20 s (WCAG 2.2.1)")


class IdleClock:
    """Calls ``warn`` with the seconds left once a second, then ``expire``.

    ``rescue`` is called when activity comes during the warning.
    """

    def __init__(
        self,
        clock: Clock,
        limits: IdleLimits,
        speaking: Callable[[], bool],
        warn: Callable[[int], None],
        rescue: Callable[[], None],
        expire: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._limits = limits
        self._speaking = speaking
        self._warn = warn
        self._rescue = rescue
        self._expire = expire
        self._timer: Timer | None = None
        self._last = 0.0
        self._warned_at: float | None = None

    @property
    def warning(self) -> bool:
        """True while the warning is shown."""
        return self._warned_at is not None

    @property
    def quiet(self) -> float:
        """Seconds without activity after which the warning comes."""
        return self._limits.quiet

    def start(self) -> None:
        """Begin to count."""
        self._last = self._clock.now()
        self._warned_at = None
        self._again()

    def stop(self) -> None:
        """Count no more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        self._warned_at = None

    def activity(self) -> bool:
        """A key, a touch: everything counts from now. True if it took back the warning."""
        if self._timer is None:
            return False
        self._last = self._clock.now()
        if self._warned_at is None:
            return False
        self._warned_at = None
        self._rescue()
        return True

    def _again(self) -> None:
        self._timer = self._clock.call_later(1.0, self._tick)

    def _tick(self) -> None:
        self._again()
        now = self._clock.now()
        if self._warned_at is None:
            if self._speaking():
                self._last = now
            elif now - self._last >= self._limits.quiet:
                self._warned_at = now
                self._warn(round(self._limits.warning))
            return
        left = self._limits.warning - (now - self._warned_at)
        if left > 0:
            self._warn(round(left))
        else:
            self.stop()
            self._expire()
