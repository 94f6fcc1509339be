"""The interface answers as its own description says, whatever is asked of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.harness.portal_server import PortalServer

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


def explore(
    portal: PortalServer, folder: Path, *, examples: int, seconds: int = 0, method: str = ""
) -> str:
    """Lets Schemathesis ask; gives its report, which ends the test where a check failed.

    With ``seconds`` it goes on asking until they are over; without, until all examples are asked.
    """
    only = ["--include-method", method] if method else []
    only += ["--max-time", str(seconds)] if seconds else []
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", "--no-color", "--warnings", "off"),
            *("--checks", ",".join(CHECKS), "--mode", "all", *only),
            *("--phases", "coverage,fuzzing"),  # there are no examples and no links to follow
            *("--max-examples", str(examples)),
            *("--generation-deterministic", "--no-shrink"),
            *("--suppress-health-check", "all", "--workers", "1"),
            *("-H", f"Authorization: Bearer {portal.token('demo')}"),
            f"{portal.base_url}/v1/openapi.json",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout


def test_no_answer_is_outside_the_description(portal: PortalServer, tmp_path: Path) -> None:
    before = len(portal.log())
    report = explore(portal, tmp_path, seconds=12, examples=15)
    assert "No issues found" in report
    said = portal.log()[before:]
    assert "Traceback" not in said, said[-3000:]


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("method", "examples"), [("GET", 6), ("POST", 40)])
def test_no_answer_of_any_operation_is_outside_the_description(
    method: str, examples: int, tmp_path: Path
) -> None:
    with PortalServer() as server:
        paths = requests.get(f"{server.base_url}/v1/openapi.json", timeout=20).json()["paths"]
        report = explore(server, tmp_path, examples=examples, method=method)
        wanted = sum(method.lower() in one for one in paths.values())
        assert re.search(rf"Tested: {wanted}\b", report), report[-1500:]
        assert report.count(f"{wanted} passed") == 2, report[-1500:]  # in both phases
        assert "Traceback" not in server.log()


def test_every_operation_is_a_get_or_a_post(portal: PortalServer) -> None:
    paths = requests.get(f"{portal.base_url}/v1/openapi.json", timeout=20).json()["paths"]
    assert {method for one in paths.values() for method in one} == {"get", "post"}


def operations(portal: PortalServer) -> list[str]:
    """Addresses of everything that is read, with what a visitor could put in them."""
    values = {
        "{edition}": "zh-Hans",
        "{index_no}": "440600001-2024-00001",
        "{slug}": "about-foshan",
        "{section}": "open",
    }
    described = requests.get(f"{portal.base_url}/v1/openapi.json", timeout=20).json()
    found = []
    for path, methods in described["paths"].items():
        address = path
        for name, value in values.items():
            address = address.replace(name, value)
        if "get" in methods and "{" not in address and not methods["get"].get("security"):
            found.append(address)
    assert len(found) > 5
    return found


def test_every_read_has_tag_head_and_conditional_answer(portal: PortalServer) -> None:
    for address in operations(portal):
        url = portal.base_url + address
        full = requests.get(url, timeout=20)
        if full.status_code == 404:
            continue  # a made-up number
        assert full.status_code == 200, address
        assert full.headers["Cache-Control"] == "public, max-age=2", address
        again = requests.get(url, headers={"If-None-Match": full.headers["ETag"]}, timeout=20)
        assert (again.status_code, again.content) == (304, b""), address
        head = requests.head(url, timeout=20)
        assert (head.status_code, head.content) == (200, b""), address
        assert head.headers["ETag"] == full.headers["ETag"], address
        assert head.headers["Content-Length"] == str(len(full.content)), address


def test_every_read_refuses_a_parameter_that_it_has_not(portal: PortalServer) -> None:
    for address in operations(portal):
        answer = requests.get(f"{portal.base_url}{address}?colour=red", timeout=20)
        if answer.status_code != 404:
            assert (answer.status_code, answer.json()["code"]) == (422, "unknown_parameter"), (
                address
            )


def test_lists_name_their_neighbours_in_the_header(portal: PortalServer) -> None:
    for address in ("/disclosures", "/search?q=佛山"):
        answer = requests.get(f"{portal.base_url}/v1/zh-Hans{address}", timeout=20)
        assert 'rel="next"' in answer.headers["Link"]
        assert 'rel="up"' in answer.headers["Link"]
