"""Against npm's certified provider: what the hostile one accepts must be what others accept."""

from __future__ import annotations

import time

import pytest

from auth.ending import Outcome, Step, end
from auth.errors import AuthError, BadToken, Refused
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn, Pending
from auth.session import Session
from auth.stepup import StepUp
from tests.harness.certified import Browser, CertifiedProvider

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]
CALLBACK = "http://127.0.0.1:5555/callback"


def by_code(
    provider: CertifiedProvider,
    browser: Browser,
    account: str = "zhang",
    step_up: StepUp | None = None,
) -> Session:
    flow = CodeSignIn(provider.party(), CALLBACK, step_up=step_up)
    return flow.finish(browser.sign_in(flow.start(), account))


def by_device(provider: CertifiedProvider, browser: Browser, account: str = "zhang") -> Session:
    flow = DeviceSignIn(provider.party())
    code = flow.start()
    browser.approve_device(code.verification_uri_complete, account)
    while True:
        time.sleep(max(flow.next_poll_at - time.monotonic(), 0))
        result = flow.poll()
        if not isinstance(result, Pending):
            return result
        assert result.trouble is None


@pytest.fixture(params=["certified", "plain"])
def provider(request: pytest.FixtureRequest) -> CertifiedProvider:
    found: CertifiedProvider = request.getfixturevalue(request.param)
    return found


def assert_a_whole_visit(session: Session) -> None:
    assert session.visitor.masked_name == "张*"
    assert session.userinfo()["name"] == "张三"
    first = session.current_token()
    session.refresh()
    assert session.current_token() != first
    copy = session.copy()
    outcomes = {step.step: step.outcome for step in end(session).steps}
    assert outcomes[Step.REVOKE_REFRESH] is outcomes[Step.REVOKE_ACCESS] is Outcome.DONE
    assert outcomes[Step.LOGOUT] is Outcome.UNKNOWN  # it wants its form confirmed
    assert copy is not None
    for use in (copy.userinfo, copy.refresh):
        with pytest.raises(AuthError):
            use()


def test_code_with_pkce(provider: CertifiedProvider) -> None:
    assert_a_whole_visit(by_code(provider, Browser(provider.issuer)))


def test_device_grant(provider: CertifiedProvider) -> None:
    assert_a_whole_visit(by_device(provider, Browser(provider.issuer)))


def test_tokens_are_bound_where_it_is_offered(
    certified: CertifiedProvider, plain: CertifiedProvider
) -> None:
    assert by_code(certified, Browser(certified.issuer)).proof is not None
    assert by_code(plain, Browser(plain.issuer)).proof is None


def test_the_next_visitor_is_asked_again(provider: CertifiedProvider) -> None:
    browser = Browser(provider.issuer)  # one browser, one jar of cookies
    end(by_code(provider, browser))
    second = by_code(provider, browser, "li")
    assert second.visitor.masked_name == "李*"
    assert browser.asked == 2


def test_the_cookie_of_the_visitor_before_is_found_out(provider: CertifiedProvider) -> None:
    browser = Browser(provider.issuer)
    by_code(provider, browser)
    time.sleep(4)
    flow = CodeSignIn(provider.party(), CALLBACK)
    # somebody takes our demands out of the address; nobody can where it was pushed
    address = flow.start().replace("&prompt=login&max_age=60", "")
    if "request_uri" in address:
        assert "prompt" not in address
        return
    with pytest.raises(BadToken, match="auth_time"):
        flow.finish(browser.sign_in(address))
    assert browser.asked == 1


def test_a_no_at_the_provider_is_a_refusal(provider: CertifiedProvider) -> None:
    flow = CodeSignIn(provider.party(), CALLBACK)
    browser = Browser(provider.issuer)
    browser.open(flow.start())
    abort = next(a for a in browser.page.all("a") if "abort" in a.attributes.get("href", ""))
    place = browser.session.get(abort.attributes["href"], allow_redirects=False, timeout=10)
    while not browser._arrived(place.headers["Location"]):
        place = browser.session.get(place.headers["Location"], allow_redirects=False, timeout=10)
    with pytest.raises(Refused, match="access_denied"):
        flow.finish(place.headers["Location"])


def test_a_level_that_is_not_reached_is_refused(certified: CertifiedProvider) -> None:
    with pytest.raises((BadToken, Refused)):
        by_code(certified, Browser(certified.issuer), step_up=StepUp("4"))


def test_a_code_works_once(plain: CertifiedProvider) -> None:
    flow = CodeSignIn(plain.party(), CALLBACK)
    place = Browser(plain.issuer).sign_in(flow.start())
    attempt = flow._attempt
    flow.finish(place)
    flow._attempt = attempt  # as an attacker who saw the redirect would
    with pytest.raises(Refused, match="invalid_grant"):
        flow.finish(place)
