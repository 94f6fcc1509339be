"""Levels 4 and 5 come from an officer who saw the person, and from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests

from kiosk.tour.phone import Page
from tests.harness.identity_server import IdentityServer

OFFICER = {"username": "officer.desk", "password": "office hours 9"}
CLERK = {"username": "clerk.desk", "password": "office hours 9"}


@pytest.fixture(scope="module")
def people(identity: IdentityServer) -> dict[str, int]:
    """An officer who may record checks, a clerk who may not, and the accounts to check."""
    made: dict[str, int] = identity.call(
        """
        from django.contrib.auth.models import Permission
        from server.identity.models import User
        for account in ("officer.desk", "clerk.desk"):
            User.objects.create_user(account, password="office hours 9", is_staff=True, email="o@x")
        wanted = ("add_countercheck", "view_countercheck", "view_user")
        rights = Permission.objects.filter(codename__in=wanted)
        User.objects.get(username="officer.desk").user_permissions.set(rights)
        result = dict(User.objects.values_list("username", "pk"))
        """
    )
    return made


class Desk:
    """An officer's browser: admin pages are too rich for the reader of our own pages."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.session.trust_env = False

    def open(self, path: str) -> requests.Response:
        return self.session.get(self.base_url + path, timeout=20)

    def send(self, path: str, **fields: str) -> requests.Response:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.open(path).text)
        data = {"csrfmiddlewaretoken": found.group(1) if found else "", **fields}
        url = self.base_url + path
        return self.session.post(url, data=data, timeout=20, allow_redirects=False)


@pytest.fixture
def desk(identity: IdentityServer, people: dict[str, int]) -> Iterator[Desk]:
    desk = Desk(identity.base_url)
    yield desk
    desk.session.close()


@pytest.fixture(autouse=True)
def as_before(identity: IdentityServer) -> Iterator[None]:
    yield
    identity.sql("UPDATE identity_user SET level = 2 WHERE username <> 'demo'")


def enter(desk: Desk, who: dict[str, str]) -> None:
    assert desk.send("/desk/login/", **who, next="/desk/").status_code == 302


def check(desk: Desk, user: int, level: str = "4", document: str = "id_card") -> int:
    """Status 302 is "recorded", 200 the form again with what is wrong."""
    form = {"user": str(user), "level": level, "document": document}
    return desk.send("/desk/identity/countercheck/add/", **form).status_code


def level_of(identity: IdentityServer, account: str) -> int:
    return int(identity.sql("SELECT level FROM identity_user WHERE username = ?", account)[0][0])


def test_an_officer_records_a_check_and_the_account_counts_for_it(
    identity: IdentityServer, desk: Desk, people: dict[str, int]
) -> None:
    identity.sql("UPDATE identity_user SET contact_spent = 1 WHERE username = 'demo.ouyang'")
    enter(desk, OFFICER)
    assert check(desk, people["demo.ouyang"]) == 302
    rows = identity.sql(
        "SELECT u.level, u.contact_spent, o.username FROM identity_countercheck c"
        " JOIN identity_user u ON u.id = c.user_id JOIN identity_user o ON o.id = c.officer_id"
        " WHERE u.username = 'demo.ouyang'"
    )
    assert rows == [(4, 0, "officer.desk")]


@pytest.mark.parametrize(
    ("account", "level", "document"),
    [
        ("officer.desk", "4", "id_card"),  # their own account
        ("demo.en", "4", "id_card"),  # a password alone opens it
        ("demo.ouyang", "5", "id_card"),  # level 5 is for certificates
        ("demo.ouyang", "3", "id_card"),
        ("demo.ouyang", "6", "certificate"),
        ("demo.ouyang", "4", "a word"),
    ],
)
def test_what_an_officer_cannot_record(
    identity: IdentityServer,
    desk: Desk,
    people: dict[str, int],
    account: str,
    level: str,
    document: str,
) -> None:
    enter(desk, OFFICER)
    assert check(desk, people[account], level, document) == 200
    assert level_of(identity, account) == 2


def test_a_certificate_makes_level_5(
    identity: IdentityServer, desk: Desk, people: dict[str, int]
) -> None:
    enter(desk, OFFICER)
    assert check(desk, people["demo.ouyang"], "5", "certificate") == 302
    assert level_of(identity, "demo.ouyang") == 5


def test_who_has_not_the_right_records_nothing(desk: Desk) -> None:
    enter(desk, CLERK)
    assert desk.open("/desk/identity/countercheck/add/").status_code == 403


def test_nobody_edits_checks_or_accounts(
    identity: IdentityServer, desk: Desk, people: dict[str, int]
) -> None:
    enter(desk, OFFICER)
    check(desk, people["demo.ouyang"])
    ((key,),) = identity.sql("SELECT max(id) FROM identity_countercheck")
    for kind, one in (("countercheck", key), ("user", people["demo"])):
        path = f"/desk/identity/{kind}/{one}"
        assert desk.open(f"{path}/change/").status_code == 200
        assert desk.send(f"{path}/change/", level="5", is_superuser="on").status_code == 403
        assert desk.open(f"{path}/delete/").status_code == 403


def test_the_desk_shows_no_secrets(desk: Desk, people: dict[str, int]) -> None:
    enter(desk, OFFICER)
    page = desk.open(f"/desk/identity/user/{people['demo']}/change/")
    assert "demo" in page.text
    assert not [word for word in ("argon2", "totp", "eyJ") if word in page.text]


def test_being_at_the_desk_signs_nobody_in_as_a_visitor(desk: Desk) -> None:
    enter(desk, OFFICER)
    assert Page(desk.open("/id/account?lang=en")).heading == "Sign in to your account"
