"""Going through a form question by question; what is typed lives in the form's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from a11y.speech.utterance import Category
from kiosk.browser import Browser
from kiosk.filled import AUTO, ONE
from kiosk.looks import Looks
from kiosk.stage import Stage
from portal.models import Form
from views.compose.fields import wrong_text
from views.compose.form_check import check
from views.compose.form_state import FormState
from views.compose.head import maker


class Questions:
    """How forms are asked: ``auto`` is one by one in the elder look, all at once otherwise."""

    def __init__(
        self,
        stage: Stage,
        browser: Browser,
        commit: Callable[[], None],
        looks: Looks,
    ) -> None:
        self._stage = stage
        self._browser = browser
        self._commit = commit
        self._looks = looks
        self._way = AUTO
        browser.shown.filled.one_by_one = self._one_by_one

    @property
    def way(self) -> str:
        """One of ``kiosk.filled.WAYS``."""
        return self._way

    @way.setter
    def way(self, value: str) -> None:
        self._way = value
        form = self._form
        if form is not None:
            place = 0 if self._one_by_one() and len(form.fields) > 1 else None
            self._commit()
            self._keep(replace(self._state(form), place=place, review=False))

    def go(self, step: int) -> None:
        """To the next (1) or previous (-1) question; one that is wrong is not left forwards."""
        form = self._form
        if form is None:
            return
        self._commit()
        state = self._state(form)
        if state.place is None or state.submitting:
            return
        if step > 0 and self._refuse(form, state):
            return
        self._arrive(form, min(max(state.place + step, 0), len(form.fields)))

    def open(self, name: str) -> None:
        """To one question by the name of its field."""
        form = self._form
        if form is None:
            return
        if self._state(form).review:
            self._correct(form, name)
        else:
            names = [field.name for field in form.fields]
            self._arrive(form, names.index(name))

    def review(self, form: Form) -> None:
        """All answers, to be looked over before they are sent."""
        state = self._state(form)
        if state.place is None:
            self._keep(replace(state, review=True, errors={}))
            self._look_over(form)
        else:
            self._arrive(form, len(form.fields))

    def all(self) -> None:
        """All questions on one page, at the one where the visitor was."""
        form = self._form
        if form is None:
            return
        self._commit()
        state = self._state(form)
        if state.review:
            self._correct(form, form.fields[0].name)
            return
        place = min(state.place or 0, len(form.fields) - 1)
        self._keep(replace(state, place=None))
        self._at(form, form.fields[place].name)

    def back(self) -> bool:
        """From the answers that are looked over back to the questions; False: not there."""
        form = self._form
        state = self._state(form) if form is not None else None
        if form is None or state is None or state.submitting:
            return False
        if state.review:
            self._correct(form, form.fields[0].name)
            return True
        if state.place != len(form.fields):
            return False
        self._arrive(form, state.place - 1)
        return True

    def _correct(self, form: Form, name: str) -> None:
        """Back from the answers to all questions, at one of them."""
        self._keep(replace(self._state(form), review=False))
        self._at(form, name)

    def _look_over(self, form: Form) -> None:
        """To the answers: it is said what they are there for, and how one goes on."""
        self._at(form, ":review")
        self._stage.reader.arrive(maker(form, self._stage.words).id(":review.text"))

    def _at(self, form: Form, part: str) -> None:
        """To a place of the form; it is said, though one may have fallen on it by itself."""
        self._stage.reader.arrive(maker(form, self._stage.words).id(part), say=False)
        self._stage.reader.say_node()

    def _arrive(self, form: Form, place: int) -> None:
        self._keep(replace(self._state(form), place=place, errors={}))
        if place >= len(form.fields):
            self._look_over(form)
            return
        self._at(form, f":place.{place}")
        # the question is said after its place, and the keys go to its field
        field = maker(form, self._stage.words).id(form.fields[place].name)
        self._stage.reader.arrive(field)

    def _refuse(self, form: Form, state: FormState) -> bool:
        """Whether the present answer is wrong; it is said how."""
        if state.place is None or state.place >= len(form.fields):
            return False
        field = form.fields[state.place]
        error = check(form, state).errors.get(field.name)
        if error is None:
            return False
        self._keep(replace(state, errors={field.name: error}))
        make = maker(form, self._stage.words)
        self._stage.reader.arrive(make.id(field.name), say=False)
        said = wrong_text(field, error, make)
        self._stage.narrator.say(said, category=Category.ALERT, earcon="error")
        return True

    def _one_by_one(self) -> bool:
        return self._way == ONE or (self._way == AUTO and self._looks.sight.elder)

    @property
    def _form(self) -> Form | None:
        page = self._browser.page
        return page if isinstance(page, Form) and self._browser.on_page else None

    def _state(self, form: Form) -> FormState:
        return self._browser.shown.filled.of(form)

    def _keep(self, state: FormState) -> None:
        self._browser.shown.filled.keep(state)
        self._stage.refresh(quiet=True)
