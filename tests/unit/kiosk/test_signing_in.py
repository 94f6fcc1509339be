"""Signing in as the visitor lives it, at a provider over HTTP; only time is moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from types import SimpleNamespace
from typing import TypeVar, cast

import pytest
from typing_extensions import override

from a11y.document import Document, Node, Role
from auth.flows.ask import AskSignIn
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn
from auth.session import Session
from auth.stepup import StepUp
from kiosk.by_page import Shown
from kiosk.echo import Typed
from kiosk.services import Services
from kiosk.signing_in import Outcome, Purpose, SigningIn
from kiosk.tasks import Tasks
from tests.harness import clock, hostile
from tests.harness.hostile import HostileProvider, open_page
from tests.harness.http_server import as_json
from tests.harness.stage import PaperStage

T = TypeVar("T")
PAGE = Document("screen:page", Node("screen:page#", Role.DOCUMENT))
WEB = Document("web:x/y", Node("web:x/y#", Role.DOCUMENT), kind="web")


class AtOnce(Tasks):
    """Work is done where it is asked for."""

    def __init__(self) -> None:
        super().__init__(lambda call: call())

    @override
    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        future: Future[T] = Future()
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - as a pool does
            future.set_exception(error)
        done(future)


class PaperPlace:
    """Keeps what a private view would show."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.shown: Shown | None = None
        self.closed = 0

    def open(self, address: str, is_callback: Callable[[str], bool], shown: Shown) -> None:
        self.opened.append(address)
        self.shown = shown
        shown.page(WEB, fresh=True)

    def close(self) -> None:
        self.closed += 1

    def press(self, ref: str) -> None:
        """There is nothing to be clicked."""

    def send(self, node_id: str) -> bool:
        return False


class Desk:
    """A visitor before the real SigningIn, at a real provider."""

    def __init__(self, provider: HostileProvider) -> None:
        self.provider = provider
        self.clock = clock.FakeClock(provider.time.steady())
        self.paper = PaperStage(PAGE)
        self.place = PaperPlace()
        self.present: Session | None = None
        self.rejected: list[Session] = []
        self.happened: list[str] = []
        self.typed: list[tuple[Typed, Typed]] = []
        party = provider.party()
        identity = SimpleNamespace(
            ways=party.provider.metadata,
            by_phone=lambda step_up, session: DeviceSignIn(
                party, step_up=step_up, same_as=session.claims if session else None
            ),
            by_asking=lambda hint, step_up, session: AskSignIn(
                party, hint, step_up=step_up, same_as=session.claims if session else None
            ),
            by_page=lambda step_up, session, language: CodeSignIn(
                party,
                hostile.REDIRECT,
                step_up=step_up,
                same_as=session.claims if session else None,
                languages=language.value,
            ),
        )
        services = SimpleNamespace(identity=identity, tasks=AtOnce(), clock=self.clock)
        outcome = Outcome(
            lambda: self.present,
            self._accept,
            self.rejected.append,
            lambda: self.happened.append("left"),
        )
        self.signing_in = SigningIn(
            self.paper.stage,
            cast("Services", services),
            outcome,
            self.place,
            lambda _node, before, after: self.typed.append((before, after)),
        )

    @property
    def screen(self) -> str:
        shown = self.paper.stage.base
        assert shown is not None
        return shown.name

    @property
    def texts(self) -> str:
        return " ".join(node.name.source for node in self.paper.surface.shown[-1].nodes)

    def start(self, step_up: StepUp | None = None) -> None:
        resume = lambda: self.happened.append("resumed")  # noqa: E731 - a word for what happens
        self.signing_in.start(Purpose("我的办件", "zh-Hans", resume, step_up or StepUp()))

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.provider.time.advance(1)
            self.clock.advance(1)

    def by_page(self) -> None:
        assert self.place.shown is not None
        self.place.shown.caught(open_page(self.place.opened[-1]))

    def signed_in(self, *, acr: str = "3") -> Session:
        """Somebody is in already."""
        self.provider.spoil_claims = lambda claims: claims.update(acr=acr)
        self.start()
        self.wait(5)
        self.signing_in.confirm()
        assert self.present is not None
        self.happened.clear()
        return self.present

    def _accept(self, session: Session) -> None:
        self.present = session


@pytest.fixture
def desk() -> Iterator[Desk]:
    with HostileProvider(hostile.FakeClock()) as provider:
        yield Desk(provider)


def test_a_phone_approves_and_a_key_confirms(desk: Desk) -> None:
    desk.start()
    assert "0000 0001" in desk.texts
    desk.wait(5)
    assert (desk.screen, desk.present) == ("confirm", None)
    desk.signing_in.confirm()
    assert desk.present is not None
    assert desk.happened == ["resumed"]


