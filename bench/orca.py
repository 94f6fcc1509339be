"""The same key presses answered by our own voice and by Orca, in one run.

    python -m bench.orca [N]

Terminal, screen, buses, speech daemon (Debian's espeak-ng module) and sound server are
real and the machine is the same: first our voice answers, then Orca is started at the same
terminal, ours falls silent (kiosk.yielding), and the same keys are pressed again. A key's
moment is the order to press it (xdotool), for both: with Orca, Qt asks Orca about a key
before the window gets it, so the moment it gets there would flatter Orca. Orca 43 keeps
events in its queue until another message comes; a key that it does not answer within
``PATIENCE`` is counted apart.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.terminal import line
from tests.harness.assistive import Desktop
from tests.harness.journey import Journey
from tests.harness.sound import pulse

PATIENCE = 2.0
GAP_S = 0.2
"""Longer than any gap in speech: an end earlier than this means that nothing was sounding."""

QUIET_S = 0.4
"""Silence before a key is pressed: what sounds still must not count as its answer."""

ANSWERED = "Tab"
SILENCING = "Ctrl+F8"
"""A key without a command: with both it only silences."""


@dataclass
class Answers:
    """Milliseconds from the key to the first sample, and from the next key to silence."""

    onsets: list[float] = field(default_factory=list)
    silences: list[float] = field(default_factory=list)
    missing: int = 0


def main(tries: int) -> None:
    """Measure both and print them side by side."""
    with tempfile.TemporaryDirectory() as folder, pulse(Path(folder)) as sound:
        server = sound.env["PULSE_SERVER"]
        with Desktop(server) as desktop, Journey(sound, environ=desktop.env) as journey:
            journey.player.press("KP_5")
            journey.player.until(journey.player.spoken, "the home page")
            ours = pressed(journey, tries)
            desktop.start_orca({**journey.screen.env, "PULSE_SERVER": server})
            time.sleep(3)
            theirs = pressed(journey, tries)
    for name, answers in (("ours", ours), ("Orca", theirs)):
        if answers.onsets:
            line(f"{name}: key to first sample", answers.onsets)
            line(f"{name}: key to silence", answers.silences)
        print(f"{name}: keys without an answer {answers.missing} of {tries}")


def pressed(journey: Journey, tries: int) -> Answers:
    """Press the keys and listen."""
    player, sound, answers = journey.player, journey.sound, Answers()
    for _ in range(tries):
        player.press(SILENCING)
        sound.silence_after(time.monotonic(), QUIET_S)
        sound.forget()
        key = time.monotonic()
        player.press(ANSWERED)
        onset = sound.onset_after(key, PATIENCE)
        if onset is None:
            answers.missing += 1
            continue
        answers.onsets.append(1000 * (onset - key))
        time.sleep(0.25)
        key = time.monotonic()
        player.press(SILENCING)
        answers.silences.append(1000 * (sound.silence_after(key - GAP_S) - key))
    return answers


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
