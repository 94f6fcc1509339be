"""A matter that wants a surer sign-in (RFC 9470), by keys and ear; and what the audit log keeps."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from auth.audit import MOST_BYTES
from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.journey import Journey
from tests.harness.remains import tokens_of
from tests.harness.sampled import newest

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.long,
    pytest.mark.timeout(240),
]

LINKED = """
    from server.content.models import Edition
    from server.content.shape import block_links, link
    news = Edition.objects.get(title=title, edition="zh-Hans")
    ask = link("/petitions/new", "网上信访", id="ask.petition")
    news.blocks = [*news.blocks, block_links("ask", "写信", "interaction", [ask])]
    news.save()
    result = None
    """
"""An officer's text leads to a form, and does not say what the form will want."""

TYPED = {
    "标题": "Lamps at the ferry",
    "内容": "All the lamps at the ferry are dark.",
    "诉求": "Please mend them.",
    "联系电话": "13812345678",
}
OPEN = """
    from server.identity.models import Visit
    result = sorted(Visit.objects.filter(ended_at=None).values_list("user__username", "acr"))
    """
DIGESTS = """
    from server.identity.models import Token
    result = list(Token.objects.values_list("digest", flat=True))
    """
WHY = "这一步要求三级身份核验：密码之外，还要验证码或验证应用"
UNMET = "您的账号还没有达到这项服务要求的身份核验级别，可以带身份证件到窗口办理核验"


