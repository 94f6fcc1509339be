from __future__ import annotations

import logging
import socket
import ssl
import threading
import time as real_time
from collections.abc import Iterator
from pathlib import Path

import pytest

from auth.config import Limits
from auth.errors import BadAnswer, ConfigWrong, NetworkFailed, TimedOut, TlsFailed
from auth.transport import Transport
from tests.harness.hostile import self_signed
from tests.harness.http_server import HttpServer, Reply, as_json


@pytest.fixture
def server() -> Iterator[HttpServer]:
    with HttpServer() as server:
        server.overrides["/"] = lambda _: as_json({"fine": True})
        yield server


def transport(**limits: float) -> Transport:
    return Transport(Limits(**{"connect": 0.5, "read": 0.3, "total": 0.6, **limits}))  # type: ignore[arg-type]  # all are numbers


@pytest.mark.parametrize("manner", ["hang", "drip", "drip_head"])
def test_the_deadline_holds_against_a_server_that_is_slow(server: HttpServer, manner: str) -> None:
    server.overrides["/"] = lambda _: Reply(manner=manner)
    began = real_time.monotonic()
    with pytest.raises(TimedOut):
        transport().get(f"{server.url}/")
    assert real_time.monotonic() - began < 1.5


@pytest.mark.parametrize("manner", ["drip", "drip_head"])
def test_no_thread_is_left_reading_from_a_dripping_server(server: HttpServer, manner: str) -> None:
    server.overrides["/"] = lambda _: Reply(manner=manner)
    with pytest.raises(TimedOut):
        transport().get(f"{server.url}/")
    real_time.sleep(0.3)
    assert "auth-deadline" not in [thread.name for thread in threading.enumerate()]


def test_an_answer_of_just_the_most_bytes_is_read(server: HttpServer) -> None:
    server.overrides["/"] = lambda _: Reply(200, b" " * (256 * 1024 - 2) + b"{}")
    assert transport(total=5.0).get(f"{server.url}/").json("x") == {}


def test_one_byte_more_is_refused(server: HttpServer) -> None:
    server.overrides["/"] = lambda _: Reply(200, b" " * (256 * 1024 - 1) + b"{}")
    with pytest.raises(BadAnswer, match="too large"):
        transport(total=5.0).get(f"{server.url}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "http://127.0.0.1.example.org/",
        "http://10.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "http://localhost@example.org/",
        "http://127.0.0.1\\@example.org/",
        "https://",
        "",
    ],
)
def test_only_https_or_this_machine_is_spoken_to(url: str) -> None:
    with pytest.raises(ConfigWrong):
        transport().get(url)


def test_nobody_listening_is_a_network_failure() -> None:
    with pytest.raises(NetworkFailed):
        transport().get("http://127.0.0.1:1/")


def test_proxies_of_the_environment_are_ignored(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert transport().get(f"{server.url}/").status == 200


def test_cookies_are_not_kept(server: HttpServer) -> None:
    server.overrides["/"] = lambda _: as_json({}, Set_Cookie="sso=1; Path=/")
    kept = transport()
    for _ in range(2):
        kept.get(f"{server.url}/")
    assert all("Cookie" not in seen.headers for seen in server.seen)


def test_no_address_with_a_query_is_in_an_error(server: HttpServer) -> None:
    server.overrides["/"] = lambda _: Reply(manner="drop")
    with pytest.raises(NetworkFailed) as caught:
        transport().get(f"{server.url}/?id_token_hint=secret")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("name", ["authlib", "urllib3"])
def test_libraries_that_log_secrets_at_debug_are_kept_quiet(name: str) -> None:
    assert logging.getLogger(name).level == logging.WARNING


def get_over_tls(context: ssl.SSLContext, bundle: str = "") -> int:
    with HttpServer(tls=context) as server:
        server.overrides["/"] = lambda _: as_json({})
        limits = Limits(connect=1.0, read=1.0, total=3.0)
        return Transport(limits, ca_bundle=bundle).get(f"{server.url}/").status


def test_a_self_signed_certificate_is_refused(tmp_path: Path) -> None:
    context, _ = self_signed(tmp_path)
    with pytest.raises(TlsFailed):
        get_over_tls(context)


def test_the_same_certificate_is_accepted_where_it_is_configured(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path)
    assert get_over_tls(context, str(certificate)) == 200


def test_a_certificate_for_another_host_is_refused(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path, host="id.example")
    with pytest.raises(TlsFailed):
        get_over_tls(context, str(certificate))


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_environment_cannot_add_a_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    context, certificate = self_signed(tmp_path)
    monkeypatch.setenv(name, str(certificate))
    with pytest.raises(TlsFailed):
        get_over_tls(context)


def test_tls_1_1_is_refused(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(TlsFailed):
        get_over_tls(context, str(certificate))


def test_a_handshake_that_hangs_meets_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TimedOut):
        transport().get(f"https://127.0.0.1:{silent.getsockname()[1]}/")
