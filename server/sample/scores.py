"""Stores the evaluation: indicators, sites, and the scores of both reviews."""

from __future__ import annotations

from server.evaluation.models import Indicator, Score, Site
from server.sample.draft import Draft
from server.sample.generate import read
from server.sample.store import Store


def put_scores(drafts: list[Draft], store: Store) -> None:
    """Indicators, sites and scores; the items of ``drafts`` must be stored."""
    data = read("evaluation.toml")
    for place, one in enumerate(data["indicator"]):
        Indicator.objects.create(
            slug=one["slug"],
            title=one["zh"],
            title_en=one["en"],
            points=one["points"],
            position=place,
        )
    indicators = dict(Indicator.objects.values_list("slug", "pk"))
    Site.objects.bulk_create(
        Site(
            item_id=store.items[draft.address],
            year=data["year"],
            score=sum(score["second"] for score in draft.more),
        )
        for draft in drafts
    )
    Score.objects.bulk_create(
        Score(
            site_id=store.items[draft.address],
            indicator_id=indicators[score["indicator"]],
            **{name: value for name, value in score.items() if name != "indicator"},
        )
        for draft in drafts
        for score in draft.more
    )
