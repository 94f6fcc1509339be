"""The whole terminal, as a visitor meets it: start, answers to keys, hand-over, memory.

Everything is real: X key events, the window on a virtual screen, recorded sound.
Times are milliseconds from the process's start or from the key's arrival in the
window's filter; the recording adds some milliseconds of its own (bench/speech.py).

    python -m bench.terminal [KEYS [HANDOVERS]]
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.harness.journey import Journey
from tests.harness.sound import Sound, pulse

TICKS = os.sysconf("SC_CLK_TCK")


def main(arguments: list[str]) -> None:
    """Measure and print."""
    keys, handovers = (int(a) for a in (*arguments, "40", "8")[:2])
    with tempfile.TemporaryDirectory() as folder, pulse(Path(folder)) as sound:
        starts(sound, runs=5)
        with Journey(sound) as journey:
            answers(journey, keys)
            memory(journey)
            hand_over(journey, handovers)


def starts(sound: Sound, runs: int) -> None:
    """From the start of a terminal's process until keys are heard, and to its first sound.

    The first picture comes earlier: ``bench.start``.
    """
    heeds, words = [], []
    for _ in range(runs):
        with Journey(sound) as journey:
            shown = event(journey, "shown")
            born = started(shown_pid(journey))
            heeds.append(1000 * (shown - born))
            heard = sound.onset_after(born, 10)
            words.append(1000 * ((heard or float("nan")) - born))
    line("start until keys are heard", heeds)
    line("start to first spoken word", words)


def answers(journey: Journey, count: int) -> None:
    """From a key to the first sample of its answer, and to the silence of the one before."""
    player, sound = journey.player, journey.sound
    player.press("KP_5")
    player.until(player.spoken, "the home page")
    onsets, silences = [], []
    for number in range(count):
        player.silence()
        sound.forget()
        player.press("Down" if number % 20 < 10 else "Up")
        key = event(journey, "key")
        onset = sound.onset_after(key)
        if onset is not None:
            onsets.append(1000 * (onset - key))
        time.sleep(0.25)
        player.press("F6")  # a pause has no answer of its own; a key that does nothing has a tone
        key = event(journey, "key")
        silences.append(1000 * (sound.silence_after(key - 0.2) - key))
    line("key to first sample", onsets)
    line("key to silence", silences)


def hand_over(journey: Journey, count: int) -> None:
    """From the death of the shown terminal to the spare on the screen."""
    times = []
    for number in range(count):
        ready(journey, number)
        pid = shown_pid(journey)
        killed = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        journey.trial.await_shown(number + 2)
        times.append(1000 * (event(journey, "shown") - killed))
    line("hand-over", times)


def ready(journey: Journey, number: int) -> None:
    """Wait until a spare has been drawn behind the terminal that is shown."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        text = journey.trial.transcript.read_text(encoding="utf-8")
        if len({line.split('"pid": ')[1].split(",")[0] for line in text.splitlines()}) > number + 1:
            time.sleep(1.0)
            return
        time.sleep(0.1)


def memory(journey: Journey) -> None:
    """Proportional set size of each process, in MiB."""
    pids = {"supervisor": journey.trial.pid, "server": journey.server_pid()}
    terminals = [p for p in children(journey.trial.pid) if p not in pids.values()]
    shown = shown_pid(journey)
    pids["terminal"] = shown
    pids["spare"] = next(pid for pid in terminals if pid != shown)
    for name, pid in pids.items():
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        pss = next(row.split()[1] for row in rollup.splitlines() if row.startswith("Pss:"))
        print(f"{'memory of ' + name:28} {int(pss) / 1024:8.0f} MiB PSS")


def children(pid: int) -> list[int]:
    """Processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


def started(pid: int) -> float:
    """When a process began, on the monotonic clock."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[19]) / TICKS


def event(journey: Journey, kind: str) -> float:
    """When the last event of a kind happened."""
    return float(str([e for e in journey.player.events() if e["event"] == kind][-1]["at"]))


def shown_pid(journey: Journey) -> int:
    """The terminal that is shown."""
    return int(str([e for e in journey.player.events() if e["event"] == "shown"][-1]["pid"]))


def line(name: str, values: Sequence[float]) -> None:
    """Median, 95th percentile, maximum and how many."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    print(
        f"{name:28} median {statistics.median(ordered):7.1f}  p95 {p95:7.1f}  "
        f"max {ordered[-1]:7.1f} ms  n={len(ordered)}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
