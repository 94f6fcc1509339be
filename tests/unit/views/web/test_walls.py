from __future__ import annotations

import pytest

from views.web.walls import resolver_flags, walls

BACK = "https://id.example/callback"
WALLS = walls(["https://id.example/auth"], lambda url: url.startswith(BACK))


@pytest.mark.parametrize(
    "url", ["https://id.example/x?y", "https://id.example:443/", "data:image/png;base64,x"]
)
def test_the_provider_is_within(url: str) -> None:
    assert WALLS.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example/",
        "https://id.example:444/",
        "https://id.example.evil.example/",
        "https://id.example@evil.example/",
        "https://evil.example/#https://id.example/",
        "file:///etc/passwd",
        "chrome://version",
        "mailto:a@id.example",
        "javascript:alert(1)",
        "ftp://id.example/",
        "https://[::1/",
        f"{BACK}?code=c",
        "",
    ],
)
def test_everything_else_is_outside(url: str) -> None:
    assert not WALLS.allows(url)


def test_only_the_providers_names_are_looked_up() -> None:
    flags = resolver_flags(["https://b.example/x", "https://a.example:8443/", "https://b.example/"])
    rules = "MAP * ~NOTFOUND , EXCLUDE a.example , EXCLUDE b.example"
    assert flags == f'--host-resolver-rules="{rules}"'
