"""A signs in, works and leaves; then everything that A could have left behind is searched."""

from __future__ import annotations

import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.private import memory_folder
from tests.harness.journey import Journey
from tests.harness.remains import family, in_files, in_memory, tokens_of

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.long,
    pytest.mark.timeout(240),
]
OPEN_VISITS = (
    "from server.identity.models import Visit\nresult = Visit.objects.filter(ended_at=None).count()"
)
DIGESTS = (
    "from server.identity.models import Token\n"
    "result = list(Token.objects.values_list('digest', flat=True))"
)
PLACES = (memory_folder(), Path("/tmp"), Path.home() / ".cache", Path.home() / ".config")  # noqa: S108 - where programs write

COMMON = ("name", "case number")


def shown(journey: Journey) -> int:
    """The terminal that is shown now."""
    return [int(str(e["pid"])) for e in journey.player.events() if e["event"] == "shown"][-1]


def type_in(journey: Journey, account: str, password: str) -> None:
    """On the provider's page at the terminal itself."""
    player = journey.player
    player.find("Tab", "在这里输入账号和密码")
    player.press("Return")
    player.screen("sign_in_page", 20)
    for field, text in (("账户，文本框", account), ("密码，密码框", password)):
        player.find("Tab", field)
        time.sleep(0.5)  # a person hears the field before typing; the page has the focus then
        player.type(text)
    player.press("Ctrl+Return")


def sign_in(
    journey: Journey, account: str, password: str, name: str, *, by_page: bool = False
) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    player.find("K", "政务咨询")
    player.press("Return")
    player.hear("手机会询问两位数字", 20)
    if by_page:
        type_in(journey, account, password)
    else:
        journey.approve(account, password)
    player.screen("confirm", 20)
    assert player.hear("是您吗")[-1].startswith(f"{name}*，是您吗")
    player.find("Tab", "是我，继续")
    player.press("Return")
    player.hear(f"您好，{name}*，已登录", 15)


def work(journey: Journey) -> dict[str, str]:
    """A fills in and sends a consultation; what must not be found afterwards."""
    player = journey.player
    typed = {"subject": f"qsubject{secrets.token_hex(4)}", "text": f"qtext{secrets.token_hex(6)}"}
    player.find("Down", "佛山市公安局")
    player.press("Return")
    player.find("F", "标题")
    player.type(typed["subject"])
    player.press("Ctrl+A", "Ctrl+C")
    player.find("Tab", "内容，文本框")
    player.type(typed["text"])
    player.find("Tab", "是否需要答复")
    player.press("Return")
    player.press("Ctrl+Return")
    player.hear("受理编号", 20)
    [case] = journey.cases()
    return {**typed, "case number": str(case["no"])}


def leave_by_key(journey: Journey) -> None:
    journey.player.press("Shift+Escape")
    journey.player.hear("现在结束吗？")
    journey.player.find("Tab", "结束离开")
    journey.player.press("Return")


def leave_idle(journey: Journey) -> None:
    journey.player.hear("按任意键继续", 60)


def crash(journey: Journey) -> None:
    os.kill(shown(journey), signal.SIGKILL)


@contextmanager
def network(journey: Journey, *, pulled: bool) -> Iterator[None]:
    """The portal and provider as they are, or such that nothing is answered any more."""
    if pulled:
        os.kill(journey.server_pid(), signal.SIGSTOP)
    try:
        yield
    finally:
        if pulled:
            os.kill(journey.server_pid(), signal.SIGCONT)


LEAVE: dict[str, Callable[[Journey], None]] = {
    "key": leave_by_key,
    "idle": leave_idle,
    "crash": crash,
    "network pulled": leave_by_key,
}


def search(journey: Journey, canaries: dict[str, str], since: float) -> set[str]:
    """Everything of A that can be found; the city's own server is not the terminal's."""
    server = family(journey.server_pid())
    remains = {
        f"{name} in process {pid}"
        for pid in family(journey.trial.pid) - server
        for name in in_memory(pid, canaries)
    }
    # the transcript is made for trials only, and holds what was said
    without = (journey.trial.data / "server", journey.trial.transcript)
    # names and numbers stand in the sample content of other servers as well
    unique = {name: text for name, text in canaries.items() if name not in COMMON}
    remains |= in_files(PLACES, unique, since, without)
    return remains | in_files(
        (journey.trial.data.parent, memory_folder()), canaries, since, without
    )


@pytest.mark.parametrize("by_page", [False, True], ids=["phone", "page"])
@pytest.mark.parametrize("way", LEAVE)
def test_nothing_of_a_is_left_and_b_is_never_a(
    journey_with: Callable[..., Journey], way: str, by_page: bool
) -> None:
    settings = {"idle_quiet": "8", "idle_warning": "20"} if way == "idle" else {}
    journey = journey_with(**settings)
    since = time.time() - 1
    sign_in(journey, "demo", "demo-2009", "张", by_page=by_page)
    # the account's own name and password stand in the sample data of every server here
    canaries = {**work(journey), "name": "张示例"}
    tokens = tokens_of(shown(journey), journey.portal.call(DIGESTS))
    assert tokens  # else the search would find nothing whatever there is
    canaries |= {f"token {number}": token for number, token in enumerate(tokens)}
    found = in_memory(shown(journey), canaries)
    assert {"subject", "text", "case number"} <= found
    with network(journey, pulled=way == "network pulled"):
        LEAVE[way](journey)
        journey.trial.await_shown(2)
        time.sleep(1)  # the folder is deleted when the process is reaped
        assert search(journey, canaries, since) == set()
    if way != "network pulled":
        journey.player.until(lambda: journey.portal.call(OPEN_VISITS) == 0, "the visit ended", 20)
    sign_in(journey, "demo.ouyang", "demo-2010", "歐陽", by_page=by_page)
    assert in_memory(shown(journey), canaries) == set()
