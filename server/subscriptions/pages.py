"""Pages of subscriptions and of own notices."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from server.base import EDITIONS
from server.cases.forms import Form, form_page, load
from server.cases.lists import Listed, list_page, trail
from server.cases.routes import SCOPE, Asked
from server.content.shape import Page, link, moment, needs, page, page_links, spoken_date
from server.problems import Problem
from server.subscriptions.models import Notice, Subscription, Topic
from server.words import Words

SUBSCRIPTIONS: Final = "/subscriptions"
MINE: Final = "/my/subscriptions"
NOTICES: Final = "/my/notices"
_FORMS: Final = Path(__file__).resolve().parent / "forms"
SUBSCRIBE: Final = load(_FORMS / "subscribe.json")
CONFIRM: Final = load(_FORMS / "confirm.json")
LEAVE: Final = load(_FORMS / "leave.json")


def overview_page(asked: Asked) -> Page:
    """What can be subscribed to, and where one's own are."""
    say = Words(asked.edition)
    topics = say.table("subscriptions.topics")
    items = [{"id": f"topic-{topic}", "text": topics[topic]} for topic in Topic.values]
    own = needs(SCOPE)
    links = [
        link(f"{SUBSCRIPTIONS}/new", say("subscriptions.subscribe"), id="subscribe"),
        link(MINE, say("subscriptions.mine"), id="mine", needs=own),
        link(NOTICES, say("notices.title"), id="notices", needs=own),
    ]
    blocks = [
        {"id": "intro", "type": "paragraph", "text": say("subscriptions.intro")},
        {"id": "topics", "type": "list", "ordered": False, "items": items},
        {
            "id": "links",
            "type": "links",
            "title": say("subscriptions.title"),
            "region": "interaction",
            "style": "list",
            "links": links,
        },
    ]
    return page(
        "article",
        SUBSCRIPTIONS,
        asked.edition,
        say("subscriptions.title"),
        description=say("subscriptions.description"),
        blocks=blocks,
        links=page_links(
            SUBSCRIPTIONS,
            asked.edition,
            EDITIONS,
            up=trail(say)[-1],
            breadcrumbs=trail(say),
        ),
    )


def subscribe_form_page(asked: Asked) -> Page:
    """The form; an account is not needed."""
    up = link(SUBSCRIPTIONS, Words(asked.edition)("subscriptions.title"))
    return form_page(SUBSCRIBE, asked.edition, up)


def subscription_page(asked: Asked) -> Page:
    """One subscription, for whoever has its token; the address is shown in part only."""
    found = subscription_of(asked)
    say = Words(asked.edition)
    address = f"{SUBSCRIPTIONS}/{found.token}"
    topics = say.table("subscriptions.topics")
    values = {
        "state": say(f"subscriptions.states.{found.state}"),
        "channel": say(f"subscriptions.channels.{found.channel}"),
        "target": masked(found.target),
        "chosen": say("subscriptions.joiner").join(topics[topic] for topic in found.topics),
    }
    facts = [
        {"id": f"fact-{name}", "label": say(f"subscriptions.{name}"), "value": value}
        for name, value in values.items()
    ]
    actions = []
    if found.state == Subscription.State.WAITING:
        actions.append(link(f"{address}/confirm", say("subscriptions.confirm")))
    if found.state != Subscription.State.LEFT:
        actions.append(link(f"{address}/leave", say("subscriptions.leave"), id="undo"))
    up = link(SUBSCRIPTIONS, say("subscriptions.title"))
    links = page_links(address, asked.edition, EDITIONS, up=up, breadcrumbs=trail(say, up))
    links.pop("html")
    return page(
        "article",
        address,
        asked.edition,
        say("subscriptions.one"),
        privacy="personal",
        blocks=[
            {"id": "facts", "type": "facts", "title": say("subscriptions.one"), "facts": facts},
            {"id": "next", "type": "paragraph", "text": say(f"subscriptions.next.{found.state}")},
        ],
        links={**links, "actions": actions},
    )


def confirm_form_page(asked: Asked) -> Page:
    """The form for the code that came by mail or SMS."""
    return _token_form(asked, confirm_form(asked))


def leave_form_page(asked: Asked) -> Page:
    """One question, and it is ended."""
    return _token_form(asked, leave_form(asked))


def confirm_form(asked: Asked) -> Form:
    """The form of the subscription of the address."""
    return CONFIRM.at(asked.parts)


