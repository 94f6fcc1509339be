"""The lines of subscriptions and notices (server.cases.routes)."""

from __future__ import annotations

from typing import Any

from server.cases.routes import SCOPE, Asked, Read, Send
from server.problems import FieldError, Problem
from server.subscriptions.models import Topic
from server.subscriptions.pages import (
    CONFIRM,
    MINE,
    NOTICES,
    SUBSCRIBE,
    SUBSCRIPTIONS,
    confirm_form,
    confirm_form_page,
    leave_form,
    leave_form_page,
    mine_page,
    notice_page,
    notices_page,
    overview_page,
    subscribe_form_page,
    subscription_of,
    subscription_page,
)
from server.subscriptions.work import confirm, leave, subscribe, too_often


def _subscribe(asked: Asked, values: dict[str, Any]) -> str:
    """The rules that join two fields: some topic, and the address that the channel needs."""
    topics = [topic for topic in Topic.values if values.get(topic) is True]
    channel = values["channel"]
    target = str(values.get(_TARGETS[channel], ""))
    faults = [] if topics else [_fault(asked, Topic.values[0])]
    if not target:
        faults.append(_fault(asked, _TARGETS[channel]))
    if target and too_often(channel, target):
        faults.append(_fault(asked, _TARGETS[channel], "often"))
    if faults:
        raise Problem(422, "invalid", errors=faults)
    made = subscribe(asked.who, channel, target, topics, asked.edition)
    return f"{SUBSCRIPTIONS}/{made.token}"


_TARGETS = {"mail": "mail", "sms": "mobile"}


def _fault(asked: Asked, name: str, code: str = "required") -> FieldError:
    return FieldError(name, code, SUBSCRIBE.error_words(name, code, asked.edition))


def _code(asked: Asked, values: dict[str, Any]) -> None:
    """Outside of the submission's transaction, so that a wrong try counts."""
    if not confirm(subscription_of(asked), values["code"]):
        said = CONFIRM.error_words("code", "wrong", asked.edition)
        raise Problem(422, "invalid", errors=[FieldError("code", "wrong", said)])


def _address(asked: Asked, _values: dict[str, Any]) -> str:
    return f"{SUBSCRIPTIONS}/{subscription_of(asked).token}"


def _leave(asked: Asked, _values: dict[str, Any]) -> str:
    found = subscription_of(asked)
    leave(found)
    return f"{SUBSCRIPTIONS}/{found.token}"


READS = (
    Read(SUBSCRIPTIONS, "What can be subscribed to", overview_page),
    Read("/subscriptions/new", "The form for a subscription", subscribe_form_page),
    Read("/subscriptions/{token}", "A subscription", subscription_page),
    Read("/subscriptions/{token}/confirm", "The form for the code", confirm_form_page),
    Read("/subscriptions/{token}/leave", "The form for leaving", leave_form_page),
    Read(MINE, "Own subscriptions", mine_page, ("page",), SCOPE),
    Read(NOTICES, "Own notices", notices_page, ("page",), SCOPE),
    Read("/my/notices/{notice}", "One notice", notice_page, (), SCOPE),
)
SENDS = (
    Send(SUBSCRIPTIONS, "Subscribe", lambda _asked: SUBSCRIBE, _subscribe, scope=""),
    Send(
        "/subscriptions/{token}/confirm", "Confirm", confirm_form, _address, scope="", check=_code
    ),
    Send("/subscriptions/{token}/leave", "Leave", leave_form, _leave, scope=""),
)
