"""The embedded server as a process: starting, refusing, stopping, dying."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key


@pytest.fixture
def own() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


def listening(pid: int) -> set[str]:
    """Local addresses on which a process listens, as the kernel writes them."""
    inodes = {
        target.removeprefix("socket:[").removesuffix("]")
        for link in Path(f"/proc/{pid}/fd").iterdir()
        if (target := str(link.readlink())).startswith("socket:")
    }
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text(encoding="ascii").splitlines()[1:]
    ]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes}


def test_it_listens_on_loopback_only_and_stops_when_told(own: PortalServer) -> None:
    assert listening(own.pid) == {"0100007F"}
    assert own.stop() == 0


def test_it_starts_again_on_the_same_port_with_the_same_data(own: PortalServer) -> None:
    base, address = own.base_url, own.publish("留下来的通知")
    own.restart()
    assert own.base_url == base
    assert PortalVisitor(base).get(address).status_code == 200


def test_it_stops_when_its_parent_is_gone(own: PortalServer) -> None:
    process = own._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=10) == 0


def test_a_second_server_on_the_same_data_is_refused(own: PortalServer) -> None:
    second = subprocess.run(
        own.command(), stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
    )
    assert second.returncode == 3
    assert b"another server is using" in second.stderr
    assert second.stdout == b""
    assert requests.get(f"{own.base_url}/v1/en/", timeout=20).status_code == 200


def test_a_half_made_database_is_made_anew(own: PortalServer) -> None:
    own.stop()
    for leftover in own.data.glob("portal.sqlite3*"):
        leftover.unlink()
    (own.data / "setup.json").unlink()
    (own.data / "portal.new").write_bytes(b"half")
    own.start()
    assert PortalVisitor(own.base_url).get("/").status_code == 200
    assert json.loads((own.data / "setup.json").read_text(encoding="ascii"))["schema"]


@pytest.mark.long
def test_killed_while_submissions_come_in_it_keeps_what_it_acknowledged(own: PortalServer) -> None:
    visitor = PortalVisitor(own.base_url, own.token())
    keys = [new_key() for _ in range(40)]
    acknowledged: dict[str, str] = {}

    def send(key: str) -> None:
        try:
            answer = visitor.send(key=key)
        except requests.RequestException:
            return
        acknowledged[key] = answer.json()["case"]["no"]
        if len(acknowledged) == 12:
            own.kill()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(send, keys))
    assert 12 <= len(acknowledged) < len(keys)
    own.start()
    kept = {case["no"] for case in own.cases()}
    assert set(acknowledged.values()) <= kept
    again = {key: visitor.send(key=key).json()["case"]["no"] for key in keys}
    assert again.items() >= acknowledged.items()
    asked = [case for case in own.cases() if case["user"] == "demo"]
    assert len(set(again.values())) == len(asked) == len(keys)


def test_clients_that_hold_connections_and_say_nothing_shut_nobody_out(own: PortalServer) -> None:
    parts = urlsplit(own.base_url)
    with ExitStack() as held:
        for _ in range(200):
            held.enter_context(socket.create_connection((parts.hostname, parts.port), timeout=5))
        assert PortalVisitor(own.base_url).get("/").status_code == 200


def test_the_apps_of_sample_accounts_fit_whichever_database_was_copied(
    portal: PortalServer,
) -> None:
    opened = """
        from server.identity import factors
        from server.identity.models import User
        result = len(factors.unseal(User.objects.get(username="demo").totp))
        """
    assert portal.call(opened) == 20
    with PortalServer() as another:
        assert another.call(opened) == 20