def leave_form(asked: Asked) -> Form:
    """The form of the subscription of the address."""
    return LEAVE.at(asked.parts)


def mine_page(asked: Asked) -> Page:
    """The subscriptions that were made with this account."""
    say = Words(asked.edition)
    rows = Subscription.objects.filter(user=asked.user).exclude(state=Subscription.State.LEFT)
    return list_page(
        Listed(
            MINE,
            say("subscriptions.mine"),
            say("subscriptions.mine_description"),
            rows,
            _entry,
            [link("/", say("pages.home_link"))],
            personal=True,
            actions=[link(f"{SUBSCRIPTIONS}/new", say("subscriptions.subscribe"))],
            empty=say("subscriptions.none"),
        ),
        asked,
    )


def notices_page(asked: Asked) -> Page:
    """Own bills and notices, newest first."""
    say = Words(asked.edition)
    return list_page(
        Listed(
            NOTICES,
            say("notices.title"),
            say("notices.description"),
            Notice.objects.filter(user=asked.user),
            _notice_entry,
            [link("/", say("pages.home_link"))],
            personal=True,
            empty=say("notices.empty"),
        ),
        asked,
    )


def notice_page(asked: Asked) -> Page:
    """One of them; anybody else's is as unknown as one that does not exist."""
    key = asked.parts["notice"]
    rows = Notice.objects.filter(user=asked.user)
    found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if found is None:
        raise Problem(404, "not_found")
    rows.filter(pk=key, read_at=None).update(read_at=timezone.now())
    say = Words(asked.edition)
    address = f"{NOTICES}/{found.pk}"
    up = link(NOTICES, say("notices.title"), needs=needs(SCOPE))
    links = page_links(address, asked.edition, EDITIONS, up=up, breadcrumbs=[up])
    links.pop("html")
    return page(
        "article",
        address,
        asked.edition,
        found.title + (say("pages.sample_suffix") if found.sample else ""),
        updated_at=moment(found.at),
        sample=found.sample,
        privacy="personal",
        blocks=[
            {"id": f"p{number}", "type": "paragraph", "text": text, "privacy": "personal"}
            for number, text in enumerate(filter(str.strip, found.text.split("\n")), start=1)
        ],
        links=links,
    )


def subscription_of(asked: Asked) -> Subscription:
    """The subscription of the address; raises ``Problem`` ``not_found``."""
    found = Subscription.objects.filter(token=asked.parts["token"]).first()
    if found is None:
        raise Problem(404, "not_found")
    return found


def masked(target: str) -> str:
    """An address or number as it may stand on a screen in a public place."""
    name, at, host = target.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    return f"{target[:3]}****{target[-4:]}"


def _token_form(asked: Asked, form: Form) -> Page:
    found = subscription_of(asked)
    up = link(f"{SUBSCRIPTIONS}/{found.token}", Words(asked.edition)("subscriptions.one"))
    return form_page(form, asked.edition, up)


def _entry(found: Subscription, say: Words) -> dict[str, Any]:
    topics = say.table("subscriptions.topics")
    return {
        "id": f"subscription-{found.pk}",
        "href": f"{SUBSCRIPTIONS}/{found.token}",
        "title": say("subscriptions.joiner").join(topics[topic] for topic in found.topics),
        "facts": [
            {
                "label": say("subscriptions.channel"),
                "value": say(f"subscriptions.channels.{found.channel}"),
            },
            {"label": say("subscriptions.target"), "value": masked(found.target)},
            {
                "label": say("subscriptions.state"),
                "value": say(f"subscriptions.states.{found.state}"),
            },
        ],
    }


def _read(found: Notice) -> str:
    return "read" if found.read_at else "unread"


def _notice_entry(found: Notice, say: Words) -> dict[str, Any]:
    day = timezone.localdate(found.at)
    return {
        "id": f"notice-{found.pk}",
        "href": f"{NOTICES}/{found.pk}",
        "title": found.title + (say("pages.sample_suffix") if found.sample else ""),
        "date": day.isoformat(),
        "facts": [
            {"label": say("notices.topic"), "value": say(f"subscriptions.topics.{found.topic}")},
            {"label": say("notices.at"), "value": spoken_date(day, say.edition)},
            {"label": say("notices.state"), "value": say(f"notices.{_read(found)}")},
        ],
        "needs": needs(SCOPE),
    }
