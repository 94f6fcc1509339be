"""How long one step takes on a page of 20,000 nodes: ``python -m bench.reading``.

Budget: p95 of 1 ms a step of any kind (docs/accessibility.md). The lists of a kind are made
once a document; how long the first step of each kind takes is shown beside it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from a11y.cursor import ReadingCursor
from a11y.document import Document
from a11y.kinds import Unit
from tests.harness.documents import large

NODES, STEPS = 20_000, 2_000
BUDGET_MS = 1.0


def steps(document: Document, unit: Unit) -> Iterator[float]:
    """Milliseconds of each step there and back; the first makes the list."""
    cursor = ReadingCursor(document)
    for way in (1, -1):
        for _ in range(STEPS):
            began = time.perf_counter()
            edge = cursor.move(unit, way).edge
            yield (time.perf_counter() - began) * 1000
            if edge:
                break


def main() -> int:
    """Print a line a kind; 1 if the p95 of any is over the budget."""
    document, worst = large(NODES), 0.0
    print(f"{len(document.nodes)} nodes; first step, then p95 of the others, ms")
    for unit in Unit:
        first, *others = steps(document, unit)
        others.sort()
        p95 = others[int(len(others) * 0.95)] if others else 0.0
        worst = max(worst, p95)
        print(f"{unit:<12} {first:8.2f} {p95:8.4f}")
    print(f"worst p95 {worst:.4f} ms, budget {BUDGET_MS} ms")
    return int(worst > BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
