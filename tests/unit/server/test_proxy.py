"""Who is believed about where a request comes from (server.proxy)."""

from __future__ import annotations

from typing import Any

import pytest

from server.proxy import behind_proxy, networks


def seen(setting: str, peer: str) -> tuple[str, str]:
    """The address and the scheme that the portal is told."""
    found: dict[str, Any] = {}

    def portal(environ: dict[str, Any], _start: Any) -> list[bytes]:
        found.update(environ)
        return []

    application = behind_proxy(portal, networks(setting))
    asked = {"HTTP_X_REAL_IP": "203.0.113.7", "HTTP_X_FORWARDED_PROTO": "https"}
    application({**asked, "REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}, None)
    return found["REMOTE_ADDR"], found["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("setting", "peer"),
    [
        ("1", "127.0.0.1"),
        ("1", "::1"),
        ("1", "::ffff:127.0.0.1"),
        ("1", ""),
        ("10.0.0.2, 10.1.0.0/16", "10.1.2.3"),
    ],
)
def test_a_trusted_proxy_is_believed(setting: str, peer: str) -> None:
    assert seen(setting, peer) == ("203.0.113.7", "https")


@pytest.mark.parametrize(
    ("setting", "peer"), [("1", "198.51.100.9"), ("10.0.0.2", "10.0.0.3"), ("10.0.0.2", "::1")]
)
def test_who_comes_past_the_proxy_is_not(setting: str, peer: str) -> None:
    assert seen(setting, peer) == (peer, "http")


def test_without_a_setting_nobody_is_trusted_and_nonsense_is_refused() -> None:
    assert networks("") == ()
    with pytest.raises(ValueError, match="soon"):
        networks("soon")
