"""Pages of surveys: the list, one with its results as data, and its form."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone

from server.base import EDITIONS
from server.cases.forms import Form, Option, form_page
from server.cases.lists import Listed, list_page, trail
from server.cases.routes import SCOPE, Asked
from server.content.shape import Page, link, needs, page, page_links, spoken_date
from server.live.models import Item, Survey
from server.problems import Problem
from server.words import Words

SURVEYS: Final = "/surveys"


def surveys_page(asked: Asked) -> Page:
    """Surveys, newest first; those still to open are not listed."""
    say = Words(asked.edition)
    return list_page(
        Listed(
            SURVEYS,
            say("survey.list_title"),
            say("survey.list_description"),
            Survey.objects.filter(opens_at__lte=timezone.now()),
            _entry,
            trail(say),
            empty=say("survey.empty"),
        ),
        asked,
    )


def survey_page(asked: Asked) -> Page:
    """A survey with its results so far: numbers to be heard, and a chart of them."""
    survey = survey_of(asked)
    say = Words(asked.edition)
    up = link(SURVEYS, say("survey.list_title"))
    actions = []
    if survey.is_open():
        title = say("survey.answer")
        actions = [link(f"{survey.address}/answer", title, needs=needs(SCOPE))]
    items = survey.items.prefetch_related("choices")
    return page(
        "article",
        survey.address,
        asked.edition,
        survey.name(asked.edition) + (say("pages.sample_suffix") if survey.sample else ""),
        description=survey.about(asked.edition),
        sample=survey.sample,
        blocks=[_times(survey, say), *(block for item in items for block in _results(item, say))],
        links=page_links(
            survey.address,
            asked.edition,
            EDITIONS,
            up=up,
            breadcrumbs=trail(say, up),
            actions=actions,
        ),
    )


def survey_form_page(asked: Asked) -> Page:
    """The form of a survey that is open."""
    survey = survey_of(asked)
    if not survey.is_open():
        raise Problem(404, "not_found")
    up = link(survey.address, survey.name(asked.edition))
    about = [{"id": "survey", "type": "paragraph", "text": survey.name(asked.edition)}]
    made = form_page(survey_form(asked), asked.edition, up, about)
    for item in survey.items.all():
        made["form"]["fields"][_field(item)]["label"] = item.name(asked.edition)
    return made


def survey_form(asked: Asked) -> Form:
    """A form with one choice for every question of the survey; its rules are made of the rows."""
    survey = survey_of(asked)
    items = list(survey.items.prefetch_related("choices"))
    names = [_field(item) for item in items]
    rules = {
        "address": f"{survey.address}/answer",
        "submit": f"{survey.address}/answers",
        "scope": SCOPE,
        "order": names,
        "schema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {name: {"type": "string"} for name in names},
            "required": names,
            "additionalProperties": False,
        },
        "fields": {name: {"widget": "radio"} for name in names},
    }
    choices = {
        _field(item): tuple(
            Option(str(one.pk), one.title, one.title_en) for one in item.choices.all()
        )
        for item in items
    }
    return SurveyForm("survey", rules, {}, choices)


class SurveyForm(Form):
    """A form whose fields have one kind of words, as their questions are rows and not words."""

    def words(self, name: str, edition: str) -> dict[str, Any]:
        """The words of any question."""
        return dict(Words(edition).table("survey.question"))


def survey_of(asked: Asked) -> Survey:
    """The survey of the address; raises ``Problem`` ``not_found``."""
    rows = Survey.objects.filter(opens_at__lte=timezone.now())
    survey = rows.filter(slug=asked.parts["slug"]).first()
    if survey is None:
        raise Problem(404, "not_found")
    return survey


def _field(item: Item) -> str:
    return f"q{item.pk}"


def _times(survey: Survey, say: Words) -> dict[str, Any]:
    state = "open" if survey.is_open() else "closed"
    values = {
        "state": say(f"survey.states.{state}"),
        "opens": spoken_date(timezone.localdate(survey.opens_at), say.edition),
        "closes": spoken_date(timezone.localdate(survey.closes_at), say.edition),
    }
    facts = [
        {"id": f"fact-{name}", "label": say(f"survey.{name}"), "value": value}
        for name, value in values.items()
    ]
    return {"id": "facts", "type": "facts", "title": say("survey.facts"), "facts": facts}


def _results(item: Item, say: Words) -> list[dict[str, Any]]:
    """A question's heading, its numbers as a table, and the same as a chart."""
    choices = list(item.choices.all())
    total = sum(choice.votes for choice in choices)
    name, key = item.name(say.edition), f"q{item.position}"
    rows = [
        {
            "id": f"{key}-{choice.position}",
            "cells": [choice.name(say.edition), str(choice.votes), _percent(choice.votes, total)],
        }
        for choice in choices
    ]
    table = {
        "id": f"{key}-table",
        "type": "table",
        "caption": say("survey.results", total=total),
        "columns": [say(f"survey.{column}") for column in ("choice", "votes", "share")],
        "rows": rows,
        "row_headers": True,
    }
    chart = {
        "id": f"{key}-chart",
        "type": "chart",
        "title": name,
        "form": "bar",
        "categories": [choice.name(say.edition) for choice in choices],
        "series": [{"title": say("survey.votes"), "values": [choice.votes for choice in choices]}],
    }
    heading = {"id": key, "type": "heading", "level": 2, "text": name}
    return [heading, table, chart]


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole, 1) if whole else 0:g}%"


def _entry(survey: Survey, say: Words) -> dict[str, Any]:
    closes = timezone.localdate(survey.closes_at)
    state = "open" if survey.is_open() else "closed"
    mark = say("pages.sample_suffix") if survey.sample else ""
    return {
        "id": f"survey-{survey.slug}",
        "href": survey.address,
        "title": survey.name(say.edition) + mark,
        "summary": survey.about(say.edition),
        "facts": [
            {"label": say("survey.state"), "value": say(f"survey.states.{state}")},
            {"label": say("survey.closes"), "value": spoken_date(closes, say.edition)},
        ],
    }
