"""How visits end: at the provider, for one visit and no other."""

from __future__ import annotations

from collections.abc import Callable

from joserfc import jwt
from joserfc.jwk import ECKey

from kiosk.tour.phone import Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]
GONE = "https://terminal.example/gone"


def test_logout_kills_this_visit_and_only_this(
    identity: IdentityServer, make_terminal: Make, phone: Phone
) -> None:
    here, there = make_terminal(), make_terminal()
    mine, elsewhere = here.visit(phone), there.visit(phone)
    answer = here.logout(id_token_hint=mine["id_token"], client_id=here.client_id)
    assert answer.status_code == 200
    assert here.userinfo(mine["access_token"]).status_code == 401
    assert here.refresh(mine["refresh_token"]).status_code == 400
    assert there.userinfo(elsewhere["access_token"]).status_code == 200
    assert there.refresh(elsewhere["refresh_token"]).status_code == 200


def test_logout_goes_to_a_registered_address_with_the_state(
    make_terminal: Make, phone: Phone
) -> None:
    here = make_terminal(post_logout_redirect_uris=f'["{GONE}"]')
    token = here.visit(phone)["id_token"]
    answer = here.logout(id_token_hint=token, post_logout_redirect_uri=GONE, state="a b&c")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{GONE}?state=a+b%26c")


def test_logout_goes_to_no_other_address(terminal: TerminalClient, phone: Phone) -> None:
    token = terminal.visit(phone)["id_token"]
    answer = terminal.logout(id_token_hint=token, post_logout_redirect_uri=GONE)
    assert (answer.status_code, answer.headers.get("Location")) == (200, None)


def test_logout_may_come_twice(terminal: TerminalClient, phone: Phone) -> None:
    token = terminal.visit(phone)["id_token"]
    answers = [terminal.logout(id_token_hint=token).status_code for _ in range(2)]
    assert answers == [200, 200]


def test_logout_by_post_works_too(terminal: TerminalClient, phone: Phone) -> None:
    tokens = terminal.visit(phone)
    assert terminal.post("/logout", {}, id_token_hint=tokens["id_token"]).status_code == 200
    assert terminal.userinfo(tokens["access_token"]).status_code == 401


def test_a_hint_that_is_not_ours_ends_nothing(terminal: TerminalClient, phone: Phone) -> None:
    tokens = terminal.visit(phone)
    sid = terminal.post("/introspect", token=tokens["access_token"]).json()["sid"]
    forged = jwt.encode(
        {"alg": "ES256"}, {"iss": terminal.issuer, "sid": sid}, ECKey.generate_key("P-256")
    )
    assert terminal.logout(id_token_hint=forged).status_code == 400
    assert terminal.logout(id_token_hint="rubbish").status_code == 400
    assert terminal.userinfo(tokens["access_token"]).status_code == 200


def test_a_hint_from_the_same_keys_under_another_issuer_is_refused(
    terminal: TerminalClient, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    port = terminal.base_url.rsplit(":", 1)[1]
    terminal.session.headers["Host"] = f"localhost:{port}"
    assert terminal.logout(id_token_hint=tokens["id_token"]).status_code == 400


def test_a_client_id_beside_a_foreign_hint_is_refused(
    terminal: TerminalClient, phone: Phone
) -> None:
    token = terminal.visit(phone)["id_token"]
    assert terminal.logout(id_token_hint=token, client_id="other").status_code == 400


def test_without_a_hint_a_person_is_asked(phone: Phone) -> None:
    phone.open("/id/logout")
    assert phone.page.heading == "Sign out?"
    phone.submit()
    assert phone.page.heading == "Signed out"


def test_a_terminal_ends_its_open_visits_and_no_others(make_terminal: Make, phone: Phone) -> None:
    here, there = make_terminal(), make_terminal()
    mine = [here.visit(phone), here.visit(phone)]
    elsewhere = there.visit(phone)
    assert here.post("/terminal/end-visits").json() == {"ended": 2}
    assert {here.userinfo(one["access_token"]).status_code for one in mine} == {401}
    assert there.userinfo(elsewhere["access_token"]).status_code == 200
    assert here.post("/terminal/end-visits").json() == {"ended": 0}


def test_what_is_over_is_cleaned(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    terminal.visit(phone)
    identity.sql("UPDATE identity_devicecode SET expires_at = '2020-01-01'")
    identity.sql("UPDATE identity_token SET expires_at = '2020-01-01'")
    identity.sql("UPDATE identity_attempt SET at = '2020-01-01'")
    terminal.start()
    identity.sql("UPDATE identity_visit SET ended_at = '2020-01-01' WHERE ended_at IS NOT NULL")
    terminal.start()
    left = identity.sql(
        "SELECT (SELECT count(*) FROM identity_devicecode), (SELECT count(*) FROM identity_token),"
        " (SELECT count(*) FROM identity_visit), (SELECT count(*) FROM identity_attempt)"
    )
    assert left == [(2, 0, 0, 0)]
