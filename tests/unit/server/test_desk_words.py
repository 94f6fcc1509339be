"""The desk is in Chinese: every label, heading, filter, action and choice of every page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT, Officer

LABELS = (
    r"<label[^>]*>(.*?)</label>",
    r'<th (?:scope="col"|class="column-)[^>]*>(.*?)</th>',
    r"<summary[^>]*>(.*?)</summary>",
    r"<h1[^>]*>(.*?)</h1>",
    r"<legend[^>]*>(.*?)</legend>",
    r'<a href="/desk/[^"]*(?:add|history|delete|decide/\w+|step/\w+)/[^>]*>\s*([^<]*)</a>',
    r'<input type="submit" value="([^"]*)"',
)
"""Words that are the desk's own, wherever they stand."""
VALUES = (
    r"<option [^>]*>(.*?)</option>",
    r'<li[^>]*>\s*<a href="\?[^>]*>(.*?)</a>',
    r'<td class="field-(?!slug|code|username|name)\w+[^"]*">(.*?)</td>',
    r'<div class="readonly">(.*?)</div>',
)
"""What is shown of a row: words of people, but never a code of ours."""
CODE = re.compile(r"[a-z]+([_-][a-z]+)*(-Hans)?")
OURS = re.compile(r"[A-Za-z]{2,}")
NUMBERS = re.compile(r"\b[A-Z]{2}-\d{4}-\d{6}\b")


@pytest.fixture(scope="module")
def chief(portal: PortalServer) -> Iterator[Officer]:
    """Somebody who sees every page."""
    portal.call(
        """
        from server.identity.models import User
        if not User.objects.filter(username="chief.1").exists():
            User.objects.create_superuser("chief.1", password="chief-2009", display_name="总管")
        result = None
        """
    )
    with Officer(portal.base_url, "chief.1", "chief-2009") as officer:
        yield officer


def tables(chief: Officer) -> list[str]:
    return sorted(set(re.findall(r'href="/desk/(\w+/\w+)/"', chief.look().text)))


def pages(chief: Officer, table: str) -> Iterator[tuple[str, str]]:
    """The list of a table, an empty form of it, one row with its history, what leads on."""
    listed = chief.look(f"{table}/").text
    keys = re.findall(rf'/desk/{table}/(\d+)/change/"', listed)
    places = [f"{table}/add/", *(f"{table}/{key}/change/" for key in keys[:1])]
    yield f"{table}/", listed
    for place in places:
        answer = chief.look(place)
        if answer.status_code == 200:
            yield place, answer.text
            for onward in re.findall(
                r'href="/desk/([^"]*(?:history|decide/\w+|step/\w+)/)"', answer.text
            ):
                yield onward, chief.look(onward).text


def words(patterns: tuple[str, ...], page: str) -> Iterator[str]:
    for pattern in patterns:
        for found in re.findall(pattern, page, re.S):
            text = unescape(re.sub(r"<[^>]+>", " ", found))
            yield " ".join(text.split())


def test_no_page_of_the_desk_has_words_or_codes_of_the_program(
    portal: PortalServer, visitor: PortalVisitor, chief: Officer
) -> None:
    for place, values in list(RIGHT.values())[2:5]:
        visitor.send(values, address=place)
    visitor.send({"address": "/", "kind": "link", "text": "打不开"}, address="/faults")
    bulletin = {"topic": "water", "lang": "zh-Hans", "title": "停水通知", "text": "今晚停水。"}
    chief.fill("subscriptions/bulletin/add/", **bulletin)
    chief.fill("cases/calendarday/add/", day="2031-01-02", source="通知")
    found = tables(chief)
    assert len(found) > 25
    wrong, seen = [], 0
    for table in found:
        for place, page in pages(chief, table):
            assert 'lang="zh-hans"' in page, place
            seen += 1
            wrong += [(place, one) for one in words(LABELS, page) if OURS.search(own(one))]
            wrong += [(place, one) for one in words(VALUES, page) if CODE.fullmatch(one)]
    assert not wrong, "\n".join(map(str, sorted(set(wrong))))
    assert seen > 80


def own(label: str) -> str:
    """A label without what a row has in it, such as its number, its address or its title."""
    label = label.partition("：")[0]
    return NUMBERS.sub("", re.sub(r"/[\w/.-]+", "", label))


def test_whoever_is_at_the_desk_is_called_by_name(portal: PortalServer) -> None:
    officer = Officer(portal.base_url, "desk.chancheng", "desk-2010")
    assert "禅城示例经办人" in officer.look().text


def test_a_page_that_is_only_read_is_closed_and_not_settled(chief: Officer) -> None:
    place = next(place for place, _ in pages(chief, "forum/post") if place.endswith("/change/"))
    page = chief.look(place).text
    assert '<a href="/desk/forum/post/" class="closelink">关闭</a>' in page
    assert "办结" not in page
