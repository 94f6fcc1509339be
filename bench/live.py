"""A live interview: as many viewers as the city had, through nginx and nchan; and embedded.

    python -m bench.live [VIEWERS]

Prints one JSON line a figure. The desk's own code shows the messages, a second apart. With nchan:
seconds until all viewers are there, memory of nginx for each, and when the message was with how
many of them. 34,000 unless the limit of open files (``ulimit -Hn``) allows fewer, which is said.
Embedded: four streams while the portal answers 400 requests a second.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.server import figures, memory
from tests.harness import deployed_portal
from tests.harness.deployed_portal import DeployedPortal
from tests.harness.portal_server import PortalServer

ROOT = Path(__file__).resolve().parents[1]
CITY = 34_000
RESERVE = 2_000
"""Files of a process that are no viewers."""
LIVE = "/v1/zh-Hans/interviews/talk-25/stream"
MESSAGES = 5
RATE, SECONDS, CLIENTS = 400, 10, 8
SAY = """
import time
from server.live.models import Interview, Message
from server.live.work import show
interview = Interview.objects.get(slug="talk-25")
result = {}
for number in range(count):
    message = Message.objects.create(
        interview=interview, role="guest", author="x", text="十二个区域的盲道" * 12
    )
    began = time.monotonic()
    show(message)
    result[f"m{message.number or Message.objects.get(pk=message.pk).number}"] = began
    time.sleep(pause)
"""


def say(name: str, value: object) -> None:
    """Prints one figure."""
    print(json.dumps({name: value}, ensure_ascii=False), flush=True)


def possible(wanted: int) -> int:
    """How many viewers this machine's limit of open files allows; says when it is fewer."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    found = min(wanted, _processes(wanted) * (hard - RESERVE))
    if found < wanted:
        say(f"not {wanted}: open files a process, at most", hard)
    return found


def _processes(viewers: int) -> int:
    """Workers of nginx, and as many processes of viewers.

    The kernel deals connections out by chance, so each has room for a half more.
    """
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(8, max(2, -(-viewers * 3 // (2 * max(1, hard - RESERVE)))))


class Crowd:
    """Viewers in processes of their own."""

    def __init__(self, address: str, viewers: int, processes: int) -> None:
        share = -(-viewers // processes)
        counts = [min(share, viewers - first) for first in range(0, viewers, share)]
        self._watching = [
            subprocess.Popen(
                [sys.executable, "-m", "bench._viewers", address, str(n), f"127.0.1.{k + 1}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            for k, n in enumerate(counts)
        ]

    def wait(self) -> None:
        """Until every viewer has an answer."""
        for process in self._watching:
            if not process.stdout or process.stdout.readline() != "READY\n":
                raise RuntimeError("a viewer was refused")

    def leave(self) -> dict[str, list[float]]:
        """When each post came to each viewer."""
        seen: dict[str, list[float]] = {}
        for process in self._watching:
            for post, times in json.loads(process.communicate()[0]).items():
                seen.setdefault(post, []).extend(times)
        return seen


def delivered(name: str, said: dict[str, float], seen: dict[str, list[float]], all_: int) -> None:
    """Prints, of each message, how many had it and after how long."""
    for number, (post, began) in enumerate(said.items(), start=1):
        times = [time_ - began for time_ in seen.get(post, [])]
        say(f"{name}, message {number}: arrived of {all_}", len(times))
        figures(f"{name}, message {number}: delivery, ms", times)


def workers(state: Path) -> list[int]:
    """The workers of the nginx in a folder."""
    master = (state / "nginx.pid").read_text().strip()
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii")
    return [int(pid) for pid in children.split()]


def through_nchan(viewers: int) -> None:
    """Many viewers behind nginx."""
    processes = _processes(viewers)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = min(hard - 100, viewers + RESERVE)
    with DeployedPortal(workers=processes, connections=room) as portal:
        pids = workers(portal.state)
        before = sum(memory(pid) for pid in pids)
        began = time.monotonic()
        crowd = Crowd(portal.base_url + LIVE, viewers, processes)
        crowd.wait()
        say(f"{viewers} viewers are there after, s", round(time.monotonic() - began, 1))
        held = sum(memory(pid) for pid in pids)
        say(
            f"nginx, {len(pids)} workers: MB without and with viewers", [round(before), round(held)]
        )
        say("memory a viewer, KB", round((held - before) * 1024 / viewers, 1))
        said = portal.call(SAY, count=MESSAGES, pause=3)
        delivered("nchan", said, crowd.leave(), viewers)
        say("workers of nginx that died", len(portal.crashes()))


def embedded() -> None:
    """Four streams and the requests of others, together."""
    pages = ("/services/440600-0001", "/interviews/talk-25/messages?after=m9")
    asking("the same pages", pages)
    asking("a page nobody asked for before", [f"/search?q={word}" for word in words(4000)])


def words(count: int) -> list[str]:
    """Different questions."""
    return [quote(chr(0x4E00 + 5 * number)) for number in range(count)]


def asking(name: str, pages: Sequence[str]) -> None:
    """Four streams, and others who ask for ``pages`` one after the other."""
    with PortalServer() as portal:
        crowd = Crowd(portal.base_url + LIVE, 4, 1)
        crowd.wait()
        clients = [
            Client(portal.base_url, RATE / CLIENTS, pages[number::CLIENTS] or pages)
            for number in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        said = portal.call(SAY, count=MESSAGES, pause=1)
        for client in clients:
            client.join()
        taken = [seconds for client in clients for seconds in client.taken]
        say(f"embedded, {name}: requests a second, {RATE} wanted", round(len(taken) / SECONDS))
        figures(f"embedded, {name}, with 4 streams: request, ms", taken)
        delivered(f"embedded, {name}", said, crowd.leave(), 4)


class Client(threading.Thread):
    """Asks at a steady rate over one connection."""

    def __init__(self, base_url: str, rate: float, pages: Sequence[str]) -> None:
        super().__init__()
        parts = urlsplit(base_url)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self._rate = rate
        self._pages = pages
        self.taken: list[float] = []

    def run(self) -> None:
        """Ten seconds of it; one that is late goes on at once until it has caught up."""
        began = time.monotonic()
        for number in range(round(self._rate * SECONDS)):
            time.sleep(max(0.0, began + number / self._rate - time.monotonic()))
            asked = time.monotonic()
            if asked > began + SECONDS:
                return
            self._ask(self._pages[number % len(self._pages)])
            self.taken.append(time.monotonic() - asked)

    def _ask(self, page: str) -> None:
        self._connection.request("GET", f"/v1/zh-Hans{page}")
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(answer.status)


def main(wanted: int) -> None:
    """Both, one after the other."""
    viewers = possible(wanted)
    if deployed_portal.installed():
        through_nchan(viewers)
    else:
        say("nchan", "left out: nginx or libnginx-mod-nchan is not installed")
    embedded()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CITY)
