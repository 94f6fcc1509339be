"""Printing a page: first what it would be, then the paper, and nothing stays in the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urljoin

from a11y.document import Privacy
from a11y.speech.utterance import Category
from kiosk.browser import Browser
from kiosk.clock import Clock
from kiosk.paper import Sheet, render
from kiosk.print_queue import Printer, PrintFailed
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.tasks import Tasks
from locales.languages import Language
from locales.project import Projector
from views.compose.printing import Paper, PrintModel, compose_print, printed

NAME = "print"
PULSE = 1.0
"""Seconds between two looks at how a job stands."""


class Printing:
    """The question, the job and its end."""

    def __init__(
        self,
        stage: Stage,
        browser: Browser,
        tasks: Tasks,
        clock: Clock,
        printer: Printer,
        projector_of: Callable[[Language], Projector] = Projector,
    ) -> None:
        self._stage = stage
        self._browser = browser
        self._tasks = tasks
        self._clock = clock
        self._printer = printer
        self._projector_of = projector_of
        self._model: PrintModel | None = None
        self._sheet: Sheet | None = None
        self._jobs: list[str] = []
        self._ended = False

    def ask(self) -> None:
        """Show and say what would be printed of the page that is read."""
        base, page = self._stage.base, self._browser.page
        if base is None or page is None or not self._browser.on_page or self._stage.dialog_open:
            self._say("nothing")
            return
        document = base.compose(self._stage.words)
        text = printed(document)
        personal = document.personal or any(
            node.privacy >= Privacy.PERSONAL for one in text for node in one.walk()
        )
        html = page.links.one.get("html")
        address = urljoin(self._browser.client.base_url + "/", html.href) if html else ""
        model = PrintModel(document.title, text, Paper.A4, 1, personal, address=address)
        self._typeset(model, self._open)

    def other_paper(self) -> None:
        """The same on the other paper."""
        model = self._model
        if model is None or not self._model_shown or model.busy:
            return
        paper = Paper.RECEIPT if model.paper is Paper.A4 else Paper.A4
        self._typeset(replace(model, paper=paper, state="asking"), self._changed)

    def send(self) -> None:
        """Print it."""
        model, sheet = self._model, self._sheet
        if model is None or sheet is None or not self._model_shown or model.busy:
            return
        self._put("sending")
        printer = self._printer
        work = self._tasks.run(lambda: printer.send(sheet))
        work.success(self._sent).failure(self._failed).start()

    def leave(self) -> Callable[[], bool] | None:
        """What takes back, in a thread, whatever has not come out; None with nothing to do."""
        self._ended = True
        self._model = self._sheet = None
        jobs, self._jobs = tuple(self._jobs), []
        if not jobs:
            return None
        dropped = self._printer.drop
        return lambda: list(map(dropped, jobs)).count(False) == 0

    @property
    def _model_shown(self) -> bool:
        screen = self._stage.screen
        return screen is not None and screen.name == NAME

    def _typeset(self, model: PrintModel, then: Callable[[PrintModel, Sheet], None]) -> None:
        show = self._projector_of(self._stage.language).show
        work = partial(render, model.title, model.text, model.paper, model.address, show)
        self._tasks.run(work).success(lambda sheet: then(model, sheet)).start()

    def _open(self, model: PrintModel, sheet: Sheet) -> None:
        if self._ended or self._stage.dialog_open or not self._browser.on_page:
            return
        self._model, self._sheet = replace(model, pages=sheet.pages), sheet
        self._stage.push(self._screen(self._model))

    def _changed(self, model: PrintModel, sheet: Sheet) -> None:
        if self._ended or not self._model_shown:
            return
        self._model, self._sheet = replace(model, pages=sheet.pages), sheet
        self._stage.swap_top(self._screen(self._model))
        words = self._stage.words
        pages = words.plural("screens.print.pages", sheet.pages)
        paper = words(f"screens.print.on.{model.paper}")
        said = words("reading.print.paper", paper=paper, pages=pages)
        self._stage.narrator.say(said, category=Category.ALERT)

    def _sent(self, job: str) -> None:
        if self._ended:  # too late for the ending's own list: it must not come out for the next
            self._tasks.run(lambda: self._printer.drop(job)).start()
            return
        self._jobs.append(job)
        self._put("printing")
        self._clock.call_later(PULSE, lambda: self._look(job))

    def _look(self, job: str) -> None:
        if job not in self._jobs:
            return
        printer = self._printer
        work = self._tasks.run(lambda: printer.waiting(job))
        work.success(lambda waits: self._stands(job, waits=waits))
        work.failure(lambda error: self._hindered(job, error)).start()

    def _stands(self, job: str, *, waits: bool) -> None:
        if job not in self._jobs:
            return
        if waits:
            self._clock.call_later(PULSE, lambda: self._look(job))
        else:
            self._jobs.remove(job)
            self._put("done")

    def _hindered(self, job: str, error: Exception) -> None:
        """It would come out whenever somebody mends the printer, before whoever stands there."""
        if job in self._jobs:
            self._jobs.remove(job)
            self._tasks.run(lambda: self._printer.drop(job)).success(lambda _gone: None).start()
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PrintFailed):
            raise error
        self._put(error.code)

    def _put(self, state: str) -> None:
        if self._model is None:
            return
        self._model = replace(self._model, state=state)
        if self._model_shown:
            self._stage.swap_top(self._screen(self._model))
        said = self._stage.words(f"screens.print.state.{state}")
        self._stage.narrator.say(said, category=Category.ALERT)

    @staticmethod
    def _screen(model: PrintModel) -> Screen:
        return Screen(NAME, lambda words: compose_print(model, words), False)

    def _say(self, key: str) -> None:
        self._stage.narrator.say(self._stage.words(f"reading.print.{key}"), earcon="edge")