def logged(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Matter:
    """A visitor with a petition at a terminal."""

    def __init__(self, journey: Journey) -> None:
        self.journey, self.player = journey, journey.player
        self.news = newest(journey.portal).title
        """A text that the home page leads to."""

        self.secrets = {*TYPED.values()}
        """What may stand in no log: all that is typed, shown to a phone, or held."""

    def open_form(self) -> None:
        """From the attract screen to a form that nobody had to sign in for."""
        self.player.press("KP_5")
        self.player.hear("佛山市一站式服务门户")
        self.player.find("K", self.news)
        self.player.press("Return")
        self.player.hear(self.news, 20)
        self.player.find("K", "网上信访，链接")
        self.player.press("Return")
        self.player.hear("网上信访，本页有", 20)

    def fill_in(self) -> None:
        self.player.find("F", "佛山市政府办公室")
        self.player.press("Return")
        self.player.hear("已选中")
        for label, text in TYPED.items():
            self.player.find("Tab", f"{label}，文本框")
            self.player.type(text)

    def look_over(self) -> None:
        self.player.press("Ctrl+Return")
        self.player.hear("请核对")

    def code(self) -> tuple[str, str]:
        """The digits that were said for the phone."""
        self.player.hear("手机会询问两位数字", 20)
        found = codes(self.player.spoken())
        self.secrets |= {found[0], f"{found[0][:4]}-{found[0][4:]}"}
        return found

    def sign_in(self, account: str, password: str, name: str) -> None:
        self.code()
        self.journey.approve(account, password)
        self.player.screen("confirm", 20)
        self.player.hear("是您吗")
        self.player.find("Tab", "是我，继续")
        self.player.press("Return")
        self.player.hear(f"您好，{name}，已登录", 15)
        self.secrets |= {account, name.rstrip("*")}

    def finds_what_was_typed(self) -> None:
        """The answers, as they were looked over before, above the button to send them."""
        for text in reversed(TYPED.values()):
            self.player.find("Up", text)

    def remember_tokens(self) -> None:
        found = tokens_of(self.pid, self.journey.portal.call(DIGESTS))
        assert found
        self.secrets |= found

    @property
    def pid(self) -> int:
        """The terminal that is shown now."""
        events = self.player.events()
        return [int(str(e["pid"])) for e in events if e["event"] == "shown"][-1]

    def open_visits(self) -> list[list[str]]:
        found: list[list[str]] = self.journey.portal.call(OPEN)
        return found


def is_refused(matter: Matter) -> None:
    """Whose account cannot reach the level hears it, and keeps what they have; then they leave."""
    journey, player = matter.journey, matter.player
    matter.open_form()
    matter.fill_in()
    matter.look_over()
    player.press("Ctrl+Return")
    matter.sign_in("demo.en", "demo-2011", "Wong*")
    player.hear("填写的内容都还在，还没有提交", 20)
    player.hear("提交信访，按钮", 20)
    assert matter.open_visits() == [["demo.en", "2"]]
    player.press("Return")
    player.hear(WHY, 20)
    code, _ = matter.code()
    with Phone(journey.trial.base_url, "en") as phone:
        phone.open(f"/d?c={code}")
        phone.press("yes")
        page = phone.submit(account="demo.en", password="demo-2011")
        assert page.heading == "This account is not enough"
    player.hear(UNMET, 20)
    player.find("Tab", "不登录，返回")
    player.press("Return")
    player.hear("网上信访", 20)
    matter.finds_what_was_typed()
    assert matter.open_visits() == [["demo.en", "2"]]
    matter.remember_tokens()
    player.press("Shift+Escape")
    player.hear("现在结束吗？")
    player.find("Tab", "结束离开")
    player.press("Return")
    journey.trial.await_shown(2)
    player.until(lambda: matter.open_visits() == [], "the visit ended", 20)


def proves_more(matter: Matter) -> None:
    """Who proves more goes on where they were and sends it; then the terminal dies."""
    journey, player = matter.journey, matter.player
    matter.open_form()
    matter.fill_in()
    matter.look_over()
    player.press("Ctrl+Return")
    matter.sign_in("demo", "demo-2009", "张*")
    player.hear("还没有提交", 20)
    assert matter.open_visits() == [["demo", "2"]]
    player.press("Ctrl+Return")
    player.hear(WHY, 20)
    matter.code()
    journey.approve()
    # no second question for the name: it must be the same person's
    player.hear("身份已确认，继续办理", 20)
    player.hear("填写的内容都还在，还没有提交", 20)
    player.until(lambda: matter.open_visits() == [["demo", "4"]], "the first is over", 20)
    matter.finds_what_was_typed()
    player.press("Ctrl+Return")
    player.hear("受理编号", 20)
    [case] = [one for one in journey.portal.cases() if TYPED["诉求"] in one["values"].values()]
    assert (case["user"], case["service_code"]) == ("demo", "petition")
    assert {*TYPED.values()} <= {*case["values"].values()}
    matter.secrets.add(case["no"])
    matter.remember_tokens()
    os.kill(matter.pid, signal.SIGKILL)
    journey.trial.await_shown(3)
    player.until(lambda: matter.open_visits() == [], "the visit ended", 20)


def holds_facts_only(lines: list[dict[str, Any]], began: datetime) -> None:
    """What the audit log has of both visits: what happened and when, and no more."""
    assert [line["event"] for line in lines] == [
        *("sign_in_started", "signed_in", "sign_in_started", "sign_in_failed", "ended"),
        *("sign_in_started", "signed_in", "sign_in_started", "stepped_up", "ended"),
        "visits_ended",
    ]
    known = {"at", "terminal", "event", "code", "subject"}
    assert {name for line in lines for name in line} == known
    assert [line.get("code", "") for line in lines] == [*("",) * 3, "refused", *("",) * 7]
    assert {line["terminal"] for line in lines} == {"terminal-1"}
    times = [datetime.fromisoformat(line["at"]) for line in lines]
    assert times == sorted(times)
    assert began <= times[0] <= times[-1] <= datetime.now(UTC)
    subjects = [line.get("subject", "") for line in lines]
    one, other = subjects[1], subjects[6]
    assert subjects == ["", one, "", "", one, "", other, "", other, other, ""]
    assert one != other
    assert all(re.fullmatch(r"[0-9a-f]{32}", subject) for subject in (one, other))


def test_who_does_not_reach_it_is_told_and_who_does_goes_on_where_they_were(
    journey: Journey,
) -> None:
    matter, began = Matter(journey), datetime.now(UTC)
    journey.portal.call(LINKED, title=matter.news)
    log = journey.trial.data / "audit" / "audit.jsonl"
    log.parent.mkdir(exist_ok=True)
    log.write_text("{}\n" * (MOST_BYTES // 3), encoding="utf-8")

    is_refused(matter)
    proves_more(matter)

    journey.player.until(lambda: len(logged(log)) >= 11, "the last line", 10)
    holds_facts_only(logged(log), began)
    written = log.read_text(encoding="utf-8")
    assert not [secret for secret in matter.secrets if secret in written]
    assert (log.parent / "audit.jsonl.1").stat().st_size > MOST_BYTES - 3
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
