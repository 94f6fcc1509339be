"""The embedded portal at the city's size: set-up, start, memory, reading, searching.

    python -m bench.server [SCALE [N]]

Prints one JSON line a figure: n, median, p95, p99 in milliseconds over one kept connection.
Scale 190 is the city's size. The behind-nginx part is left out where nginx is not installed.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import requests

from tests.harness import deployed_portal
from tests.harness.deployed_portal import DeployedPortal
from tests.harness.portal_server import PortalServer

CITY = 190.0


def figures(name: str, seconds: Sequence[float]) -> None:
    """Prints n, median, p95 and p99 (ms)."""
    ordered = sorted(seconds)

    def part(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)

    values = {
        "n": len(ordered),
        "median": round(statistics.median(ordered) * 1000, 1),
        "p95": part(0.95),
        "p99": part(0.99),
    }
    print(json.dumps({name: values}, ensure_ascii=False), flush=True)


def timed(ask: Callable[[str], object], addresses: Sequence[str]) -> list[float]:
    """Seconds that each address took."""
    taken = []
    for address in addresses:
        began = time.perf_counter()
        ask(address)
        taken.append(time.perf_counter() - began)
    return taken


class Reader:
    """One client with one connection."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._session = requests.Session()
        self._session.trust_env = False

    def get(self, address: str) -> requests.Response:
        """The answer at a page address; ends the benchmark on anything but 200."""
        answer = self._session.get(f"{self._base}/v1/zh-Hans{address}", timeout=30)
        answer.raise_for_status()
        return answer


def memory(pid: int) -> float:
    """Proportional set size in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in text.splitlines() if line.startswith("Pss:"))
    return round(int(kilobytes) / 1024, 1)


class FreshServer(PortalServer):
    """Makes its database itself instead of copying a ready-made one."""

    def command(self) -> list[str]:
        """The usual command without the folder of ready-made databases."""
        usual = super().command()
        place = usual.index("--cache")
        return usual[:place] + usual[place + 2 :]


def set_up(scale: float) -> PortalServer:
    """A server whose database was made now; prints how long that took."""
    server = FreshServer(scale=scale)
    server.start()
    print(json.dumps({"set-up and first start, s": round(server.started_in, 1)}), flush=True)
    return server


def starts(server: PortalServer, times: int) -> None:
    """From starting the process to the first answer."""
    taken = []
    for _ in range(times):
        server.stop()
        began = time.perf_counter()
        server.start()
        Reader(server.base_url).get("/")
        taken.append(time.perf_counter() - began)
    figures("start to first answer", taken)


def lists(dice: random.Random, server: PortalServer, count: int) -> list[str]:
    """Pages of the directory as visitors open them: narrowed once or twice, and turned."""
    reader = Reader(server.base_url)
    facets = reader.get("/disclosures").json()["collection"]["facets"]
    options = [option["href"] for facet in facets for option in facet["options"]]
    whole = [f"/disclosures?page={page}" for page in range(1, 40)]
    return [dice.choice(options if dice.random() < 0.5 else whole) for _ in range(count)]


def words(server: PortalServer, dice: random.Random, count: int) -> Iterator[str]:
    """Queries of 1, 2, 3 or 4 characters and of several words, out of published texts."""
    texts = server.call(
        """
        from server.search.models import Wording
        keys = Wording.objects.filter(edition="zh-Hans").order_by("?")[:400]
        result = [f"{one.title} {one.text}" for one in keys]
        """
    )
    while count:
        parts = []
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            text, length = dice.choice(texts), dice.choice((1, 2, 2, 3, 4))
            begin = dice.randrange(len(text) - length)
            parts.append(text[begin : begin + length])
        if all("\u4e00" <= one <= "\u9fff" for part in parts for one in part):
            count -= 1
            yield " ".join(parts)


def reading(server: PortalServer, dice: random.Random, count: int) -> None:
    """Items and lists, each asked for the first time, then again."""
    reader = Reader(server.base_url)
    items = server.call(
        """
        from server.content.models import Item
        found = Item.objects.filter(state="published", kind="disclosure").order_by("?")
        result = list(found.values_list("address", flat=True)[:count])
        """,
        count=count,
    )
    figures("item", timed(reader.get, items))
    asked = lists(dice, server, count)
    firsts = list(dict.fromkeys(asked))
    figures("list, asked for the first time", timed(reader.get, firsts))
    figures("list", timed(reader.get, asked))


def searching(server: PortalServer, dice: random.Random, count: int) -> None:
    """The first page with facets counted; another page, for which they are known; suggestions."""
    reader = Reader(server.base_url)
    queries = [quote(query) for query in dict.fromkeys(words(server, dice, count))]
    figures("search with facets", timed(reader.get, [f"/search?q={query}" for query in queries]))
    figures("search", timed(reader.get, [f"/search?q={query}&sort=newest" for query in queries]))
    figures("suggest", timed(reader.get, [f"/suggest?q={query}" for query in queries]))


def behind_nginx(scale: float, count: int) -> None:
    """Cached reads through nginx."""
    if not deployed_portal.installed():
        print("nginx and libnginx-mod-nchan are not installed: no figures behind them")
        return
    with DeployedPortal(scale=scale) as deployed:
        for address in ("/v1/zh-Hans/disclosures", "/v1/zh-Hans/search?q=%E4%BD%9B%E5%B1%B1"):
            with requests.Session() as session:
                session.headers["Host"] = deployed_portal.HOST
                url = deployed.base_url + address
                session.get(url, timeout=30)
                taken = timed(lambda place: session.get(place, timeout=30), [url] * count)
                figures(f"through nginx {address}", taken)


def main(arguments: Sequence[str]) -> None:
    """All figures."""
    scale = float(arguments[0]) if arguments else CITY
    count = int(arguments[1]) if len(arguments) > 1 else 300
    dice = random.Random(2009)
    server = set_up(scale)
    try:
        starts(server, 7)
        print(json.dumps({"memory after start, MB PSS": memory(server.pid)}), flush=True)
        reading(server, dice, count)
        searching(server, dice, count)
        print(json.dumps({"memory after all this, MB PSS": memory(server.pid)}), flush=True)
    finally:
        server.__exit__(None, None, None)
    behind_nginx(min(scale, 10.0), count)


if __name__ == "__main__":
    main(sys.argv[1:])
