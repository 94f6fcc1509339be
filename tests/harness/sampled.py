"""What the sample holds at the size that is played: the words a journey must meet.

Read from the portal's tables, in the order of its lists; never from a client.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.harness.portal_server import PortalServer

PER_PAGE = 50
_FOUND_PER_PAGE = 20
_CHINA = ZoneInfo("Asia/Shanghai")
SAMPLE = "【示例】"
"""After the title of what is no real content."""

_TEXTS = """
    FROM content_edition e JOIN content_item i ON i.id = e.item_id
    WHERE e.edition = 'zh-Hans' AND i.state = 'published'
    """
_NEWEST = "ORDER BY i.published_at DESC, i.id DESC"


@dataclass(frozen=True, slots=True)
class News:
    """An item with a picture; ``after`` is the paragraph behind it, ``heading`` the next one."""

    title: str
    slug: str
    picture: str
    after: str
    heading: str


def newest(portal: PortalServer) -> News:
    """The news that the home page begins with."""
    query = f"SELECT i.address, e.title, e.blocks {_TEXTS} AND i.kind = 'news' {_NEWEST} LIMIT 1"
    [(address, title, kept)] = portal.sql(query)
    blocks = kept if isinstance(kept, list) else json.loads(kept)
    place = next(n for n, block in enumerate(blocks) if block["type"] == "image")
    heading = next(block for block in blocks[place:] if block["type"] == "heading")
    picture, after = blocks[place]["alt"], blocks[place + 1]["text"]
    return News(title, _slug(address), picture, after, heading["text"])


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list, and on which of its pages it stands; 0 is the first."""

    title: str
    slug: str
    page: int


