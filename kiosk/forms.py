"""Filling a form and sending it, once.

The state of a form lives with the browser, keyed by address, so that warnings,
errors and languages come and go over it. A second press while it is on its way
does nothing, and every attempt of one filled form carries the same key.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from a11y.speech.utterance import Category, Earcon, Priority, Say, Utterance
from auth.stepup import StepUp
from kiosk.browser import Browser
from kiosk.problems import code_of
from kiosk.signing_in import Purpose
from kiosk.stage import Stage
from kiosk.tasks import Tasks
from locales.text import Text
from portal.errors import Invalid, PortalError, Unauthorized
from portal.models import Case, Field, Form, Link, Page
from views.compose.fields import wrong_text
from views.compose.form import SUBMIT, unsent_text
from views.compose.form_check import check
from views.compose.form_state import FieldError, FormState, Value, form_in
from views.compose.head import maker

UNDO = "undo"
"""The id of such a link (docs/pages.md)."""

QUERY = "query"
"""The id of the ``submit`` of a form that only looks something up (docs/pages.md)."""


class Forms:
    """What is done with the form on the screen."""

    def __init__(
        self,
        stage: Stage,
        browser: Browser,
        tasks: Tasks,
        sign_in: Callable[[Purpose], None],
        commit: Callable[[], None],
        review: Callable[[Form], None],
    ) -> None:
        self._stage = stage
        self._browser = browser
        self._tasks = tasks
        self._sign_in = sign_in
        self._commit = commit
        self._review = review
        self._words = ""
        """What stands in the search field of the page."""

    def edited(self, node_id: str, value: str) -> None:
        """A text field was left; what stands in it is kept."""
        node = self._stage.reader.document.find(node_id)
        form = self._form
        action = node.action if node is not None else None
        if form is None and action is not None and action.verb == "set":
            self._words = value
        if form is None or action is None:
            return
        if action.verb == "set":
            self._set(form, action.target, value)
        elif action.verb == "choose":
            self._stage.reader.arrive(node_id, say=False)
            self.choose(action.target, action.value)

    def search(self, href: str, param: str) -> None:
        """Look for the words that stand in the search field of the page."""
        self._commit()
        query = urlencode({param: self._words})
        self._browser.open(f"{href}{'&' if '?' in href else '?'}{query}")

    def choose(self, name: str, option: str) -> None:
        """An option was activated; its new state is said."""
        form = self._form
        field = self._field(form, name)
        if form is None or field is None:
            return
        state = self._browser.shown.filled.of(form)
        if state.submitting:
            return
        self._keep(state.choose(field, option))
        self._stage.reader.say_node()

    def submit(self) -> None:
        """Check the form, show its answers, and then send it; what is wrong is named by field."""
        form = self._form
        if form is None:
            self._stage.narrator.say(self._stage.words("reading.form.none"))
            return
        self._commit()
        state = self._browser.shown.filled.of(form)
        if state.submitting:
            self._say_sending()
            return
        checked = check(form, state)
        if checked.errors:
            self._refuse(form, checked)
        elif isinstance(self._browser.page, Form) and not state.looked_over(form):
            self._review(form)
        else:
            self._send(form, state)

    @property
    def _form(self) -> Form | None:
        return form_in(self._browser.page) if self._browser.on_page else None

    def _keep(self, state: FormState) -> None:
        self._browser.shown.filled.keep(state)
        self._stage.refresh(quiet=True)

    def _set(self, form: Form, name: str, value: Value) -> None:
        state = self._browser.shown.filled.of(form)
        if not state.submitting:
            self._keep(state.with_value(name, value))

    def _send(self, form: Form, state: FormState) -> None:
        sent = state.sent()
        self._keep(sent)
        self._say_sending()
        client, edition = self._browser.client, form.edition
        stores = isinstance(self._browser.page, Form) and form.submit.id != QUERY
        self._tasks.run(
            lambda: client.submit(form.submit.href, edition, state.payload(form), state.key)
        ).success(lambda page: self._accepted(page, told=stores)).failure(
            lambda error: self._failed(form, sent, error)
        ).start()

    def _say_sending(self) -> None:
        said = self._stage.words("reading.form.sending")
        self._stage.narrator.say(said, category=Category.ALERT)

    def _accepted(self, page: Page, *, told: bool) -> None:
        self._browser.show_page(page)
        if told:
            self._say_sent(page)
        back = way_back(page)
        if back is not None:
            title = maker(page, self._stage.words).text(back.title, back.lang)
            said = Say(self._stage.words("reading.form.undo", link=title))
            self._stage.narrator.utter(Utterance((said,), Priority.NEXT, Category.ALERT))

    def _say_sent(self, page: Page) -> None:
        """That it arrived; a page that comes in its place does not say so by itself."""
        words = self._stage.words
        items: tuple[Say, ...] = (Say(words("reading.form.done")),)
        if isinstance(page, Case):
            number = Say(Text(page.no, "und"), spell=True)
            items = (Say(words("reading.form.sent")), number)
        privacy = self._stage.narrator.privacy(self._stage.reader.document, items)
        self._stage.narrator.utter(Utterance(items, Priority.NEXT, Category.ALERT, privacy))

    def _failed(self, form: Form, sent: FormState, error: Exception) -> None:
        if not isinstance(error, PortalError):
            raise error
        if isinstance(error, Invalid):
            known = {field.name for field in form.fields}
            errors = {
                e.field: FieldError(e.code, e.detail) for e in error.fields if e.field in known
            }
            self._refuse(form, sent.refused(errors))
        elif isinstance(error, Unauthorized):
            self._keep(sent.unsent())
            step_up = StepUp(error.acr, error.max_age)
            privacy = self._stage.privacy_of(self._stage.reader.document.root.id)
            self._browser.come_back_to(maker(form, self._stage.words).id(SUBMIT))
            self._sign_in(Purpose(form.title, form.lang, self._resume, step_up, privacy))
        else:
            self._keep(sent.unsent(code_of(error)))
            self._say_kept(code_of(error))

    def _resume(self) -> None:
        """Somebody has signed in for what was not sent yet; it takes one more key."""
        self._stage.narrator.say(self._stage.words("reading.form.unsent"), category=Category.ALERT)
        self._browser.resume()

    def _refuse(self, form: Form, state: FormState) -> None:
        """Show and say what is wrong, and go to the first field that is."""
        self._keep(state)
        words, make = self._stage.words, maker(form, self._stage.words)
        wrong = [field for field in form.fields if field.name in state.errors]
        items: list[Say | Earcon] = [Earcon("error")]
        items.append(Say(words.plural("reading.form.errors", len(wrong))))
        items += [Say(wrong_text(field, state.errors[field.name], make)) for field in wrong]
        if len(wrong) > 1:
            first = make.text(wrong[0].label, wrong[0].lang)
            items.append(Say(words("reading.form.at", field=first)))
        if wrong:
            self._stage.reader.arrive(make.id(wrong[0].name), say=False)
        privacy = self._stage.narrator.privacy(self._stage.reader.document, items)
        self._stage.narrator.utter(Utterance(tuple(items), Priority.NOW, Category.ALERT, privacy))

    def _say_kept(self, code: str) -> None:
        """It could not be sent: why, and that nothing is lost."""
        items = (Earcon("error"), Say(unsent_text(code, self._stage.words)))
        self._stage.narrator.utter(Utterance(items, Priority.NOW, Category.ALERT))

    @staticmethod
    def _field(form: Form | None, name: str) -> Field | None:
        fields = form.fields if form is not None else ()
        return next((field for field in fields if field.name == name), None)


def way_back(page: Page) -> Link | None:
    """The link that takes back what was just sent, where the portal lets one."""
    found = [*page.links.many.get("actions", ()), *(page.next if isinstance(page, Case) else ())]
    return next((link for link in found if link.id == UNDO), None)
