"""What script conversion and words cost: ``python -m bench.conversion``.

Each figure is the median and the 95th percentile of ``n`` runs, start costs each in
a process of its own. The page is the fullest native one: a collection of 50 items
and an article of 300 blocks, all texts shown for the first time after a switch.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from locales.convert import Converter
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from locales.words import Words

ROOT = Path(__file__).resolve().parent.parent

SENTENCE = "申请人可以持旧证换发新证，复印件一份；里水镇政务服务中心最多只能受理一次。"

START = """
import resource, sys, time
start = time.perf_counter()
from locales.convert import Converter
from locales.languages import Language
imported = time.perf_counter()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
first = Converter(Language.ZH_HANT_HK)
built = time.perf_counter()
second = Converter(Language.ZH_HANT_TW)
both = time.perf_counter()
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(imported - start, built - imported, both - built, (after - before) / 1024)
"""


def timed(run: Callable[[], object], n: int) -> list[float]:
    """Milliseconds of each of ``n`` runs."""
    figures = []
    for _ in range(n):
        start = time.perf_counter()
        run()
        figures.append((time.perf_counter() - start) * 1000)
    return figures


def line(what: str, figures: list[float], unit: str = "ms") -> None:
    """One line of the report."""
    ordered = sorted(figures)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    median = statistics.median(ordered)
    print(f"{what:<46} median {median:9.3f} {unit}  p95 {p95:9.3f} {unit}  n {len(ordered)}")


def start_cost(n: int) -> None:
    """Import, first and second converter, memory: each run in a new process."""
    runs = []
    for _ in range(n):
        done = subprocess.run(
            [sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True
        )
        runs.append([float(figure) for figure in done.stdout.split()])
    imported, first, second, memory = (list(column) for column in zip(*runs, strict=True))
    line("start: import", [figure * 1000 for figure in imported])
    line("start: first converter (HK)", [figure * 1000 for figure in first])
    line("start: second converter (TW)", [figure * 1000 for figure in second])
    line("memory of both converters", memory, "MiB")


def conversions(n: int) -> None:
    """One call for 20, 200 and 5,000 characters."""
    converter = Converter(Language.ZH_HANT_HK)
    for length in (20, 200, 5_000):
        text = (SENTENCE * 200)[:length]
        line(f"convert {length:,} characters", timed(partial(converter.convert, text), n))


def page() -> list[Text]:
    """The texts of 50 items (title, summary, four facts) and 300 blocks of 80 characters."""
    items = [Text(f"{n}号{part}{SENTENCE[:24]}") for n in range(50) for part in "题要甲乙丙丁"]
    blocks = [Text(f"第{n}段{SENTENCE * 2}") for n in range(300)]
    return items + blocks


def switch(n: int) -> None:
    """All texts of the fullest page after a switch, first unseen, then again."""
    texts = page()
    characters = sum(len(text.source) for text in texts)
    first, again = [], []
    for _ in range(n):
        projector = Projector(Language.ZH_HANT_TW)
        projector.show(Text("先"))  # the converter is built at the start, off this thread
        show_all = partial(show, projector, texts)
        first += timed(show_all, 1)
        again += timed(show_all, 1)
    line(f"switch: {len(texts)} texts, {characters:,} characters", first)
    line("switch back: the same texts", again)


def show(projector: Projector, texts: list[Text]) -> None:
    """Each text as the screen shows it."""
    for text in texts:
        projector.show(text)


def words(n: int) -> None:
    """A new language's words: catalogues read, and one word a domain."""

    def first_words() -> None:
        said = Words(Language.ZH_HANT_HK, lenient=True)
        for domain in ("screens", "reading", "errors"):
            said(f"{domain}.none")

    line("words: catalogues of one language", timed(first_words, n))


if __name__ == "__main__":
    start_cost(7)
    conversions(200)
    switch(20)
    words(20)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
