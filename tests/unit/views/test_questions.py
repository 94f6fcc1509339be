from __future__ import annotations

from dataclasses import replace

import pytest

from a11y.document import Document, Role
from locales.languages import Language
from locales.words import Words
from portal import models as m
from tests.harness import sample_pages as samples
from views.compose.form_state import FieldError, FormState, fresh
from views.compose.pages import compose_page

FORM = samples.form()
FIELDS = {f"/consult/new#{field.name}" for field in FORM.fields}


def shown(state: FormState, language: Language = Language.ZH_HANS) -> Document:
    return compose_page(FORM, Words(language), state)


def at(place: int) -> FormState:
    return replace(fresh(FORM), place=place)


@pytest.mark.parametrize("place", range(len(FORM.fields)))
def test_one_question_is_asked_and_it_is_said_how_far_one_is(place: int) -> None:
    document = shown(at(place))
    asked = FIELDS & set(document.index)
    assert asked == {f"/consult/new#{FORM.fields[place].name}"}
    where = document.find(f"/consult/new#:place.{place}")
    assert where is not None
    assert where.name.source == f"第 {place + 1} 题，共 {len(FORM.fields)} 题"


def test_the_first_question_has_none_before_it() -> None:
    targets = {n.action.target for n in shown(at(0)).nodes if n.action}
    assert "form.next" in targets
    assert "form.previous" not in targets
    assert "submit" not in targets


def test_before_it_is_sent_every_answer_is_looked_over_in_words() -> None:
    state = replace(
        fresh(FORM),
        place=len(FORM.fields),
        values={"subject": "路灯", "kind": "ask", "pin": "4711", "public": True, "topics": ("b",)},
    )
    document = shown(state)
    acts = [node for node in document.nodes if node.action is not None]
    answers = {n.action.target: n for n in acts if n.action and n.action.verb == "question"}
    assert list(answers) == [field.name for field in FORM.fields]
    said = {name: node.value.source for name, node in answers.items()}
    assert said["subject"] == "路灯"
    assert said["kind"] == "咨询"
    assert said["topics"] == "教育"
    assert said["public"] == "是"
    assert said["age"] == "没有填写"
    assert not [n for n in document.nodes if "4711" in n.name.source + n.value.source]
    assert [n for n in document.nodes if n.action and n.action.target == "submit"]


def test_what_the_portal_refuses_is_asked_again() -> None:
    state = replace(at(len(FORM.fields)), errors={"phone": FieldError("pattern")}, named=("phone",))
    document = shown(state)
    assert FIELDS & set(document.index) == {"/consult/new#phone"}


def test_all_at_once_is_as_it_was() -> None:
    document = shown(fresh(FORM))
    assert set(document.index) >= FIELDS
    assert not [n for n in document.nodes if n.action and n.action.target == "form.next"]


@pytest.mark.parametrize("wanted", ["长辈版", "关怀版", "亲情版", "关爱版", "有没有长辈版？"])
@pytest.mark.parametrize("language", list(Language))
def test_the_elder_version_is_found_by_looking_for_it(wanted: str, language: Language) -> None:
    page = replace(samples.collection(), search=m.Search("/search", "q", wanted))
    document = compose_page(page, Words(language))
    found = [n for n in document.nodes if n.action and n.action.target == "elder.on"]
    assert [n.role for n in found] == [Role.BUTTON]


@pytest.mark.parametrize("wanted", ["", "老年人优待证", "版"])
def test_other_words_find_no_elder_version(wanted: str) -> None:
    page = replace(samples.collection(), search=m.Search("/search", "q", wanted))
    document = compose_page(page, Words(Language.ZH_HANS))
    assert not [n for n in document.nodes if n.action and n.action.target == "elder.on"]