def of_topic(portal: PortalServer, topic: str) -> Row:
    """A news item on the last page of a topic, the third there is."""
    query = f"SELECT i.address, e.title {_TEXTS} AND i.parent_id = ? {_NEWEST}"
    [(key,)] = portal.sql("SELECT id FROM content_item WHERE address = ?", f"/topics/{topic}")
    rows = portal.sql(query, key)
    page = (len(rows) - 1) // PER_PAGE
    address, title = rows[min(page * PER_PAGE + 2, len(rows) - 1)]
    return Row(title, _slug(address), page)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option of a facet, its place among them from 1, and how much it leads to."""

    title: str
    place: int
    count: int


def busiest_organ(portal: PortalServer, category: str, year: int) -> Chosen:
    """The organ with most documents of a subclass in a year, among all that have some."""
    query = f"""
        SELECT o.title, count(*) {_TEXTS.replace("WHERE", _OF_ORGAN)}
        AND i.kind = 'disclosure' AND c.slug = ? AND i.written_on BETWEEN ? AND ?
        GROUP BY o.id, o.title ORDER BY o.position, o.code
        """
    rows = portal.sql(query, category, f"{year}-01-01", f"{year}-12-31")
    count, place = max((count, -place) for place, (_, count) in enumerate(rows, 1))
    return Chosen(rows[-place - 1][0], -place, count)


_OF_ORGAN = """
    JOIN content_organ o ON o.id = i.organ_id JOIN content_category c ON c.id = i.category_id
    WHERE
    """


def granted(portal: PortalServer) -> tuple[str, str]:
    """What was granted last and in time: the number and the service."""
    query = f"""
        SELECT a.no, e.title {_TEXTS.replace("WHERE", _APPLIED)}
        AND a.state = 'granted' AND a.decided_at <= a.due_at
        ORDER BY a.decided_at DESC, a.id DESC LIMIT 1
        """
    [(no, title)] = portal.sql(query)
    return no, title


_APPLIED = "JOIN services_application a ON a.service_id = i.id WHERE"


@dataclass(frozen=True, slots=True)
class Found:
    """What words lead to, also those that they begin: how much in all, and of services."""

    total: int
    services: int
    place: int
    """Of the services among the systems, those with most first, from 1."""

    oldest: str
    """The title of the service that was out first."""

    slug: str

    @property
    def told(self) -> str:
        """The total as it is said."""
        pages = -(-self.total // _FOUND_PER_PAGE)
        return f"共 {self.total} 条" + (f"，第 1 页，共 {pages} 页" if pages > 1 else "")


def found(portal: PortalServer, *words: str) -> Found:
    """What has all these English words in a text that is shown in the Chinese edition, too."""
    query = """
        SELECT d.id, d.kind, w.title, w.description, w.text
        FROM search_wording w JOIN search_document d ON d.id = w.document_id
        WHERE d.editions & 1 > 0 AND lower(w.title || w.description || w.text) LIKE ?
        """
    rows = portal.sql(query, f"%{words[0]}%")
    has = {key: kind for key, kind, *texts in rows if _all(words, " ".join(texts))}
    kinds = Counter(has.values())
    first = f"""
        SELECT e.title, i.address {_TEXTS} AND i.kind = 'service' AND i.id IN (
          SELECT item_id FROM search_document WHERE id IN ({", ".join("?" * len(has))}))
        ORDER BY i.published_at, i.id LIMIT 1
        """  # noqa: S608 - our own text
    [(title, address)] = portal.sql(first, *has)
    place = [kind for kind, _ in kinds.most_common()].index("service") + 1
    return Found(len(has), kinds["service"], place, title, _slug(address))


@dataclass(frozen=True, slots=True)
class Talk:
    """Something people wrote under a title; ``words`` begin what was said there, in order."""

    title: str
    key: str
    words: tuple[str, ...]


def live_talk(portal: PortalServer) -> Talk:
    """The interview that is going on."""
    return _talk(portal, "live")


def past_talk(portal: PortalServer) -> Talk:
    """The newest interview in Chinese that is over."""
    return _talk(portal, "over")


def _talk(portal: PortalServer, state: str) -> Talk:
    query = """
        SELECT id, slug, title FROM live_interview WHERE state = ? AND lang = 'zh-Hans'
        ORDER BY starts_at DESC, id DESC LIMIT 1
        """
    [(key, slug, title)] = portal.sql(query, state)
    said = """
        SELECT text FROM live_message WHERE interview_id = ? AND state = 'shown'
        ORDER BY number LIMIT 3
        """
    return Talk(f"{title}{SAMPLE}", slug, _beginnings(portal.sql(said, key)))


def letter(portal: PortalServer) -> Talk:
    """A letter with its official answer, the third of the list."""
    query = """
        SELECT id, no, subject FROM cases_case WHERE public
        ORDER BY requested_at DESC, id DESC LIMIT 1 OFFSET 2
        """
    [(key, no, subject)] = portal.sql(query)
    answers = "SELECT text FROM cases_event WHERE case_id = ? AND name = 'reply' ORDER BY id"
    return Talk(f"{subject}{SAMPLE}", no.lower(), _beginnings(portal.sql(answers, key)))


def thread(portal: PortalServer, board: str) -> Talk:
    """A thread of a board of the forum with two posts or more, the newest."""
    query = """
        SELECT t.id, t.title FROM forum_thread t JOIN forum_board b ON b.id = t.board_id
        WHERE b.slug = ? AND t.state = 'shown' AND t.lang = 'zh-Hans' AND
          (SELECT count(*) FROM forum_post p WHERE p.thread_id = t.id AND p.state = 'shown') > 1
        ORDER BY t.last_at DESC, t.id DESC LIMIT 1
        """
    [(key, title)] = portal.sql(query, board)
    posts = """
        SELECT text FROM forum_post WHERE thread_id = ? AND state = 'shown'
        ORDER BY at, id LIMIT 2
        """
    return Talk(f"{title}{SAMPLE}", str(key), _beginnings(portal.sql(posts, key)))


def answer_rates(portal: PortalServer) -> tuple[int, int]:
    """How many matters were sent and not taken back, and how many of them were answered."""
    query = """
        SELECT count(*), count(replied_at) FROM cases_case
        WHERE NOT (state = 'closed' AND replied_at IS NULL)
        """
    [(sent, answered)] = portal.sql(query)
    return sent, answered


def raised_with(portal: PortalServer, body: str) -> tuple[int, int]:
    """How many topics were raised with a body that has spokespersons, and how many answered."""
    query = """
        SELECT count(*), count(c.replied_at) FROM spokes_topic t
        JOIN spokes_body b ON b.id = t.body_id JOIN cases_case c ON c.id = t.case_id
        WHERE b.code = ?
        """
    [(raised, answered)] = portal.sql(query, body)
    return raised, answered


def release(portal: PortalServer, body: str) -> Talk:
    """What such a body published last on its own."""
    query = """
        SELECT r.id, r.title, r.text FROM spokes_release r JOIN spokes_body b ON b.id = r.body_id
        WHERE b.code = ? AND r.shown ORDER BY r.at DESC, r.id DESC LIMIT 1
        """
    [(key, title, text)] = portal.sql(query, body)
    return Talk(f"{title}{SAMPLE}", str(key), _beginnings([(text,)]))


def votes(portal: PortalServer, survey: str) -> list[tuple[str, int]]:
    """The choices of a survey's first question with the votes they have."""
    query = """
        SELECT c.title, c.votes FROM live_choice c JOIN live_item i ON i.id = c.item_id
        JOIN live_survey s ON s.id = i.survey_id WHERE s.slug = ? ORDER BY i.position, i.id,
        c.position, c.id
        """
    return [(str(title), int(count)) for title, count in portal.sql(query, survey)]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a visitor was told in private; ``day`` as it is said."""

    title: str
    key: int
    day: str
    text: str


def notice(portal: PortalServer, account: str) -> Notice:
    """The newest notice of an account."""
    query = """
        SELECT n.title, n.id, n.at, n.text FROM subscriptions_notice n
        JOIN identity_user u ON u.id = n.user_id WHERE u.username = ?
        ORDER BY n.at DESC, n.id DESC LIMIT 1
        """
    [(title, key, at, text)] = portal.sql(query, account)
    day = datetime.fromisoformat(str(at)).replace(tzinfo=UTC).astimezone(_CHINA)
    return Notice(f"{title}{SAMPLE}", key, f"{day.year}年{day.month}月{day.day}日", text)


def nearest(portal: PortalServer, code: str, district: str) -> str:
    """The title of a service as a district offers it; the city's own where it does not."""
    query = f"""
        SELECT e.title, s.code {_TEXTS.replace("WHERE", _SERVICE)}
        AND s.subject = (SELECT subject FROM services_service WHERE code = ?)
        """  # noqa: S608 - our own text
    titles = {str(at).partition("-")[0]: str(title) for title, at in portal.sql(query, code)}
    return titles.get(district) or titles[code.partition("-")[0]]


_SERVICE = "JOIN services_service s ON s.item_id = i.id WHERE"


def _beginnings(rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
    """What is read of each before its first pause: a voice may stop at any."""
    return tuple(re.split("[，。？！,.?!]", text)[0] for (text,) in rows)


def _all(words: tuple[str, ...], text: str) -> bool:
    return all(re.search(rf"\b{word}", text, re.IGNORECASE) for word in words)


def _slug(address: Any) -> str:
    return str(address).rpartition("/")[2]
