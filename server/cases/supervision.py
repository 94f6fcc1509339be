"""Public rates: how much of what was asked is answered, and in time, in total and per organ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Q
from django.utils import timezone

from server.base import EDITIONS
from server.cases.kinds import kinds
from server.cases.lists import trail
from server.cases.models import Case
from server.cases.routes import Asked
from server.cases.states import State
from server.cases.work import overdue
from server.content.models import Organ
from server.content.shape import Page, page, page_links
from server.words import Words

SUPERVISION: Final = "/supervision"
_SHOWN: Final = 12
"""Organs in the chart: more bars can be neither seen nor heard apart."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One line: ``key`` is a kind, an organ's key, or empty for the whole."""

    key: Any
    total: int
    answered: int
    in_time: int
    late: int

    @property
    def percent(self) -> float:
        """Answered of all, in percent with one decimal."""
        return round(100 * self.answered / self.total, 1) if self.total else 0.0

    def told(self, say: Words) -> str:
        """The same in words: nobody has failed to answer what nobody asked."""
        return f"{self.percent:g}%" if self.total else say("supervision.no_rate")


def rates(*by: str, kind: str = "") -> list[Rate]:
    """The rates of all cases, grouped by a column; every case is counted once.

    What a visitor took back before anybody answered is nobody's to answer.
    """
    rows = Case.objects.exclude(state=State.CLOSED, replied_at=None)
    if kind:
        rows = rows.filter(service_code=kind)
    measures = {
        "n": Count("pk"),
        "answered": Count("pk", filter=Q(replied_at__isnull=False)),
        "in_time": Count("pk", filter=Q(replied_at__lte=F("reply_due"))),
        "late": Count("pk", filter=overdue(timezone.now())),
    }
    if not by:
        found: Iterable[dict[str, Any]] = [rows.aggregate(**measures)]
    else:
        found = rows.order_by().values(by[0]).annotate(**measures)
    return [
        Rate(row.get(by[0]) if by else "", row["n"], row["answered"], row["in_time"], row["late"])
        for row in found
    ]


def supervision_page(asked: Asked) -> Page:
    """Tables and charts of the rates, in total, by system and by organ."""
    say = Words(asked.edition)
    total = rates()[0]
    by_kind = {rate.key: rate for rate in rates("service_code")}
    kind_rows = [
        (code, say(f"cases.services.{code}"), by_kind[code]) for code in kinds() if code in by_kind
    ]
    by_organ = {rate.key: rate for rate in rates("organ_id")}
    organ_rows = [
        (organ.code, organ.name(asked.edition), by_organ[organ.pk])
        for organ in Organ.objects.filter(pk__in=by_organ)
    ]
    words = say.table("supervision")
    blocks = [
        {"id": "intro", "type": "paragraph", "text": words["intro"]},
        _total(total, say),
        {"id": "by-kind", "type": "heading", "level": 2, "text": words["by_kind"]},
        _table("kinds", words["by_kind"], kind_rows, say),
        _chart("kinds-chart", words["by_kind"], kind_rows, say),
        {"id": "by-organ", "type": "heading", "level": 2, "text": words["by_organ"]},
        _table("organs", words["by_organ"], organ_rows, say),
        _chart("organs-chart", words["by_organ_chart"], _busiest(organ_rows), say),
    ]
    return page(
        "article",
        SUPERVISION,
        asked.edition,
        words["title"],
        description=words["description"],
        blocks=blocks if total.total else blocks[:2],
        links=page_links(
            SUPERVISION,
            asked.edition,
            EDITIONS,
            up=trail(say)[-1],
            breadcrumbs=trail(say),
        ),
    )


Row = tuple[str, str, Rate]


def _busiest(rows: list[Row]) -> list[Row]:
    chosen = sorted(rows, key=lambda row: -row[2].total)[:_SHOWN]
    return [row for row in rows if row in chosen]


def _total(rate: Rate, say: Words) -> dict[str, Any]:
    values = {
        "total": str(rate.total),
        "answered": str(rate.answered),
        "rate": rate.told(say),
        "in_time": str(rate.in_time),
        "late": str(rate.late),
    }
    facts = [
        {
            "id": f"total-{name.replace('_', '-')}",
            "label": say(f"supervision.{name}"),
            "value": value,
        }
        for name, value in values.items()
    ]
    return {"id": "total", "type": "facts", "title": say("supervision.in_total"), "facts": facts}


def _table(block_id: str, caption: str, rows: list[Row], say: Words) -> dict[str, Any]:
    names = ("name", "total", "answered", "rate", "in_time", "late")
    return {
        "id": block_id,
        "type": "table",
        "caption": caption,
        "columns": [say(f"supervision.{name}") for name in names],
        "rows": [
            {
                "id": f"row-{key}",
                "cells": [
                    title,
                    *(str(rate.total), str(rate.answered), rate.told(say)),
                    *(str(rate.in_time), str(rate.late)),
                ],
            }
            for key, title, rate in rows
        ],
        "row_headers": True,
    }


def _chart(block_id: str, title: str, rows: list[Row], say: Words) -> dict[str, Any]:
    return {
        "id": block_id,
        "type": "chart",
        "title": title,
        "form": "bar",
        "unit": "%",
        "categories": [name for _key, name, _rate in rows],
        "series": [{"title": say("supervision.rate"), "values": [r.percent for *_, r in rows]}],
    }
