"""Help at a terminal: agreed to, bounded, and nothing left of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness.assisting import HIDDEN, OUTLINE, Helped
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.staff import Staff
from tests.harness.taking_part import RIGHT, Officer, case_key


@pytest.fixture(scope="module")
def terminal(portal: PortalServer) -> Helped:
    return Helped(portal, "terminal-help", "8号机")


@pytest.fixture(scope="module")
def staff_browser(portal: PortalServer) -> Iterator[Staff]:
    with Staff(portal.base_url) as staff:
        assert staff.sign_in().heading == "Help at the terminals"
        yield staff


@pytest.fixture
def staff(staff_browser: Staff, terminal: Helped) -> Iterator[Staff]:
    terminal.id = ""
    yield staff_browser
    terminal.stands("attract")


def agreed(terminal: Helped, staff: Staff) -> Any:
    terminal.stands(call="ask")
    staff.offer("8号机")
    assert "Please wait" in staff.page.text
    terminal.id = terminal.stands()["offer"]["id"]
    answer = terminal.help("agree")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_call_is_over_once_somebody_helps(terminal: Helped, staff: Staff) -> None:
    terminal.stands(call="ask")
    staff.offer("8号机")
    stands = terminal.stands()
    assert stands["call"] == "coming"
    terminal.id = stands["offer"]["id"]
    assert terminal.help("agree").status_code == 200
    assert terminal.stands()["call"] == "none"
    assert "8号机" in staff.open("/assist/").text


def test_help_from_another_place(terminal: Helped, staff: Staff) -> None:
    told = agreed(terminal, staff)
    assert told["officer"].endswith("*")
    assert terminal.sync(outline=json.dumps(OUTLINE))["gestures"] == []
    assert "You are helping" in staff.look().text
    assert [row for row in staff.rows if "heading" in row] == [
        "heading: 我要咨询 (the visitor is reading this)"
    ]
    assert "Personal, not shared: paragraph" in staff.rows
    assert "Personal, not shared: 主题" in staff.rows

    assert "Sent to the terminal" in staff.point("我要咨询").text
    staff.fill("内容", "无障碍车位")
    staff.say("请按下方向键")
    staff.step("slower")
    done = terminal.sync()["gestures"]
    assert [(one["kind"], one["node"], one["text"]) for one in done] == [
        ("point", "n1", ""),
        ("fill", "n4", "无障碍车位"),
        ("say", "", "请按下方向键"),
        ("slower", "", ""),
    ]
    assert terminal.sync(after=str(done[-1]["number"]))["gestures"] == []
    terminal.help("end", why="visitor")
    assert "the visitor ended it" in staff.look().text
    assert staff.rows == []


CLOSED = json.dumps({"language": "zh-Hans", "nodes": [], "closed": True})


def test_while_the_visitor_signs_in_nothing_is_seen_and_nothing_arrives(
    terminal: Helped, staff: Staff
) -> None:
    agreed(terminal, staff)
    terminal.sync(outline=json.dumps(OUTLINE))
    where = staff.look().url
    kinds = [{"kind": "point", "node": "n1"}, {"kind": "fill", "node": "n4", "text": "x"}]
    kinds += [{"kind": "say", "text": "x"}, {"kind": "slower"}, {"kind": "larger"}]
    terminal.sync(outline=CLOSED)
    assert "The visitor is signing in" in staff.look().text
    assert staff.rows == []
    for fields in kinds:
        page = staff.act(**fields)
        assert page.status == 409
        assert "Please wait until that is done" in page.text
    assert terminal.sync()["gestures"] == []
    terminal.sync(outline=json.dumps(OUTLINE))
    assert "You are helping" in staff.open(where).text
    staff.point("我要咨询")
    assert len(terminal.sync()["gestures"]) == 1


@pytest.mark.parametrize(
    "outline",
    [
        {"language": "zh-Hans", "nodes": OUTLINE["nodes"], "closed": True},
        {"language": "zh-Hans", "nodes": [], "closed": "yes"},
    ],
)
def test_a_closed_outline_shows_nothing(terminal: Helped, staff: Staff, outline: Any) -> None:
    agreed(terminal, staff)
    assert terminal.help("sync", outline=json.dumps(outline)).status_code == 400


def test_the_list_says_how_every_terminal_stands_and_nothing_else(
    terminal: Helped, staff: Staff
) -> None:
    states = {
        "attract": "nobody is here",
        "visiting": "in use",
        "signed_in": "in use, signed in",
        "assisted": "in use with staff",
        "ending": "a visit is ending",
    }
    for state, said in states.items():
        terminal.stands(state)
        assert f"佛山市行政服务中心, 8号机: {said}." in staff.open("/assist/").text


def test_what_is_not_open_cannot_be_filled_and_nothing_else_can_be_done(
    terminal: Helped, staff: Staff
) -> None:
    agreed(terminal, staff)
    terminal.sync(outline=json.dumps(OUTLINE))
    staff.look()
    refused = {
        "not asked you": {"kind": "fill", "node": "n3", "text": "x"},
        "not asked you to": {"kind": "fill", "node": "n1", "text": "x"},
        "no longer on the page": {"kind": "point", "node": "n99"},
        "cannot be done": {"kind": "activate", "node": "n1"},
        "This cannot": {"kind": "submit"},
        "Enter something": {"kind": "say", "text": " "},
        "too long": {"kind": "say", "text": "长" * 501},
    }
    for said, fields in refused.items():
        page = staff.act(**fields)
        assert said in page.text
        assert page.status == 409
    for kind in ("share", "rate", "sign", "open", "choose", "press"):
        assert staff.act(kind=kind, node="n1").status == 409
    assert terminal.sync()["gestures"] == []


@pytest.mark.parametrize(
    "outline",
    [
        "[]",
        "{",
        "[" * 100_000,
        json.dumps({"nodes": [], "language": "en", "more": 1}),
        json.dumps({"nodes": [{**HIDDEN, "name": "张三"}], "language": "en"}),
        json.dumps({"nodes": [{**HIDDEN, "value": "张三"}], "language": "en"}),
        json.dumps({"nodes": [{**HIDDEN, "open": True}], "language": "en"}),
        json.dumps({"nodes": [{**HIDDEN, "id": "/cases/ZX-1"}], "language": "en"}),
        json.dumps({"nodes": [{**HIDDEN, "secret": "x"}], "language": "en"}),
        json.dumps({"nodes": [HIDDEN] * 401, "language": "en"}),
        json.dumps({"nodes": [{"id": "n1", "role": "p", "name": "x" * 601}], "language": "en"}),
    ],
    ids=range(11),
)
def test_a_wrong_outline_is_not_kept(terminal: Helped, staff: Staff, outline: str) -> None:
    agreed(terminal, staff)
    terminal.sync(outline=json.dumps(OUTLINE))
    assert terminal.help("sync", outline=outline).status_code in (400, 413)
    staff.look()
    assert any("我要咨询" in row for row in staff.rows)
    assert "张三" not in staff.page.text


@pytest.mark.parametrize("state", ["refuse", "attract", "late"])
def test_without_the_visitor_s_yes_there_is_nothing(
    portal: PortalServer, terminal: Helped, staff: Staff, state: str
) -> None:
    terminal.stands(call="ask")
    staff.offer("8号机")
    terminal.id = terminal.stands()["offer"]["id"]
    assert terminal.help("sync", outline=json.dumps(OUTLINE)).status_code == 409
    if state == "late":
        portal.call(
            "from server.assist.models import Assistance; from datetime import timedelta;"
            "result = [Assistance.objects.filter(over_at=None).update("
            "asked_at=a.asked_at - timedelta(seconds=91)) for a in Assistance.objects.all()][0]"
        )
    elif state == "refuse":
        terminal.help("refuse")
    else:
        terminal.stands("attract")
    assert "The help is over" in staff.look().text
    assert terminal.help("agree").status_code == 409


def test_it_ends_when_the_terminal_falls_silent(
    portal: PortalServer, terminal: Helped, staff: Staff
) -> None:
    agreed(terminal, staff)
    terminal.sync(outline=json.dumps(OUTLINE))
    portal.call(
        "from server.assist.models import Assistance; from datetime import timedelta;"
        "a = Assistance.objects.get(over_at=None);"
        "result = Assistance.objects.filter(pk=a.pk).update("
        "heard_at=a.heard_at - timedelta(seconds=31))"
    )
    assert "not heard of" in staff.look().text
    assert terminal.help("sync").status_code == 409


def test_the_end_leaves_the_fact_and_nothing_of_the_page(
    portal: PortalServer, terminal: Helped, staff: Staff
) -> None:
    agreed(terminal, staff)
    terminal.sync(outline=json.dumps(OUTLINE))
    staff.look()
    staff.say("再见")
    staff.end()
    assert "you ended it" in staff.page.text
    left = portal.call(
        """
        from server.assist.models import Assistance, Gesture
        a = Assistance.objects.order_by("-pk").first()
        result = [a.outline, Gesture.objects.count(), a.ended, a.officer.username,
                  a.visit.ended_at is not None]
        """
    )
    assert left == [{}, 0, "staff", "desk", True]


def test_two_do_not_help_at_once_and_a_colleague_sees_nothing(
    portal: PortalServer, terminal: Helped, staff: Staff
) -> None:
    agreed(terminal, staff)
    place = staff.page.url
    with Staff(portal.base_url) as other:
        other.sign_in("desk.chancheng", "desk-2010")
        other.open("/assist/")
        assert "Help from here: 8号机" in " ".join(b for f in other.page.forms for b in f.buttons)
        assert other.offer("8号机").status == 409
        assert other.open(place).status == 404


@pytest.mark.parametrize("account", [None, ("demo", "demo-2009")])
def test_nobody_else_comes_in(portal: PortalServer, account: tuple[str, str] | None) -> None:
    with Staff(portal.base_url) as stranger:
        if account:
            page = stranger.sign_in(*account)
            assert page.errors == ["Error: This account may not help at the terminals."]
        assert stranger.open("/assist/").url.endswith("/assist/sign-in")
        assert stranger.open("/assist/1/").url.endswith("/assist/sign-in")
        assert stranger.open("/assist/1/outline").url.endswith("/assist/sign-in")


def test_another_terminal_s_help_is_unknown(
    portal: PortalServer, terminal: Helped, staff: Staff
) -> None:
    agreed(terminal, staff)
    other = Helped(portal, "terminal-other", "9号机")
    other.id = terminal.id
    for act in ("agree", "refuse", "sync", "end"):
        assert other.help(act, why="staff").status_code == 409
    assert terminal.sync()["state"] == "on"


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_staff_reads_in_three_languages(terminal: Helped, staff: Staff, lang: str) -> None:
    agreed(terminal, staff)
    terminal.sync(outline=json.dumps(OUTLINE))
    try:
        page = staff.open(f"{staff.page.url.partition('?')[0]}?lang={lang}")
        ends = {"zh-Hans": "结束协助", "zh-Hant": "結束協助", "en": "End the help"}
        assert ends[lang] in page.text
        assert page.lang == lang
    finally:
        staff.open("/assist/?lang=en")


ACTING = """
from django.utils import timezone
from server.identity import visits
from server.identity.models import Terminal, User
terminal = Terminal.objects.get(client_id="terminal-help")
demo, now = User.objects.get(username="demo"), timezone.now()
visit = visits.open_visit(demo, terminal, now, assurance=("4", "pwd otp mfa"))
acting = visits.open_visit(User.objects.get(username="desk"), terminal, timezone.now())
result = visits.new_secret()
visits.keep({"access_token": result, "scope": "profile cases"}, visit, "acting", "", acting)
"""


def test_what_is_sent_says_who_helped_and_opinions_wait(
    portal: PortalServer, terminal: Helped, visitor: PortalVisitor
) -> None:
    assisted = PortalVisitor(portal.base_url, portal.call(ACTING))
    made = assisted.send()
    assert made.status_code == 201, made.text
    number = made.json()["case"]["no"]
    said = visitor.page(f"/cases/{number}")["case"]["timeline"][0]["text"]
    assert said == "由工作人员示*在终端旁协助办理。"
    english = visitor.page(f"/cases/{number}", "en")["case"]["timeline"][0]["text"]
    assert english == "A member of staff, 示*, helped at the terminal."
    desk = Officer(portal.base_url, "desk.chancheng", "desk-2010")
    assert "desk" in desk.look(f"cases/case/{case_key(portal, number)}/change/").text
    kept = portal.call(
        "from server.cases.models import Submission;"
        "result = Submission.objects.order_by('-pk').first().helper.username"
    )
    assert kept == "desk"
    portal.reply_to(number, "答复")
    rating = {"stars": "5"}
    refused = assisted.send(rating, address=f"/cases/{number}/rating")
    assert (refused.status_code, refused.json()["code"]) == (403, "alone")
    assert visitor.send(rating, address=f"/cases/{number}/rating").status_code == 201
    alone = (
        "from server.cases.models import Event;"
        "result = Event.objects.order_by('-pk').first().helper_id"
    )
    assert portal.call(alone) is None


def test_a_survey_is_answered_alone(portal: PortalServer, terminal: Helped) -> None:
    assisted = PortalVisitor(portal.base_url, portal.call(ACTING))
    form = assisted.page("/surveys/terminals-2026/answer")["form"]
    chosen = {name: form["fields"][name]["options"][0]["value"] for name in form["order"]}
    refused = assisted.send(chosen, address="/surveys/terminals-2026/answers")
    assert (refused.status_code, refused.json()["code"]) == (403, "alone")
    alone = PortalVisitor(portal.base_url, portal.token("demo.ouyang"))
    looked_at = alone.send({}, address="/surveys/terminals-2026/answers")
    assert looked_at.status_code == 422, looked_at.text


@pytest.mark.parametrize("address", ["/petitions/new", "/disclosure-requests/new"])
def test_what_wants_a_stronger_sign_in_is_signed_by_the_visitor_alone(
    portal: PortalServer, terminal: Helped, address: str
) -> None:
    """The token's sign-in is strong enough; that somebody else is there is what refuses it."""
    where, values = RIGHT[address]
    assisted = PortalVisitor(portal.base_url, portal.call(ACTING))
    refused = assisted.send(values, address=where)
    assert (refused.status_code, refused.json()["code"]) == (403, "alone")
