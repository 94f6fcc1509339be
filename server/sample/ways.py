"""Scenarios and fast lanes: data files into trees and pages that lead to services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.content.shape import block_links, link, with_query
from server.sample.draft import Draft, Text
from server.sample.generate import paragraph, read
from server.sample.places import districts

_KEY: Final = {ZH: "zh", EN: "en"}
PLACE: Final = "place"


def wanted_subjects() -> set[str]:
    """Every service that a scenario or a lane leads to."""
    trees = [tree_of(one["tree"]) for one in read("scenarios.toml")["scenario"]]
    found = {
        subject
        for tree in trees
        for question in tree["questions"].values()
        for option in question["options"]
        for subject in option.get("results", ())
    }
    return found | {subject for lane in read("lanes.toml")["lanes"] for subject in lane["services"]}


def tree_of(lines: str) -> dict[str, Any]:
    """The tree that the lines of scenarios.toml draw, with the question of the place before it."""
    questions: dict[str, Any] = {}
    current: list[dict[str, Any]] = []
    for line in lines.strip().splitlines():
        mark, rest = line[0], line[1:].strip()
        head, zh, en = (part.strip() for part in rest.split("|"))
        words = {ZH: zh, EN: en}
        if mark == "?":
            current = []
            questions[head] = {"text": words, "options": current}
        else:
            current.append({**_target(head), "text": words})
    first = next(iter(questions))
    return {"start": PLACE, "questions": {PLACE: _place(first), **questions}}


def _target(head: str) -> dict[str, Any]:
    """``id > question`` or ``id = subjects``."""
    if ">" in head:
        name, _mark, following = head.partition(">")
        return {"id": name.strip(), "next": following.strip()}
    name, _mark, subjects = head.partition("=")
    return {"id": name.strip(), "results": subjects.split()}


def _place(first: str) -> dict[str, Any]:
    words = read("scenarios.toml")["place"]
    city = {"id": "city", "text": {ZH: words["city_zh"], EN: words["city_en"]}, "next": first}
    options = [
        {
            "id": one.name_en.lower(),
            "text": {ZH: one.name, EN: one.name_en},
            "next": first,
            "district": one.code,
        }
        for one in districts()
    ]
    return {
        "text": {ZH: words["zh"], EN: words["en"]},
        "hint": {ZH: words["hint_zh"], EN: words["hint_en"]},
        "options": [city, *options],
    }


def scenarios() -> Iterator[Draft]:
    """The nine scenarios; ``more`` is the tree."""
    for place, one in enumerate(read("scenarios.toml")["scenario"], start=1):
        yield Draft(
            address=f"/scenarios/{one['slug']}",
            kind="scenario",
            texts={
                edition: Text(
                    one[_KEY[edition]][0],
                    one[_KEY[edition]][1],
                    [],
                    [paragraph("intro", one[_KEY[edition]][1])],
                )
                for edition in EDITIONS
            },
            position=place,
            more=tree_of(one["tree"]),
        )


def lanes(services: Mapping[tuple[str, str], tuple[str, str]]) -> Iterator[Draft]:
    """The lanes; ``services`` gives address and title by subject and edition."""
    data = read("lanes.toml")
    titles = _category_titles()
    for place, one in enumerate(data["lanes"], start=1):
        yield Draft(
            address=f"/lanes/{one['slug']}",
            kind="lane",
            texts={
                edition: _lane(one, data["frame"], edition, services, titles)
                for edition in EDITIONS
            },
            position=place,
        )


def _lane(
    one: dict[str, Any],
    frame: dict[str, str],
    edition: str,
    services: Mapping[tuple[str, str], tuple[str, str]],
    titles: Mapping[str, tuple[str, dict[str, str]]],
) -> Text:
    name, text = one[_KEY[edition]]
    intro = frame[f"intro_{_KEY[edition]}"].format(name=name, text=text)
    often = [link(*services[slug, edition], id=f"s-{slug}") for slug in one["services"]]
    every = [
        link(
            with_query("/services", audience=titles[slug][0], category=slug),
            titles[slug][1][edition],
            id=f"c-{slug}",
        )
        for slug in one["categories"]
    ]
    blocks = [
        paragraph("intro", intro),
        block_links("services", frame[f"services_{_KEY[edition]}"], "service", often),
        block_links("categories", frame[f"categories_{_KEY[edition]}"], "list", every),
    ]
    return Text(name, text, [], blocks)


def _category_titles() -> dict[str, tuple[str, dict[str, str]]]:
    """Audience and names of each category."""
    return {
        one["slug"]: (one["audience"], {ZH: one["zh"], EN: one["en"]})
        for one in read("hall.toml")["category"]
    }
