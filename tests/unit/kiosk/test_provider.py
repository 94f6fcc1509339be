"""What the settings of a terminal say of provider and portal reaches those who talk to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from auth.assertion import PublicClient
from auth.errors import ConfigWrong, TlsFailed
from auth.party import relying_party
from kiosk.cli import run
from kiosk.config import BadConfig, load
from kiosk.provider import check, portal_of, provider_of
from portal.errors import NotFound, Unreachable
from tests.harness.hostile import FakeClock, HostileProvider, self_signed
from tests.harness.http_server import HttpServer


def test_levels_of_other_names_are_known_weakest_first() -> None:
    settings = {"YIZHAN_ISSUER": "https://id.example", "YIZHAN_ISSUER_LEVELS": "bronze, gold"}
    provider = provider_of(load(settings))
    assert provider.reaches("gold", "bronze")
    assert not provider.reaches("bronze", "gold")
    assert not provider.reaches("3", "2")


def test_a_city_vouches_for_its_own_servers(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path)
    with HttpServer(tls=context) as server:
        own = {"YIZHAN_ISSUER": f"{server.url}/id", "YIZHAN_PORTAL": server.url}
        named = load({**own, "YIZHAN_CA_BUNDLE": str(certificate)})
        party = relying_party(provider_of(named), PublicClient("terminal-1"))
        assert party.transport.get(f"{server.url}/").status == 404
        with pytest.raises(NotFound):  # it answered
            portal_of(named).page("/", "zh-Hans")

        stranger = load(own)
        party = relying_party(provider_of(stranger), PublicClient("terminal-1"))
        with pytest.raises(TlsFailed):
            party.transport.get(f"{server.url}/")
        with pytest.raises(Unreachable):
            portal_of(stranger).page("/", "zh-Hans")


def test_a_bundle_that_is_not_there_is_told_at_once() -> None:
    settings = {"YIZHAN_ISSUER": "https://id.example", "YIZHAN_CA_BUNDLE": "/nonexistent"}
    with pytest.raises(ConfigWrong, match="ca_bundle"):
        provider_of(load(settings))


WAYS = {
    "": (True, True, True),
    "ask": (True, False, True),
    "device,ask": (False, False, True),
    "ask,page,par": (True, False, False),
}


@pytest.mark.parametrize("without", WAYS)
def test_a_way_that_this_client_may_not_go_is_not_offered(without: str) -> None:
    with HostileProvider(FakeClock()) as provider:
        provider.metadata["backchannel_authentication_endpoint"] = f"{provider.issuer}/ask"
        provider.metadata["backchannel_token_delivery_modes_supported"] = ["poll"]
        settings = {"YIZHAN_ISSUER": provider.issuer, "YIZHAN_ISSUER_WITHOUT": without}
        party = relying_party(provider_of(load(settings)), PublicClient("terminal-1"))
        found = party.provider.metadata()
    assert (found.by_phone, found.by_asking, found.by_page) == WAYS[without]


@pytest.mark.parametrize("without", ["page,device", "phone", "dpop,Device"])
def test_a_setting_that_leaves_no_way_or_names_none_is_refused(without: str) -> None:
    settings = {"YIZHAN_ISSUER": "https://id.example", "YIZHAN_ISSUER_WITHOUT": without}
    with pytest.raises(BadConfig, match="issuer_without"):
        provider_of(load(settings))


FAULTY = {
    "issuer": "http://id.example",
    "portal": "http://portal.example",
    "terminal_id": "",
    "scopes": "profile",
    "issuer_algorithms": "RS256,HS256",
    "issuer_origins": "http://login.example",
    "issuer_without": "phone",
    "ca_bundle": "/nonexistent",
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_terminal_with_a_faulty_setting_does_not_start_and_says_which(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"YIZHAN_{name.upper()}", FAULTY[name])
    assert run.run([]) == 2
    assert capsys.readouterr().err.startswith(f"config: {name}: ")


def test_without_settings_nothing_is_faulty() -> None:
    check(load({}))
