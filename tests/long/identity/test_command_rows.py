"""Every row of the hostile tables by ``main.py signin``: a process, a server that misbehaves.

No hostile row signs anybody in, each is refused by one line with its reason, and nothing that
the provider wrote comes onto the screen. The legitimate twins pass in every step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests

from tests.harness import hostile_rows as more
from tests.harness.command import Ran, signin
from tests.harness.hostile import NAME, SUB, HostileProvider, self_signed
from tests.harness.http_server import Reply, Seen
from tests.unit.auth import (
    test_callback,
    test_code,
    test_device,
    test_discovery,
    test_idtoken,
    test_quirks,
    test_session,
    test_tokens,
)

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(60),
    # the older name of Ed25519, which one provider here signs with
    pytest.mark.filterwarnings("ignore:EdDSA is deprecated"),
]
Spoil = Callable[[HostileProvider], object]
SIGNING_IN = ("metadata", "keys", "sign-in")
CLIENT = "terminal-3"


@dataclass(frozen=True)
class Row:
    """What the provider does; how the command is called; at which step it must be refused."""

    does: Spoil
    flow: str = "device"
    arguments: tuple[str, ...] = ()
    refused_at: tuple[str, ...] = SIGNING_IN


def run(provider: HostileProvider, flow: str, *arguments: str) -> Ran:
    def open_page(address: str) -> None:
        place = requests.get(address, allow_redirects=False, timeout=5).headers["Location"]
        try:
            requests.get(place, timeout=5)
        except requests.RequestException:
            return  # sent to where nobody listens

    given = ["--client-id", provider.client_id, "--flow", flow, "--scope", "openid profile cases"]
    return signin(
        provider.issuer,
        *given,
        *arguments,
        open_page=open_page,
        approve=lambda _: None,
    )


def sets_answer(change: Callable[[dict[str, Any]], object]) -> Spoil:
    return lambda provider: setattr(provider, "spoil_answer", change)


def overrides(path: str, reply: Reply) -> Spoil:
    return lambda provider: provider.overrides.update({path: lambda _: reply})


def sets_device(members: dict[str, Any]) -> Spoil:
    return lambda provider: provider.device_answer.update(members)


def pushes(reply: Reply) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.use_par()
        provider.overrides["/id/par"] = lambda _: reply

    return spoil


def once_signed_in(spoil: Spoil) -> Spoil:
    """Right until the userinfo endpoint is asked, which is after the sign-in."""

    def wait(provider: HostileProvider) -> None:
        def turn(seen: Seen) -> Reply:
            right = provider.respond(seen)
            del provider.overrides["/id/userinfo"]
            spoil(provider)
            return right

        provider.overrides["/id/userinfo"] = turn

    return wait


def sends_back(query: str) -> Spoil:
    """A row of the table on redirects, with the state, code and issuer of this sign-in."""

    def spoil(provider: HostileProvider) -> None:
        def reply(seen: Seen) -> Reply:
            state = seen.query["state"]
            right = provider._authorize(seen)
            code = next(reversed(provider.authorized))
            made = query.replace("=s1", f"={state}").replace("=S1", f"={state.swapcase()}")
            made = made.replace("code=c", f"code={code}", 1)
            made = made.replace("https%3A%2F%2Fid.example", quote(provider.issuer, safe=""))
            place = seen.query["redirect_uri"] + made
            return Reply(right.status, headers={"Location": place})

        provider.overrides["/id/authorize"] = reply

    return spoil


def tables(kind: str) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for name, table in HOSTILE.items() if kind == "hostile" else LEGITIMATE.items():
        rows |= {f"{name}: {row}": made for row, made in table.items()}
    return rows


UNSEEN = {"code and token in the fragment"}
"""A browser keeps a fragment to itself, and the rest is right; a terminal's own view sees it."""

SLOW, PATIENT = ("--wait", "1"), ("--wait", "5")
"""Seconds for the person: enough for a redirect that comes, and not long for one that does not."""

HOSTILE: dict[str, dict[str, Row]] = {
    "ID token": {name: Row(does) for name, does in test_idtoken.HOSTILE.items()},
    "ID token of a page": {name: Row(does, "code") for name, does in more.TOKENS.items()},
    "discovery": {name: Row(does) for name, does in test_discovery.HOSTILE.items()},
    "token answer": {
        name: Row(sets_answer(change)) for name, change in test_tokens.SPOILED.items()
    },
    "token endpoint": {
        name: Row(overrides("/id/token", reply), arguments=SLOW)
        for name, (reply, _) in test_tokens.ANSWERS.items()
    },
    "answer": {name: Row(does, "code", PATIENT) for name, does in more.ANSWERS.items()},
    "wire": {name: Row(does, arguments=SLOW) for name, does in more.WIRE.items()},
    "code": {name: Row(does, "code", PATIENT) for name, (does, _) in test_code.HOSTILE.items()},
    "pushed": {name: Row(pushes(reply), "code") for name, (reply, _) in test_code.PUSHED.items()},
    "redirect": {
        name: Row(sends_back(query), "code", PATIENT)
        for name, (query, _) in test_callback.HOSTILE.items()
        if name not in UNSEEN
    },
    "device": {
        name: Row(sets_device(members))
        for name, members in {**test_device.SPOILED, **more.DEVICE}.items()
    },
    "userinfo": {
        name: Row(overrides("/id/userinfo", reply), refused_at=("userinfo",))
        for name, (reply, _) in test_session.USERINFO.items()
    },
    "refresh": {
        name: Row(once_signed_in(does), refused_at=("refresh",))
        for name, does in test_session.REFRESH.items()
    },
}


