"""Scenarios as pages: the next question, the way so far, and the services it led to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from server.base import ZH
from server.content.items import breadcrumbs, find, withdrawal
from server.content.models import Edition, Item
from server.content.shape import Link, Page, link, moment, page, page_links, with_query
from server.problems import FieldError, Problem
from server.services.tree import Walk, walk
from server.words import Words

BETWEEN: Final = "."
FIELD: Final = "answer"


def scenario_page(address: str, edition: str, way: str) -> Page:
    """The page after the answers ``way`` (option ids joined by dots); raises ``invalid``."""
    text, editions = find(address, edition)
    tree = text.item.scenario.tree
    reached = _walked(tree, way, "way")
    say = Words(edition)
    trail = breadcrumbs(text)
    here = with_query(address, way=way)
    steps: dict[str, Any] = {
        "path": [_answered(tree, one, edition) for one in reached.answered],
        "results": _results(reached, say),
    }
    if reached.question:
        steps["form"] = _question(tree["questions"][reached.question], here, say)
    more: dict[str, Any] = {"prev": _back(address, way, say)} if way else {}
    if way:
        more["first"] = link(address, say("services.scenario.again"))
    return page(
        "steps",
        here,
        edition,
        text.title,
        description=text.description,
        updated_at=moment(text.item.updated_at),
        sample=text.item.sample,
        blocks=[*withdrawal(text.item, say), *(text.blocks if not way else ())],
        steps=steps,
        links=page_links(here, edition, editions, up=trail[-1], breadcrumbs=trail, **more),
    )


def answered(address: str, edition: str, way: str, answer: object) -> str:
    """The way after one more answer; raises ``Problem`` ``invalid`` for no option of it."""
    text, _editions = find(address, edition)
    if text.item.kind != Item.Kind.SCENARIO:
        raise Problem(404, "not_found")
    longer = f"{way}{BETWEEN}{answer}" if way else str(answer)
    _walked(text.item.scenario.tree, longer, FIELD)
    return longer


def _walked(tree: Mapping[str, Any], way: str, field: str) -> Walk:
    reached = walk(tree, way.split(BETWEEN) if way else ())
    if reached is None:
        code = "enum" if field == FIELD else "invalid"
        raise Problem(422, "invalid", errors=[FieldError(field, code)])
    return reached


def _answered(tree: Mapping[str, Any], one: tuple[str, str], edition: str) -> dict[str, str]:
    """A question with the answer given to it."""
    question = tree["questions"][one[0]]
    option = next(each for each in question["options"] if each["id"] == one[1])
    return {
        "id": one[0],
        "question": _words(question["text"], edition),
        "answer": _words(option["text"], edition),
    }


def _question(question: Mapping[str, Any], here: str, say: Words) -> dict[str, Any]:
    """The next question as a form with one field."""
    ids = [option["id"] for option in question["options"]]
    field: dict[str, Any] = {
        "label": _words(question["text"], say.edition),
        "widget": "radio",
        "options": [
            {"value": option["id"], "title": _words(option["text"], say.edition)}
            for option in question["options"]
        ],
        "errors": {"required": say("services.scenario.choose")},
    }
    if "hint" in question:
        field["hint"] = _words(question["hint"], say.edition)
    return {
        "schema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {FIELD: {"type": "string", "enum": ids}},
            "required": [FIELD],
            "additionalProperties": False,
        },
        "order": [FIELD],
        "fields": {FIELD: field},
        "submit": link(here, say("services.scenario.next")),
    }


def _results(reached: Walk, say: Words) -> list[Link]:
    """One service a subject: the chosen district's, or the city's where it has none."""
    texts = Edition.objects.filter(
        edition=say.edition,
        item__state=Item.State.PUBLISHED,
        item__service__subject__in=reached.results,
    ).select_related("item__service", "item__organ")
    found: dict[str, Edition] = {}
    for text in texts.order_by("item__position", "item_id"):
        subject = text.item.service.subject
        kept = found.get(subject)
        if kept is None or _rank(text, reached.district) < _rank(kept, reached.district):
            found[subject] = text
    wanted = [found[subject] for subject in reached.results if subject in found]
    return [link(one.item.address, one.title, description=one.description) for one in wanted]


def _rank(text: Edition, district: str) -> int:
    """The chosen district's own office first, then the city's, then any other."""
    organ = text.item.organ
    if organ is None:
        return 3
    if district and organ.code.startswith(district):
        return 0
    return 2 if organ.is_district else 1


def _back(address: str, way: str, say: Words) -> Link:
    """The question before this one."""
    shorter = way.rpartition(BETWEEN)[0]
    return link(with_query(address, way=shorter), say("services.scenario.back"))


def _words(words: Mapping[str, str], edition: str) -> str:
    return words.get(edition) or words[ZH]
