"""A signs in, works and leaves; then everything that A could have left behind is searched."""

from __future__ import annotations

import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.private import memory_folder
from kiosk.tour.visit import codes
from tests.harness.certified import Browser, CertifiedProvider
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
SAID = "佛山市一站式服务门户"


def shown(journey: Journey) -> int:
    """The terminal that is shown now."""
    return [int(str(e["pid"])) for e in journey.player.events() if e["event"] == "shown"][-1]


@dataclass(frozen=True)
class Person:
    """Somebody at a provider: what they type there, and what the terminal calls them."""

    account: str
    password: str
    masked: str
    whole: str = ""


class Own:
    """Our own provider, in the embedded server."""

    people = (
        Person("demo", "demo-2009", "张*", "张示例"),
        Person("demo.ouyang", "demo-2010", "歐陽*"),
    )
    fields = ("账户，文本框", "密码，密码框")

    def __init__(self, journey: Journey) -> None:
        self.journey = journey

    @property
    def pid(self) -> int:
        return self.journey.server_pid()

    def approve(self, person: Person) -> None:
        self.journey.player.hear("手机会询问两位数字", 20)
        self.journey.approve(person.account, person.password)

    def after_page(self) -> None:
        """Nothing more is asked."""

    def work(self) -> dict[str, str]:
        """A fills in and sends a consultation; what must not be found afterwards."""
        player = self.journey.player
        typed = {
            "subject": f"qsubject{secrets.token_hex(4)}",
            "text": f"qtext{secrets.token_hex(6)}",
        }
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
        player.hear("请核对")
        player.press("Ctrl+Return")
        player.hear("受理编号", 20)
        [case] = self.journey.cases()
        return {**typed, "case number": str(case["no"])}

    def tokens(self) -> set[str]:
        return tokens_of(shown(self.journey), self.journey.portal.call(DIGESTS))

    def still_open(self) -> bool:
        return bool(self.journey.portal.call(OPEN_VISITS))


class Other:
    """npm's certified provider; the portal beside it knows nobody of it."""

    people = (Person("wen", "any-1", "文**", "文栖梧"), Person("qiu", "any-2", "丘**"))
    fields = ("Enter any login，文本框", "and password，密码框")

    def __init__(self, journey: Journey, provider: CertifiedProvider) -> None:
        self.journey = journey
        self.provider = provider

    @property
    def pid(self) -> int:
        return self.provider.pid

    def approve(self, person: Person) -> None:
        self.journey.player.hear("/device", 20)
        code, _ = codes(self.journey.player.spoken())
        with Browser(self.provider.issuer) as phone:
            address = f"{self.provider.issuer}/device?user_code={code[:4]}-{code[4:]}"
            phone.approve_device(address, person.account)

    def after_page(self) -> None:
        """Whoever signs in there for the first time is asked to consent."""
        self.journey.player.hear("Continue，按钮", 20)
        self.journey.player.press("Ctrl+Return")

    def work(self) -> dict[str, str]:
        """Nothing is sent: the portal is another city's."""
        return {}

    def tokens(self) -> set[str]:
        held = {token: token for token in self.provider.issued}
        return in_memory(shown(self.journey), held)

    def still_open(self) -> bool:
        """It cannot be asked; the tokens are tried in tests/long/identity."""
        return False


def type_in(place: Own | Other, person: Person) -> None:
    """On the provider's page at the terminal itself; nobody waits before typing."""
    player = place.journey.player
    player.find("Tab", "在这里输入账号和密码")
    player.press("Return")
    player.screen("sign_in_page", 20)
    for field, text in zip(place.fields, (person.account, person.password), strict=True):
        player.find("Tab", field)
        player.type(text)
    player.press("Ctrl+Return")
    place.after_page()


