"""Preferences and settings codes against the real user system."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey

from auth.assertion import KeyAssertion
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.errors import BadToken, ConfigWrong, Expired
from auth.flows.device import DeviceSignIn
from auth.party import RelyingParty, relying_party
from auth.preferences import Value
from auth.session import Session
from auth.settings_code import NewerCode, make_code, read_code
from auth.wishes import preferences_of, save_preferences
from kiosk.tour.phone import Phone
from tests.harness.hostile import FakeClock
from tests.harness.identity_server import IdentityServer

WISHES: dict[str, Value] = {
    "speechRate": 270,
    "language": "en",
    "stickyKeys": True,
    "of2031": "kept",
}


@dataclass
class Place:
    server: IdentityServer
    party: RelyingParty
    waiting: FakeClock

    def sign_in(self, account: str = "demo", password: str = "demo-2009") -> Session:
        flow = DeviceSignIn(self.party)
        code = flow.start()
        with Phone(self.server.base_url) as phone:
            phone.approve(code.user_code, code.binding_number, account, password)
        self.waiting.advance(max(flow.next_poll_at - self.waiting.steady(), 0))
        session = flow.poll()
        assert isinstance(session, Session)
        return session


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with IdentityServer() as server:
        client = server.terminal("terminal-wishes")
        waiting = FakeClock()
        clock = Clock(time.time, waiting.steady)
        config = ProviderConfig(f"{server.base_url}/id", client.client_id)
        credential = KeyAssertion(client.client_id, config.issuer, client.key, clock)
        yield Place(server, relying_party(config, credential, clock=clock), waiting)


@pytest.fixture(autouse=True)
def nothing_saved(place: Place) -> None:
    place.server.sql("DELETE FROM identity_preferences")


def stored(place: Place) -> list[tuple[Any, ...]]:
    rows = place.server.sql('SELECT "values", version FROM identity_preferences')
    return [(json.loads(values), version) for values, version in rows]


def test_what_is_saved_comes_with_the_next_sign_in(place: Place) -> None:
    first = place.sign_in()
    assert preferences_of(first).version == 0
    assert save_preferences(first, WISHES).version == 1

    found = preferences_of(place.sign_in())
    assert (dict(found.values), found.version) == (WISHES, 1)


def test_somebody_else_does_not_get_them(place: Place) -> None:
    save_preferences(place.sign_in(), WISHES)
    assert preferences_of(place.sign_in("demo.ouyang", "demo-2010")).version == 0


def test_what_another_terminal_saved_stays_beneath(place: Place) -> None:
    here, there = place.sign_in(), place.sign_in()
    save_preferences(there, {"pitch": 0.25, "stickyKeys": False})
    save_preferences(here, {"stickyKeys": True})
    assert stored(place) == [({"pitch": 0.25, "stickyKeys": True}, 2)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"speechRate": 9000},
        {"speechRate": "fast"},
        {"stickyKeys": 1},
        {"language": "zh"},
        {f"f{n}": "x" * 80 for n in range(40)},
    ],
    ids=["too fast", "a text", "no switch", "no such language", "too much"],
)
def test_what_cannot_be_kept_changes_nothing(place: Place, wrong: dict[str, Any]) -> None:
    session = place.sign_in()
    save_preferences(session, WISHES)
    with pytest.raises(ConfigWrong):
        save_preferences(session, wrong)
    assert stored(place) == [(WISHES, 1)]


def test_without_the_scope_nothing_is_read_or_saved(place: Place) -> None:
    token = place.server.terminal("terminal-narrow").visit(place.server.phone())["access_token"]
    url = f"{place.server.base_url}/id/preferences"
    bearer = {"Authorization": f"Bearer {token}"}
    assert requests.get(url, headers=bearer, timeout=20).status_code == 403
    assert requests.post(url, headers=bearer, data={"values": "{}"}, timeout=20).status_code == 403
    assert requests.get(url, timeout=20).status_code == 401
    assert stored(place) == []


def test_an_ended_session_saves_nothing(place: Place) -> None:
    session = place.sign_in()
    session.surrender()
    with pytest.raises(Expired):
        save_preferences(session, WISHES)


FULL: dict[str, Value] = {
    "language": "zh-Hant-TW",
    "screenReaderTTSEnabled": True,
    "speechRate": 720,
    "volumeTTS": 0.6,
    "pitch": 0.55,
    "punctuationVerbosity": "most",
    "yizhan:verbosity": "full",
    "highContrastTheme": "yellow-black",
    "textSize": 1.5,
    "captionsEnabled": False,
    "stickyKeys": True,
    "slowKeysInterval": 0.6,
    "debounceInterval": 0.3,
    "yizhan:keyboardProfile": "pad12-telephone",
    "auditoryOutLanguage": "yue",
    "yizhan:elder": True,
    "yizhan:wordsOnly": True,
    "yizhan:lowScreen": True,
    "yizhan:hand": "left",
    "yizhan:largePointer": True,
    "showCrosshairs": True,
    "yizhan:motion": True,
    "yizhan:captionReadings": True,
    "yizhan:questions": "one",
    "yizhan:blank": True,
}
BYTES = {
    1: 2,
    2: 1,
    3: 140,
    4: 8,
    5: 55,
    6: 2,
    7: 2,
    8: 1,
    9: 10,
    10: 0,
    11: 1,
    12: 6,
    13: 3,
    14: 3,
    15: 1,
    16: 1,
    17: 1,
    18: 1,
    19: 2,
    20: 1,
    21: 1,
    22: 1,
    23: 1,
    24: 1,
    25: 1,
}


def test_a_code_of_everything_is_short_and_read_again(place: Place) -> None:
    code = make_code(place.party, FULL)
    assert len(code) <= 300
    assert read_code(place.party, code) == BYTES
    assert read_code(place.party, code.lower()) == BYTES  # a scanner with Caps Lock on


def test_a_code_is_given_to_terminals_only(place: Place) -> None:
    url = f"{place.server.base_url}/id/settings-code"
    assert requests.post(url, data={"values": "{}"}, timeout=20).status_code == 400


def test_settings_that_mean_nothing_are_not_signed(place: Place) -> None:
    with pytest.raises(ConfigWrong):
        make_code(place.party, {"speechRate": 1})


@pytest.fixture(scope="module")
def code(place: Place) -> str:
    return make_code(place.party, FULL)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(at=st.integers(1, 170), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_code_with_one_wrong_character_is_refused(
    place: Place, code: str, at: int, letter: str
) -> None:
    wrong = code[:at] + letter + code[at + 1 :]
    if wrong != code:
        with pytest.raises(BadToken):
            read_code(place.party, wrong)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | st.text("/ABC234567", max_size=400))
def test_nothing_else_is_a_code(place: Place, text: str) -> None:
    with pytest.raises(BadToken):
        read_code(place.party, text)


def signed(payload: bytes, key: ECKey, typ: str = "yizhan-settings") -> str:
    made = jws.serialize_compact({"alg": "ES256", "typ": typ}, payload, key)
    signature = base64.urlsafe_b64decode(made.rpartition(".")[2] + "==")
    return "/" + base64.b32encode(payload + signature).decode().rstrip("=")


def own_key(place: Place, name: str = "settings_keys.json") -> ECKey:
    place.party.provider.keys()
    make_code(place.party, {})  # now the server has both keys, whichever test comes first
    entries = json.loads((place.server.data / name).read_text())
    return ECKey.import_key(next(e["private"] for e in entries if e["alg"] == "ES256"))


def test_a_stranger_cannot_sign(place: Place) -> None:
    with pytest.raises(BadToken):
        read_code(place.party, signed(b"\x01\x02\x01", ECKey.generate_key("P-256")))


def test_neither_a_sign_in_key_nor_another_kind_of_token_signs_settings(place: Place) -> None:
    with pytest.raises(BadToken):
        read_code(place.party, signed(b"\x01\x02\x01", own_key(place, "signing_keys.json")))
    with pytest.raises(BadToken):
        read_code(place.party, signed(b"\x01\x02\x01", own_key(place), typ="JWT"))


def test_a_newer_kind_of_code_says_so_and_newer_fields_are_handed_on(place: Place) -> None:
    make_code(place.party, {})
    key = own_key(place)
    with pytest.raises(NewerCode):
        read_code(place.party, signed(b"\x02whatever", key))
    assert read_code(place.party, signed(b"\x01\x02\x01\xc8\x09", key)) == {2: 1, 200: 9}


@pytest.mark.parametrize("payload", [b"\x01\x02", b"\x01\x02\x01\x02\x00"], ids=["half", "twice"])
def test_a_signed_code_of_the_wrong_form_is_refused(place: Place, payload: bytes) -> None:
    make_code(place.party, {})
    with pytest.raises(BadToken):
        read_code(place.party, signed(payload, own_key(place)))


def test_a_code_outlives_a_change_of_keys_for_as_long_as_the_old_one_is_known(
    place: Place, code: str
) -> None:
    path = place.server.data / "settings_keys.json"
    entries = json.loads(path.read_text())
    new = ECKey.generate_key("P-256")
    marks = {"kid": new.thumbprint(), "alg": "ES256", "use": "sig"}
    fresh = {
        "alg": "ES256",
        "private": {**new.as_dict(private=True), **marks},
        "public": {**new.as_dict(private=False), **marks},
        "retired_at": 0.0,
    }
    path.write_text(json.dumps([fresh, {**entries[0], "retired_at": time.time()}]))
    try:
        assert read_code(place.party, code) == BYTES
    finally:
        path.write_text(json.dumps(entries))
