"""The tree of a scenario: its shape, its faults, and the walk along given answers.

A tree is ``{"start": id, "questions": {id: question}}``; a question is
``{"text": words, "hint"?: words, "options": [option]}``; an option is
``{"id", "text": words, "next": question id}`` or ``{"id", "text": words, "results": [subject]}``.
Words are ``{edition: text}``. An option of a question may set ``"district": code``, which picks
the office of that district among the offices that have the service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from server.base import ZH

_ID: Final = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Walk:
    """Where given answers lead."""

    answered: tuple[tuple[str, str], ...]
    """Question and option ids, in order."""
    question: str
    """What is asked next; empty at the end."""
    results: tuple[str, ...]
    """Subjects of the services that it led to."""
    district: str
    """Code of the district that was chosen; empty: the city."""


def walk(tree: Mapping[str, Any], answers: Sequence[str]) -> Walk | None:
    """Follows ``answers`` from the start; None when one of them is no option there."""
    question, results, district = str(tree["start"]), (), ""
    answered: list[tuple[str, str]] = []
    for answer in answers:
        if not question:
            return None
        options = {option["id"]: option for option in tree["questions"][question]["options"]}
        option = options.get(answer)
        if option is None:
            return None
        answered.append((question, answer))
        district = option.get("district", district)
        results = tuple(option.get("results", ()))
        question = option.get("next", "")
    return Walk(tuple(answered), question, results, district)


def tree_faults(tree: object) -> list[str]:
    """What is wrong with a tree, as ``place: fault`` in the desk's words."""
    if not isinstance(tree, dict) or not isinstance(tree.get("questions"), dict):
        return [_fault("questions", _("an object is needed"))]
    questions = tree["questions"]
    faults = [] if str(tree.get("start")) in questions else [_fault("start", _("no such question"))]
    for name, question in questions.items():
        faults += _question_faults(name, question, questions)
    return faults or _loops(tree)


def _question_faults(name: str, question: Any, questions: Mapping[str, Any]) -> list[str]:
    options = question.get("options") if isinstance(question, dict) else None
    if not isinstance(options, list) or not all(isinstance(one, dict) for one in options):
        return [_fault(name, _("has no options"))]
    faults = [] if _has_words(question) and options else [_fault(name, _("words are missing"))]
    for option in options:
        place = f"{name}/{option.get('id', '')}"
        if not _ID.fullmatch(str(option.get("id", ""))):
            faults.append(_fault(place, _("small letters, digits and hyphens only")))
        if not _has_words(option):
            faults.append(_fault(place, _("words are missing")))
        onward = option.get("next", "")
        if not isinstance(onward, str) or (onward not in questions and not option.get("results")):
            faults.append(_fault(place, _("leads nowhere")))
    return faults


def _fault(place: str, words: str) -> str:
    return f"{place}: {words}"


def _has_words(part: Mapping[str, Any]) -> bool:
    words = part.get("text")
    return isinstance(words, dict) and bool(words.get(ZH))


def _loops(tree: Mapping[str, Any]) -> list[str]:
    """Questions from which a way comes back to them."""
    follows = {
        name: {option["next"] for option in question["options"] if option.get("next")}
        for name, question in tree["questions"].items()
    }
    left = dict(follows)
    while ends := [name for name, after in left.items() if not after & left.keys()]:
        for name in ends:
            del left[name]
    return [_fault(name, _("a way comes back to it")) for name in left]
