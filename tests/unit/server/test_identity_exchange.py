"""Token exchange (RFC 8693): staff acts beside a visitor, and only ever beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from kiosk.tour.phone import Phone
from tests.harness.code_flow import BACK, address, claims, redeem, sign_in
from tests.harness.identity_server import IdentityServer
from tests.harness.prover import Prover
from tests.harness.terminal import TerminalClient

EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS = "urn:ietf:params:oauth:token-type:access_token"
ASSIST = "openid profile assist"
STAFF = """
from server.identity.models import User
if not User.objects.filter(username="staff.one").exists():
    User.objects.create_user("staff.one", password="staff-2009", display_name="陈示例",
        is_staff=True, is_superuser=True)
result = User.objects.get(username="staff.one").sub
"""


@pytest.fixture(scope="module")
def staff_sub(identity: IdentityServer) -> str:
    return str(identity.call(STAFF))


def tokens(
    terminal: TerminalClient, phone: Phone, scope: str, account: str, password: str
) -> dict[str, Any]:
    started = terminal.start(scope)
    phone.approve(started["user_code"], started["binding_number"], account, password)
    answer = terminal.poll(started["device_code"])
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def staff(terminal: TerminalClient, identity: IdentityServer, staff_sub: str) -> dict[str, Any]:
    with identity.phone() as phone:
        return tokens(terminal, phone, ASSIST, "staff.one", "staff-2009")


@pytest.fixture
def visitor(terminal: TerminalClient, phone: Phone) -> dict[str, Any]:
    return tokens(terminal, phone, "openid profile cases accessibility", "demo", "demo-2009")


def exchange(
    terminal: TerminalClient, subject: dict[str, Any], actor: dict[str, Any], **form: str
) -> requests.Response:
    right = {
        "grant_type": EXCHANGE,
        "subject_token": subject["access_token"],
        "subject_token_type": ACCESS,
        "actor_token": actor["access_token"],
        "actor_token_type": ACCESS,
    }
    kept = {name: value for name, value in {**right, **form}.items() if value}
    return terminal.post("/token", **kept)


def introspected(terminal: TerminalClient, token: str) -> Any:
    return terminal.post("/introspect", token=token).json()


def test_the_token_says_who_acts_for_whom(
    terminal: TerminalClient, visitor: dict[str, Any], staff: dict[str, Any], staff_sub: str
) -> None:
    answer = exchange(terminal, visitor, staff)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert made["issued_token_type"] == ACCESS
    assert "refresh_token" not in made
    assert "id_token" not in made
    told = introspected(terminal, made["access_token"])
    assert told["sub"] == introspected(terminal, visitor["access_token"])["sub"]
    assert told["act"] == {"sub": staff_sub}
    assert told["scope"] == "profile cases"
    assert "act" not in introspected(terminal, visitor["access_token"])


def test_it_opens_the_portal_and_nothing_at_the_user_system(
    identity: IdentityServer,
    terminal: TerminalClient,
    visitor: dict[str, Any],
    staff: dict[str, Any],
) -> None:
    made = exchange(terminal, visitor, staff).json()["access_token"]
    head = {"Authorization": f"Bearer {made}"}
    probe = requests.get(f"{identity.base_url}/probe", headers=head, timeout=20)
    assert probe.status_code == 200
    assert terminal.userinfo(made).status_code == 403
    preferences = requests.get(f"{terminal.issuer}/preferences", headers=head, timeout=20)
    assert preferences.status_code == 403


def test_the_role_is_in_the_id_token_of_staff_and_of_nobody_else(
    make_terminal: Callable[..., TerminalClient], identity: IdentityServer, staff_sub: str
) -> None:
    client = make_terminal(redirect_uris=f'["{BACK}"]')
    for scope, expected in ((ASSIST, ["staff"]), ("openid profile", None)):
        with identity.phone() as phone:
            began = started(client, scope)
            phone.approve(*began[:2], "staff.one", "staff-2009")
            told = claims(client, client.poll(began[2]).json()["id_token"])
        assert told.get("roles") == expected


def started(client: TerminalClient, scope: str) -> tuple[str, str, str]:
    made = client.start(scope)
    return made["user_code"], made["binding_number"], made["device_code"]


def test_a_visitor_cannot_sign_in_as_staff_by_phone(terminal: TerminalClient, phone: Phone) -> None:
    made = terminal.start(ASSIST)
    phone.open(f"/d?c={made['user_code']}")
    phone.press("yes")
    page = phone.submit(account="demo", password="demo-2009")
    assert page.heading == "This account is not staff"
    assert terminal.poll(made["device_code"]).json()["error"] == "access_denied"


def test_nor_on_a_page(make_terminal: Callable[..., TerminalClient], phone: Phone) -> None:
    client = make_terminal(redirect_uris=f'["{BACK}"]')
    code = sign_in(phone, address(client, scope=ASSIST))["code"]
    assert redeem(client, code).json()["error"] == "access_denied"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"actor_token": ""}, "invalid_request"),
        ({"actor_token": "x"}, "invalid_request"),
        ({"subject_token": ""}, "invalid_request"),
        ({"subject_token": "x" * 9000}, "invalid_request"),
        ({"subject_token_type": ""}, "invalid_request"),
        ({"actor_token_type": "urn:ietf:params:oauth:token-type:jwt"}, "invalid_request"),
        ({"requested_token_type": "urn:ietf:params:oauth:token-type:jwt"}, "invalid_request"),
        ({"audience": "https://elsewhere.example"}, "invalid_target"),
        ({"resource": "https://elsewhere.example/api"}, "invalid_target"),
        ({"scope": "openid"}, "invalid_scope"),
        ({"scope": "cases assist"}, "invalid_scope"),
        ({"client_assertion": "x.y.z"}, "invalid_client"),
    ],
    ids=str,
)
def test_a_wrong_request_is_refused(
    terminal: TerminalClient,
    visitor: dict[str, Any],
    staff: dict[str, Any],
    form: dict[str, str],
    error: str,
) -> None:
    answer = exchange(terminal, visitor, staff, **form)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error


def test_tokens_are_not_mistaken_for_each_other(
    terminal: TerminalClient,
    visitor: dict[str, Any],
    staff: dict[str, Any],
    make_terminal: Callable[..., TerminalClient],
) -> None:
    made = exchange(terminal, visitor, staff).json()
    wrong = [
        (staff, visitor),  # the visitor is no staff
        (visitor, visitor),
        (staff, staff),
        ({"access_token": visitor["refresh_token"]}, staff),
        (visitor, {"access_token": staff["refresh_token"]}),
        (made, staff),  # what was exchanged is not exchanged again
        (visitor, made),
    ]
    for subject, actor in wrong:
        assert exchange(terminal, subject, actor).json().get("error") == "invalid_request"
    other = make_terminal()
    assert exchange(other, visitor, staff).json()["error"] == "invalid_request"


@pytest.mark.parametrize("who", ["visitor", "staff"])
def test_it_ends_with_either_of_the_two(
    terminal: TerminalClient, visitor: dict[str, Any], staff: dict[str, Any], who: str
) -> None:
    made = exchange(terminal, visitor, staff).json()["access_token"]
    assert introspected(terminal, made)["active"] is True
    gone = {"visitor": visitor, "staff": staff}[who]
    terminal.logout(id_token_hint=gone["id_token"], client_id=terminal.client_id)
    assert introspected(terminal, made) == {"active": False}
    assert exchange(terminal, visitor, staff).json()["error"] == "invalid_request"


def test_a_bound_token_stays_bound_to_the_visitor_s_key(
    terminal: TerminalClient,
    identity: IdentityServer,
    phone: Phone,
    staff: dict[str, Any],
) -> None:
    prover = Prover()
    began = started(terminal, "openid profile cases")
    phone.approve(*began[:2], "demo", "demo-2009")
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": began[2]}
    prover.post(terminal, "/token", **form)  # brings the nonce
    bound = prover.post(terminal, "/token", **form).json()
    assert bound["token_type"] == "DPoP"
    assert exchange(terminal, bound, staff).json()["error"] == "invalid_request"
    right = {
        "grant_type": EXCHANGE,
        "subject_token": bound["access_token"],
        "subject_token_type": ACCESS,
        "actor_token": staff["access_token"],
        "actor_token_type": ACCESS,
    }
    made = prover.post(terminal, "/token", **right).json()
    assert made["token_type"] == "DPoP"
    assert introspected(terminal, made["access_token"])["cnf"] == {"jkt": prover.thumbprint}
    stranger = Prover()
    stranger.nonce = prover.nonce
    assert stranger.post(terminal, "/token", **right).json()["error"] == "invalid_request"
