from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.browser import Browser, Gate
from kiosk.filled import WAYS
from kiosk.loading import Loading
from kiosk.looks import Looks
from kiosk.questions import Questions
from kiosk.screens import Screen
from kiosk.tasks import Tasks
from portal.client import PortalClient
from tests.harness import sample_matters as matters
from tests.harness import sample_pages as samples
from tests.harness.clock import FakeClock
from tests.harness.documents import sample
from tests.harness.stage import PaperStage

FORM = samples.form()


class Filling:
    """A form on the screen, in the elder look; nothing is fetched."""

    def __init__(self, *, elder: bool = True) -> None:
        self.paper = PaperStage(sample())
        stage = self.paper.stage
        tasks = Tasks(lambda call: call())
        loading = Loading(tasks, FakeClock(), lambda: None)
        client = PortalClient("http://127.0.0.1:1", None)
        gate = Gate(lambda _needs: True, lambda _why: None)
        self.browser = Browser(stage, loading, client, gate)
        self.looks = Looks(lambda _sight: None, lambda _on: None, lambda: None)
        self.looks.put(elder=elder)
        self.questions = Questions(stage, self.browser, lambda: None, self.looks)
        self.browser.shown.put(FORM)
        screen = self.browser.shown.screen()
        stage.show(Screen(screen.name, screen.compose, False), say=False)
        self.paper.said  # noqa: B018 - what was said so far is of no interest

    @property
    def place(self) -> int | None:
        return self.browser.shown.filled.of(FORM).place

    def fill(self, **values: str) -> None:
        state = self.browser.shown.filled.of(FORM)
        for name, value in values.items():
            state = state.with_value(name, value)
        self.browser.shown.filled.keep(state)
        self.paper.stage.refresh(quiet=True)


def test_the_elder_look_asks_one_by_one_and_others_do_not() -> None:
    assert Filling(elder=True).place == 0
    assert Filling(elder=False).place is None


def test_a_question_that_is_wrong_is_not_left_and_it_is_said_why() -> None:
    filling = Filling()
    filling.questions.go(1)
    assert filling.place == 0
    assert filling.paper.said == ["标题：这一项必须填写"]


def test_one_goes_on_and_back_and_what_was_typed_stays() -> None:
    filling = Filling()
    filling.fill(subject="路灯坏了")
    filling.questions.go(1)
    assert filling.place == 1
    assert filling.paper.stage.reader.node.id == "/consult/new#text"
    filling.questions.go(-1)
    assert filling.place == 0
    assert filling.browser.shown.filled.of(FORM).text("subject") == "路灯坏了"


def test_an_answer_is_opened_again_from_the_review() -> None:
    filling = Filling()
    filling.questions.open("phone")
    assert filling.paper.stage.reader.node.id == "/consult/new#phone"
    filling.questions.all()
    assert filling.place is None
    assert filling.paper.stage.reader.node.id == "/consult/new#phone"


def test_the_visitor_chooses_how_forms_are_asked() -> None:
    filling = Filling(elder=False)
    places = []
    for way in WAYS:
        filling.questions.way = way
        places.append(filling.place)
    assert places == [None, 0, None]


def test_what_is_asked_at_once_is_looked_over_and_mended_in_its_place() -> None:
    filling = Filling(elder=False)
    filling.fill(subject="Street light")
    filling.questions.review(FORM)
    assert filling.place is None
    assert filling.paper.said == ["请核对，2 级标题", "没有问题就提交；要改哪一项，就选哪一项。"]
    shown = filling.paper.stage.reader.document
    assert shown.find(f"{FORM.address}#:answers") is not None
    filling.questions.open("subject")
    assert filling.paper.said == ["标题，文本框，必填，Street light，一句话说明"]
    shown = filling.paper.stage.reader.document
    assert shown.find(f"{FORM.address}#:answers") is None
    assert shown.find(f"{FORM.address}#text") is not None
    filling.questions.review(FORM)
    filling.questions.all()
    assert filling.place is None
    assert not filling.browser.shown.filled.of(FORM).review


def test_only_what_was_seen_is_sent() -> None:
    filling = Filling(elder=False)
    state = filling.browser.shown.filled.of(FORM)
    assert not state.looked_over(FORM)
    filling.questions.review(FORM)
    assert filling.browser.shown.filled.of(FORM).looked_over(FORM)
    filling.questions.way = "one"
    assert not filling.browser.shown.filled.of(FORM).looked_over(FORM)
    filling.questions.review(FORM)
    assert filling.browser.shown.filled.of(FORM).looked_over(FORM)


def test_going_back_skips_a_form_that_was_sent_but_not_a_question_of_several() -> None:
    filling = Filling()
    browser = filling.browser
    first = replace(matters.steps(), address="/scenarios/housing")
    for page in (first, replace(first, address="/scenarios/housing?way=rent")):
        browser.show_page(page)
    assert browser.can_go_back
    browser.show_page(matters.case())
    browser.show_page(matters.case())
    assert browser.can_go_back


@pytest.mark.parametrize("elder", [False, True])
def test_back_from_the_answers_leads_to_the_questions(elder: bool) -> None:
    filling = Filling(elder=elder)
    assert not filling.questions.back()
    filling.fill(subject="Street light")
    filling.questions.review(FORM)
    filling.paper.said  # noqa: B018 - what was said so far is of no interest
    assert filling.questions.back()
    field = FORM.fields[-1 if elder else 0]
    assert filling.paper.stage.reader.node.id == f"{FORM.address}#{field.name}"
    state = filling.browser.shown.filled.of(FORM)
    assert not state.review
    assert state.text("subject") == "Street light"
    assert not filling.questions.back()
