from __future__ import annotations

import pytest

from auth.config import ProviderConfig
from auth.errors import ConfigWrong


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", "http://id.example"),
        ("issuer", "https://id.example?x=1"),
        ("issuer", ""),
        ("client_id", ""),
        ("scopes", ("profile",)),
        ("algorithms", ()),
        ("algorithms", ("none",)),
        ("algorithms", ("RS256", "HS256")),
        ("allowed_origins", ("http://id.example",)),
        ("token_origins", ("http://id.example",)),
    ],
)
def test_a_setting_that_would_weaken_the_checks_is_refused(field: str, value: object) -> None:
    given = {"issuer": "https://id.example", "client_id": "t-1", field: value}
    with pytest.raises(ConfigWrong):
        ProviderConfig(**given)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    "issuer", ["https://id.example/realms/a", "http://127.0.0.1:8000/id", "http://[::1]/id"]
)
def test_https_and_this_machine_are_fine(issuer: str) -> None:
    assert ProviderConfig(issuer, "t-1").issuer == issuer


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://id.example/v1/zh-Hans/", True),
        ("https://id.example:443/", True),
        ("https://portal.example/", True),
        ("http://id.example/", False),
        ("https://id.example:8443/", False),
        ("https://evil.example/", False),
        ("https://id.example.evil.example/", False),
    ],
)
def test_the_token_goes_to_the_configured_origins_only(url: str, may: bool) -> None:
    config = ProviderConfig(
        "https://id.example/id", "t-1", token_origins=("https://portal.example",)
    )
    assert config.may_receive_token(url) is may


@pytest.mark.parametrize(
    ("acr", "wanted", "reaches"),
    [
        ("3", "3", True),
        ("4", "3", True),
        ("2", "3", False),
        ("4", "5 4", True),
        ("3", "5 4", False),
        ("3", "urn:x:gold 3", True),
        ("urn:x:gold", "2", False),
        ("5", "urn:x:gold", False),
        ("", "2", False),
    ],
)
def test_any_of_the_levels_that_are_asked_for_will_do(acr: str, wanted: str, reaches: bool) -> None:
    assert ProviderConfig("https://id.example/id", "t-1").reaches(acr, wanted) is reaches