def quirk_arguments(config: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands in a deployment's settings, as options."""
    given = [f"--no-{name.replace('_', '-')}" for name, value in config.items() if value is False]
    given += [part for each in config.get("audiences", ()) for part in ("--audience", each)]
    if "algorithms" in config:
        given += ["--algorithms", " ".join(config["algorithms"])]
    return tuple(given)


LEGITIMATE: dict[str, dict[str, Row]] = {
    "ID token": {name: Row(does) for name, does in test_idtoken.LEGITIMATE.items()},
    "discovery": {name: Row(does) for name, does in test_discovery.LEGITIMATE.items()},
    "token answer": {name: Row(sets_answer(change)) for name, change in test_tokens.SOUND.items()},
    "code": {name: Row(does, "code") for name, does in test_code.LEGITIMATE.items()},
    "redirect": {
        name: Row(sends_back(query), "code") for name, query in test_callback.LEGITIMATE.items()
    },
    "device": {name: Row(sets_device(members)) for name, members in test_device.SOUND.items()},
    "peculiar": {
        f"{name}, {way}": Row(quirk.does, way, quirk_arguments(quirk.config))
        for name, quirk in test_quirks.QUIRKS.items()
        for way in quirk.ways
    },
    "peculiar all the same": {
        f"{name}, {way}": Row(does, way)
        for name, does in more.LEGITIMATE.items()
        for way in ("code", "device")
    },
}
RIGHT, WRONG = tables("legitimate"), tables("hostile")


@pytest.fixture
def provider() -> Iterator[HostileProvider]:
    with HostileProvider(more.RealClock()) as provider:
        provider.device_answer = {"expires_in": 120, "interval": 0.05}
        yield provider


def leaks(ran: Ran, provider: HostileProvider) -> list[str]:
    """What of a person or a token stands in what was printed."""
    secrets = {NAME, SUB, "李四", *provider.live, *provider.authorized}
    return [secret for secret in secrets if secret in ran.text + ran.errors]


@pytest.mark.parametrize("name", WRONG)
def test_a_hostile_row_is_refused_in_one_line(provider: HostileProvider, name: str) -> None:
    row = WRONG[name]
    row.does(provider)
    ran = run(provider, row.flow, *row.arguments)
    assert ran.code == 1, ran.text
    assert "Traceback" not in ran.errors
    first, *_ = [line for line in ran.lines if line.get("verdict") == "wrong"]
    assert first["step"] in row.refused_at, ran.text
    assert first["reason"]
    assert "\n" not in first["reason"]
    assert first["meaning"]
    if row.refused_at == SIGNING_IN:
        assert ran.lines[-1] is first  # and nothing was done as somebody
        assert "userinfo" not in ran.steps
    assert leaks(ran, provider) == []


def of_one_mind(provider: HostileProvider) -> None:
    """Says at the refresh and at the userinfo endpoint what it said at the sign-in."""
    at_sign_in, at_refresh = provider.spoil_claims, provider.spoil_refresh

    def claims(made: dict[str, Any]) -> None:
        at_sign_in(made)
        provider.userinfo = {"sub": made["sub"], "name": NAME}

    def again(made: dict[str, Any]) -> None:
        at_sign_in(made)
        if at_refresh is not at_sign_in:
            at_refresh(made)

    provider.spoil_claims, provider.spoil_refresh = claims, again


@pytest.mark.parametrize("name", RIGHT)
def test_its_legitimate_twin_passes_every_step(provider: HostileProvider, name: str) -> None:
    row = RIGHT[name]
    row.does(provider)
    of_one_mind(provider)
    ran = run(provider, row.flow, *row.arguments)
    assert (ran.code, ran.wrong, ran.errors) == (0, [], "")
    assert ran.steps["sign-in"]["facts"]
    assert leaks(ran, provider) == []


def test_a_certificate_of_nobody_and_its_twin(tmp_path: Path) -> None:
    context, pem = self_signed(tmp_path)
    with HostileProvider(more.RealClock(), tls=context) as provider:
        provider.device_answer = {"expires_in": 120, "interval": 0.05}
        ran = run(provider, "device")
        assert (ran.code, ran.steps["metadata"]["reason"]) == (1, "tls: 127.0.0.1")
        assert run(provider, "device", "--ca-bundle", str(pem)).code == 0


def test_a_certificate_for_another_host(tmp_path: Path) -> None:
    context, pem = self_signed(tmp_path, host="id.example")
    with HostileProvider(more.RealClock(), tls=context) as provider:
        ran = run(provider, "device", "--ca-bundle", str(pem))
        assert (ran.code, ran.steps["metadata"]["reason"]) == (1, "tls: 127.0.0.1")


@pytest.mark.parametrize("flow", ["code", "device"])
def test_a_level_that_was_not_reached_and_one_that_was(
    provider: HostileProvider, flow: str
) -> None:
    ran = run(provider, flow, "--acr", "4")
    assert (ran.code, ran.steps["sign-in"]["reason"]) == (1, "bad_token: acr")
    provider.spoil_claims = lambda made: made.update(acr="4")
    ran = run(provider, flow, "--acr", "4")
    assert (ran.code, ran.steps["sign-in"]["facts"]["acr"]) == (0, "4")


def test_once_more_finds_a_cookie_that_signs_in_silently(provider: HostileProvider) -> None:
    first: list[int] = []

    def remember(made: dict[str, Any]) -> None:
        first.append(made["auth_time"])
        made["auth_time"] = first[0] if len(first) < 2 else first[0] - 30

    provider.spoil_claims = remember
    ran = run(provider, "code", "--once-more")
    assert (ran.code, ran.wrong) == (1, ["once-more"])
    assert ran.steps["once-more"]["reason"] == "bad_token: auth_time"