def test_a_code_that_runs_out_is_replaced_on_the_same_page(desk: Desk) -> None:
    desk.provider.approved = False
    desk.start()
    place = next(
        n.id for n in desk.paper.surface.shown[-1].nodes if "back" in n.id or "cancel" in n.id
    )
    desk.paper.stage.reader.arrive(place)
    desk.wait(115)
    assert desk.screen == "sign_in"
    assert "0000 0002" in desk.texts
    assert any("验证码已更新" in said for said in desk.paper.said)
    assert desk.paper.stage.reader.node.id == place
    desk.provider.approved = True
    desk.wait(10)
    assert desk.screen == "confirm"


def test_the_provider_is_asked_as_soon_as_it_may_be(desk: Desk) -> None:
    """Not a second later: the seconds that are shown do not set the pace."""
    desk.provider.approved = False
    desk.start()
    desk.provider.time.advance(0.4)
    desk.clock.advance(0.4)
    desk.signing_in.start()
    for _ in range(48):
        desk.provider.time.advance(0.1)
        desk.clock.advance(0.1)
    assert not desk.provider.requests_to("/id/token")
    for _ in range(3):
        desk.provider.time.advance(0.1)
        desk.clock.advance(0.1)
    assert len(desk.provider.requests_to("/id/token")) == 1
    for _ in range(52):
        desk.provider.time.advance(0.1)
        desk.clock.advance(0.1)
    assert len(desk.provider.requests_to("/id/token")) == 2


def test_a_provider_without_a_device_grant_opens_its_page(desk: Desk) -> None:
    del desk.provider.metadata["device_authorization_endpoint"]
    desk.start()
    assert desk.screen == "sign_in_page"
    assert "ui_locales=zh-Hans" in desk.place.opened[0]
    desk.by_page()
    assert desk.screen == "confirm"
    assert desk.place.closed
    desk.signing_in.confirm()
    assert desk.happened == ["resumed"]


def test_the_visitor_may_choose_the_page(desk: Desk) -> None:
    desk.start()
    assert "在这里输入账号和密码" in desk.texts
    desk.signing_in.by_page()
    assert desk.screen == "sign_in_page"
    desk.by_page()
    assert desk.screen == "confirm"


def test_a_provider_without_any_way_is_said_to_be_wrong(desk: Desk) -> None:
    for name in ("device_authorization_endpoint", "authorization_endpoint"):
        del desk.provider.metadata[name]
    desk.start()
    assert "本机的登录设置有误" in desk.texts


def test_leaving_the_page_deletes_it_and_signs_nobody_in(desk: Desk) -> None:
    desk.start()
    desk.signing_in.by_page()
    closed = desk.place.closed
    desk.signing_in.cancel()
    assert desk.place.closed > closed
    desk.by_page()
    assert (desk.present, desk.happened) == (None, ["left"])
    assert not desk.provider.requests_to("/id/token")


@pytest.mark.parametrize("reason", ["load", "certificate", "renderer"])
def test_a_page_that_fails_is_said_and_can_be_opened_again(desk: Desk, reason: str) -> None:
    desk.start()
    desk.signing_in.by_page()
    assert desk.place.shown is not None
    desk.place.shown.failed(reason)
    assert desk.screen == "sign_in"
    assert "重新打开登录页面" in desk.texts


def test_a_page_that_never_comes_is_given_up(desk: Desk) -> None:
    desk.place.open = lambda address, is_callback, shown: None  # type: ignore[method-assign]  # it hangs
    desk.start()
    desk.signing_in.by_page()
    desk.wait(21)
    assert "没有回应" in desk.texts


def test_what_is_typed_on_the_page_goes_to_the_echo_from_the_second_state_on(desk: Desk) -> None:
    desk.start()
    desk.signing_in.by_page()
    assert desk.place.shown is not None
    for text in ("", "•", "••"):
        desk.place.shown.typed("web:x/y#p", Typed(text, len(text)))
    assert [after.text for _, after in desk.typed] == ["•", "••"]


def test_a_stronger_sign_in_takes_the_place_of_the_weaker(desk: Desk) -> None:
    before = desk.signed_in()
    desk.provider.spoil_claims = lambda claims: claims.update(acr="4")
    desk.start(StepUp("4 5"))
    assert "四级身份核验" in desk.texts
    assert any("四级身份核验" in said for said in desk.paper.said)
    assert desk.provider.requests_to("/id/device")[-1].form["acr_values"] == "4 5"
    desk.wait(5)
    assert desk.present is not before
    assert desk.present is not None
    assert desk.present.claims.acr == "4"
    assert desk.rejected == [before]
    assert desk.happened == ["resumed"]


