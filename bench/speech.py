"""Key to first sample, and cancel to silence, on what is really heard.

    python -m bench.speech [N]

A child process speaks into a private null sink that is recorded; "key" is the call
``SpeechManager.speak`` on the GUI thread. The rig's own lag is measured with a
sine made inside the sound server and is stated, not subtracted.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.harness.sound import Sound, pulse
from tests.harness.speaker import Child, speaking

TEXTS = ("网上信访", "佛山市人民政府", "第2页，共120项", "返回首页", "政府信息公开目录")

GAP_S = 0.2
"""Longer than any gap in speech: an end earlier than this means that nothing was sounding."""


def figures(values: Sequence[float]) -> dict[str, float]:
    """Least, median, p95, maximum (ms) and n."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    ms = {"min": ordered[0], "median": statistics.median(ordered), "p95": p95, "max": ordered[-1]}
    return {name: round(value * 1000, 1) for name, value in ms.items()} | {"n": len(ordered)}


def rig_lag(sound: Sound, tries: int = 20) -> tuple[list[float], list[float]]:
    """A sine made inside the server: onset after the order was given, and after it was done.

    The true lag of the rig lies between the two; what is between is the command's own time.
    """
    given: list[float] = []
    done: list[float] = []
    for _ in range(tries):
        time.sleep(0.1)
        sound.forget()
        start = time.monotonic()
        module = sound.pactl("load-module", "module-sine", "sink=kiosk", "frequency=440")
        end = time.monotonic()
        heard = sound.onset_after(start, 1.0)
        sound.pactl("unload-module", module)
        if heard is not None:
            given.append(heard - start)
            done.append(heard - end)
    return given, done


def measure(sound: Sound, child: Child, tries: int) -> tuple[list[float], list[float], list[float]]:
    """Onset, end and the time ``speak`` took, of ``tries`` utterances cut short."""
    onsets: list[float] = []
    ends: list[float] = []
    calls: list[float] = []
    for number in range(tries):
        sound.forget()
        said = child.ask("say", text=TEXTS[number % len(TEXTS)])
        heard = sound.onset_after(said["at"])
        if heard is None:
            raise RuntimeError("nothing was heard")
        onsets.append(heard - said["at"])
        calls.append(said["took"])
        time.sleep(0.2 + 0.013 * (number % 20))
        cancelled = child.ask("cancel")
        # From before the cancel on, so that a cut in a gap between syllables shows as negative.
        ends.append(sound.silence_after(cancelled["at"] - GAP_S) - cancelled["at"])
    return onsets, ends, calls


def main(tries: int) -> None:
    """Print one JSON line per figure, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, pulse(Path(folder)) as sound:
        given, done = rig_lag(sound)
        with speaking(sound.env) as child:
            child.ask("say", text=TEXTS[0])
            time.sleep(1.5)
            onsets, ends, calls = measure(sound, child, tries)
    for name, values in (
        ("rig: order given to sine heard", given),
        ("rig: order done to sine heard", done),
        ("speak() to first sample", onsets),
        ("cancel() to last sample", ends),
        ("speak() on the GUI thread", calls),
    ):
        print(json.dumps({"measure": name, "ms": figures(values)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
