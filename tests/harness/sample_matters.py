"""More pages as the portal sends them: an own case, a scenario, threads, an unknown kind."""

from __future__ import annotations

from dataclasses import replace

from portal import models as m
from tests.harness.sample_pages import English, article, collection, form, home, language_of


def case(en: bool = False) -> m.Case:
    """The matter that came of it."""

    say = English(en)

    return m.Case(
        "case",
        "/cases/ZX-2026-000123",
        *language_of(en),
        say("政务咨询：住房补贴", "Question: housing"),
        personal=True,
        no="ZX-2026-000123",
        state="accepted",
        state_title=say("已受理", "Accepted"),
        lamp="yellow",
        requested_at="2026-03-02T09:12:00+08:00",
        accept_due="2026-03-02T17:00:00+08:00",
        reply_due="2026-03-09T17:00:00+08:00",
        fields=(
            m.Fact("subject", say("标题", "Subject"), say("住房补贴何时发放", "When is it paid?")),
        ),
        organs=(
            m.CaseOrgan(
                "zjj",
                say("市住建局", "Housing office"),
                say("办理中", "At work"),
                "2026-03-09T17:00:00+08:00",
                "green",
            ),
            m.CaseOrgan(
                "czj",
                say("市财政局", "Treasury"),
                say("待办理", "Waiting"),
                "2026-03-05T17:00:00+08:00",
                "red",
            ),
        ),
        timeline=(
            m.Event("e1", "2026-03-02T09:12:00+08:00", say("已提交", "Sent")),
            m.Event(
                "e2",
                "2026-03-02T10:00:00+08:00",
                say("已受理", "Accepted"),
                organ=say("市住建局", "Housing office"),
            ),
        ),
        next=(m.Link("/cases/ZX-2026-000123/more", say("补充材料", "Add something"), id="more"),),
    )


def steps(en: bool = False) -> m.Steps:
    """A scenario in the middle."""
    inner = replace(
        form(en), fields=form(en).fields[2:3], title="Where?" if en else "您要买房还是租房？"
    )
    return m.Steps(
        "steps",
        "/scenarios/housing",
        *language_of(en),
        "Buying and renting" if en else "买卖租住房",
        form=inner,
        path=(
            m.Answer("who", "Who are you?" if en else "您是", "Resident" if en else "本市户籍居民"),
        ),
        results=(
            m.Link("/services/1", "Rent registration" if en else "房屋租赁登记备案", id="s1"),
        ),
    )


def thread(en: bool = False, live: bool = False, posts: int = 2) -> m.Thread:
    """A topic with an official reply, or an interview that grows."""
    found = tuple(
        m.Post(
            f"post{n}",
            "officer" if n % 2 == 0 else "visitor",
            "李科长" if n % 2 == 0 else "岳先生",
            "2026-03-02T10:00:00+08:00",
            "It is paid monthly." if en else "补贴按月发放，请留意短信通知。",
            organ=("Housing office" if en else "市住建局") if n % 2 == 0 else "",
        )
        for n in range(1, posts + 1)
    )
    title = "Interview" if en else "在线访谈"
    found_thread = m.Thread(
        "thread",
        "/spokes/7",
        *language_of(en),
        "Housing subsidy" if en else "住房补贴什么时候发",
        state="replied",
        state_title="Replied" if en else "已答复",
        posts=found,
        reply=m.Link("/reply", "Ask a question" if en else "提问", id="reply"),
    )
    if not live:
        return found_thread
    return m.Live(
        "live", "/live/1", *language_of(en), title, posts=found, open=True, stream="/s", last_id="2"
    )


def unknown(en: bool = False) -> m.UnknownPage:
    """A page of a kind from the future."""
    return m.UnknownPage(
        "hologram",
        "/new",
        *language_of(en),
        "Something new" if en else "新的页面",
        text="First line.\nSecond line." if en else "第一段。\n第二段。",
        links=m.PageLinks(one={"html": m.Link("https://example.org/new", "")}),
    )


def pages(en: bool = False) -> tuple[m.Page, ...]:
    """One page of each kind."""
    return (
        home(en),
        collection(en),
        article(en),
        form(en),
        case(en),
        steps(en),
        thread(en),
        thread(en, live=True),
        unknown(en),
    )
