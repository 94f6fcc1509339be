"""What the settings of a terminal say of provider and portal reaches those who talk to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from auth.assertion import PublicClient
from auth.errors import ConfigWrong, TlsFailed
from auth.party import relying_party
from kiosk.config import load
from kiosk.provider import portal_of, provider_of
from portal.errors import NotFound, Unreachable
from tests.harness.hostile import self_signed
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