def sign_in(place: Own | Other, person: Person, *, by_page: bool) -> None:
    player = place.journey.player
    player.press("KP_5")
    player.hear(SAID)
    player.find("K", "政务咨询")
    player.press("Return")
    player.screen("sign_in", 20)
    if by_page:
        player.until(lambda: any("输入" in said for said in player.spoken()), "the code", 20)
        type_in(place, person)
    else:
        place.approve(person)
    player.screen("confirm", 20)
    assert player.hear("是您吗")[-1].startswith(f"{person.masked}，是您吗")
    player.find("Tab", "是我，继续")
    player.press("Return")
    player.hear(f"您好，{person.masked}，已登录", 15)


def look_around(journey: Journey) -> dict[str, str]:
    """A reads, searches, copies and sets the voice; the word that was searched for."""
    player = journey.player
    word = f"qword{secrets.token_hex(5)}"
    player.press("F2")
    player.hear(SAID, 20)
    for link in ("政务公开", "政府信息公开目录"):
        player.find("K", f"{link}，链接")
        player.press("Return")
        player.hear(f"{link}，本页有", 20)
    player.find("F", "查找，文本框")
    player.type(word)
    player.press("Ctrl+A", "Ctrl+C")
    player.find("Tab", "查找，按钮")
    player.press("Return")
    player.hear(f"搜索“{word}”", 20)
    journey.says("Alt+Shift+Right", "语速 5")
    journey.says("Alt+Shift+Right", "语速 6")
    return {"search": word}


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
def network(place: Own | Other, *, pulled: bool) -> Iterator[None]:
    """Portal and provider as they are, or such that nothing is answered any more."""
    pids = {place.journey.server_pid(), place.pid} if pulled else set()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


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


@pytest.fixture(scope="module")
def certified() -> Iterator[CertifiedProvider]:
    with CertifiedProvider(nonces=True) as provider:
        yield provider


@pytest.fixture
def place(
    request: pytest.FixtureRequest, journey_with: Callable[..., Journey], way: str
) -> Own | Other:
    settings: dict[str, str] = {}
    if way == "idle":
        settings = {"idle_quiet": "8", "idle_warning": "20"}
    if request.param == "own":
        return Own(journey_with(**settings))
    provider: CertifiedProvider = request.getfixturevalue("certified")
    settings |= {"issuer": provider.issuer, "terminal_id": "terminal", "scopes": "openid,profile"}
    return Other(journey_with(key=provider.key, **settings), provider)


@pytest.mark.parametrize("place", ["own", "certified"], indirect=True)
@pytest.mark.parametrize("by_page", [False, True], ids=["phone", "page"])
@pytest.mark.parametrize("way", LEAVE)
def test_nothing_of_a_is_left_and_b_is_never_a(place: Own | Other, way: str, by_page: bool) -> None:
    journey = place.journey
    since = time.time() - 1
    a, b = place.people
    sign_in(place, a, by_page=by_page)
    # the account's own name and password stand in the sample data of every server here
    done = place.work()
    found = in_memory(shown(journey), done)
    canaries = {**done, **look_around(journey), "name": a.whole}
    tokens = place.tokens()
    assert tokens  # else the search would find nothing whatever there is
    canaries |= {f"token {number}": token for number, token in enumerate(tokens)}
    found |= in_memory(shown(journey), canaries)
    assert set(canaries) - {"name"} <= found
    with network(place, pulled=way == "network pulled"):
        LEAVE[way](journey)
        journey.trial.await_shown(2)
        time.sleep(1)  # the folder is deleted when the process is reaped
        assert search(journey, canaries, since) == set()
    if way != "network pulled":
        journey.player.until(lambda: not place.still_open(), "the visit ended", 20)
    before = len(journey.player.events())
    sign_in(place, b, by_page=by_page)
    journey.says("Alt+Shift+Right", "语速 5")
    said = str([event.get("text") for event in journey.player.events()[before:]])
    assert not [name for name, text in canaries.items() if text in said]
    assert in_memory(shown(journey), canaries) == set()