@pytest.mark.parametrize(
    ("claims", "said"),
    [({"sub": "u-2", "acr": "4"}, "另一个账号"), ({"acr": "3"}, "还没有达到"), ({}, "还没有达到")],
)
def test_another_person_or_too_little_changes_nothing(
    desk: Desk, claims: dict[str, str], said: str
) -> None:
    before = desk.signed_in()
    desk.provider.spoil_claims = lambda made: made.update(claims)
    desk.start(StepUp("4"))
    desk.wait(5)
    assert desk.present is before
    assert said in desk.texts
    assert desk.happened == []


def test_what_a_sign_in_takes_is_said_before_it_is_begun(desk: Desk) -> None:
    desk.start(StepUp("3"))
    assert "三级身份核验" in desk.texts
    assert any("三级身份核验" in said for said in desk.paper.said)


def test_a_level_that_the_account_cannot_reach_is_explained(desk: Desk) -> None:
    desk.signed_in()
    error = {"error": "unmet_authentication_requirements"}
    desk.provider.overrides["/id/token"] = lambda _: as_json(error, 400)
    desk.start(StepUp("5"))
    desk.wait(5)
    assert "还没有达到" in desk.texts


def test_an_old_sign_in_is_none_where_a_fresh_one_is_asked_for(desk: Desk) -> None:
    before = desk.signed_in()
    desk.provider.spoil_claims = lambda made: made.update(auth_time=made["iat"] - 60)
    desk.start(StepUp(max_age=10))
    assert "重新确认身份" in desk.texts
    assert any("重新确认身份" in said for said in desk.paper.said)
    assert desk.provider.requests_to("/id/device")[-1].form["max_age"] == "10"
    desk.wait(5)
    assert desk.present is before
    assert desk.happened == []


def asking(desk: Desk) -> None:
    """The provider asks phones, too."""
    metadata = desk.provider.metadata
    metadata["backchannel_authentication_endpoint"] = f"{desk.provider.issuer}/ask"
    metadata["backchannel_token_delivery_modes_supported"] = ["poll"]
    desk.provider.overrides["/id/ask"] = lambda _: as_json(
        {"auth_req_id": "request-1", "expires_in": 30, "interval": 5}
    )


def test_who_is_known_is_asked_on_the_phone(desk: Desk) -> None:
    asking(desk)
    desk.start()
    assert "输入手机号或账号，让手机来确认" in desk.texts
    assert desk.signing_in.asks
    desk.provider.overrides["/id/token"] = lambda _: as_json(
        {"error": "authorization_pending"}, 400
    )
    desk.signing_in.by_asking("13800138000")
    [asked] = desk.provider.requests_to("/id/ask")
    number = asked.form["binding_message"]
    assert "请打开手机上的登录通知" in desk.texts
    assert number in desk.texts
    assert "13800138000" not in desk.texts
    assert any("已发到手机" in said and number in said for said in desk.paper.said)
    desk.wait(5)
    desk.provider.overrides["/id/token"] = desk.provider._tokens
    desk.wait(6)
    assert desk.screen == "confirm"
    desk.signing_in.confirm()
    assert desk.happened == ["resumed"]


def test_a_phone_that_does_not_answer_is_told_and_rings_once(desk: Desk) -> None:
    asking(desk)
    desk.start()
    desk.provider.overrides["/id/token"] = lambda _: as_json(
        {"error": "authorization_pending"}, 400
    )
    desk.signing_in.by_asking("13800138000")
    desk.wait(60)
    assert "手机没有确认" in desk.texts
    assert "换一个手机号或账号" in desk.texts
    assert len(desk.provider.requests_to("/id/ask")) == 1


def test_a_no_on_the_phone_and_a_name_that_nobody_has(desk: Desk) -> None:
    asking(desk)
    desk.start()
    desk.provider.overrides["/id/token"] = lambda _: as_json({"error": "access_denied"}, 400)
    desk.signing_in.by_asking("zhang")
    desk.wait(6)
    assert "手机上选择了拒绝" in desk.texts
    desk.provider.overrides["/id/ask"] = lambda _: as_json({"error": "unknown_user_id"}, 400)
    desk.signing_in.by_asking("nobody")
    assert "手机没有确认" in desk.texts  # who exists is nobody's business


def test_where_no_phone_is_asked_it_is_not_offered(desk: Desk) -> None:
    desk.start()
    assert not desk.signing_in.asks
    assert "让手机来确认" not in desk.texts
    desk.signing_in.by_asking("zhang")
    assert not desk.provider.requests_to("/id/ask")
