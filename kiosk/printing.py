"""Printing a page: first what it would be, then the paper, and nothing stays in the queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from a11y.speech.utterance import Category
from kiosk.clock import Clock
from kiosk.paper import Sheet, render
from kiosk.pictures import OWN
from kiosk.print_job import PrintJob
from kiosk.print_queue import Printer, PrintFailed
from kiosk.print_source import Source
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.tasks import Tasks
from locales.languages import Language
from locales.project import Projector
from views.compose.head import TITLE
from views.compose.printing import SCREEN, Paper, PrintModel, compose_print, goes_on

NAME = "print"
SLOW = 0.5
"""Seconds after which a preview that is not there is spoken of."""

_BEFORE = tuple(f"{SCREEN}#{part}" for part in (TITLE, ":what", ":state", ":buttons"))
"""Where a visitor is who has not gone on to read what will be printed."""

AGAIN = 30.0
"""Seconds until the queue is emptied again where that failed."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a terminal prints with, and how the visitor reads."""

    printers: Mapping[Paper, Printer]
    source: Source
    size: Callable[[], float] = lambda: 1.0
    """How many times its ordinary size the visitor's text is."""

    projector_of: Callable[[Language], Projector] = Projector


class Printing:
    """The question, the job and its end."""

    def __init__(self, stage: Stage, tasks: Tasks, clock: Clock, press: Press) -> None:
        self._stage = stage
        self._tasks = tasks
        self._clock = clock
        self._press = press
        self._model: PrintModel | None = None
        self._sheet: Sheet | None = None
        self._job: PrintJob | None = None
        self._number = 0
        self._sent = False
        self._ended = False

    @property
    def offered(self) -> bool:
        """Whether this terminal prints at all."""
        return bool(self._press.printers)

    @property
    def busy(self) -> bool:
        """Whether paper is still to come: nobody has gone away."""
        return self._model is not None and self._model.busy

    def empty(self) -> None:
        """Before anybody is here: what a visit before has left never comes out."""
        for printer in self._press.printers.values():
            work = self._tasks.run(printer.clear)
            work.success(lambda clean: None if clean else self._empty_later()).start()

    def picture(self, href: str) -> bytes | None:
        """The preview with that address; None where it is another picture's."""
        model, sheet = self._model, self._sheet
        return sheet.picture if model and sheet and href and model.picture == href else None

    def ask(self) -> None:
        """Show and say what would be printed of what is read."""
        if not self.offered:
            self._say("none")
        elif self._model is not None and self._model.busy:
            self._say_state()
            if not self._shown:
                self._stage.push(self._screen(self._model), say=False)
        elif (found := self._press.source.take(tuple(self._press.printers))) is None:
            self._say("nothing")
        else:
            self._typeset(found, partial(self._open, self._stage.names))

    def other_paper(self) -> None:
        """The same on the other paper."""
        model = self._model
        if model is not None and model.other and self._shown and not model.busy:
            self._typeset(replace(model, paper=model.other, state="asking"), self._changed)

    def send(self) -> None:
        """Print it."""
        model, sheet = self._model, self._sheet
        if model is None or sheet is None or not self._shown or model.busy:
            return
        if model.state == "done":
            return
        printer = self._press.printers[model.paper]
        self._sent = True
        self._put("sending")
        self._job = PrintJob(self._tasks, self._clock, printer, sheet, self._put)
        self._job.start()

    def leave(self) -> Callable[[], bool] | None:
        """What takes back, in a thread, whatever has not come out; None with nothing to do."""
        self._ended = True
        if self._job is not None:
            self._job.give_up()
        self._model = self._sheet = None
        if not self._sent:
            return None
        printers = tuple(self._press.printers.values())
        return lambda: [one.clear() for one in printers].count(False) == 0

    @property
    def _shown(self) -> bool:
        screen = self._stage.screen
        return screen is not None and screen.name == NAME

    def _typeset(self, model: PrintModel, then: Callable[[PrintModel, Sheet], None]) -> None:
        show = self._press.projector_of(self._stage.language).show
        size = self._press.size()
        slow = self._clock.call_later(SLOW, lambda: self._say("preparing"))

        def made(sheet: Sheet) -> None:
            slow.cancel()
            self._set(model, sheet, then)

        self._tasks.run(lambda: render(model, show, size)).success(made).start()

    def _set(
        self, model: PrintModel, sheet: Sheet, then: Callable[[PrintModel, Sheet], None]
    ) -> None:
        self._number += 1
        found = replace(model, pages=sheet.pages, picture=f"{OWN}{self._number}")
        if not self._ended:
            then(found, sheet)

    def _open(self, names: tuple[str, ...], model: PrintModel, sheet: Sheet) -> None:
        if self._stage.names != names:  # the visitor went on to something else
            return
        self._model, self._sheet = model, sheet
        self._stage.push(self._screen(model))
        self._look_ahead(model)

    def _changed(self, model: PrintModel, sheet: Sheet) -> None:
        if not self._shown:
            return
        self._model, self._sheet = model, sheet
        self._stage.swap_top(self._screen(model))
        words = self._stage.words
        pages = words.plural("screens.print.pages", model.pages)
        paper = words(f"screens.print.on.{model.paper}")
        self._say("paper", paper=paper, pages=pages)
        self._look_ahead(model)

    def _look_ahead(self, model: PrintModel) -> None:
        """What is in the way is told before anybody waits for paper."""

        def failed(error: Exception) -> None:
            if not isinstance(error, PrintFailed):
                raise error
            if self._model is model:
                self._put(error.code)

        self._tasks.run(self._press.printers[model.paper].check).failure(failed).start()

    def _put(self, state: str) -> None:
        if self._model is None:
            return
        changed = self._model.state != state
        self._model = replace(self._model, state=state)
        follows = self._shown and changed and _at_controls(self._stage)
        if self._shown and changed:
            self._stage.swap_top(self._screen(self._model))
        self._say_state()
        if follows:
            _go_on(self._stage, self._model)
        elif changed and self._model.hindered:
            self._say("way")

    def _screen(self, model: PrintModel) -> Screen:
        """As things stand when it is composed: the state may change below another dialog."""
        return Screen(NAME, lambda words: compose_print(self._model or model, words), False)

    def _say_state(self) -> None:
        if self._model is not None:
            said = self._stage.words(f"screens.print.state.{self._model.state}")
            self._stage.narrator.say(said, category=Category.ALERT)

    def _empty_later(self) -> None:
        if not (self._sent or self._ended):
            self._clock.call_later(AGAIN, lambda: None if self._sent else self.empty())

    def _say(self, key: str, **facts: object) -> None:
        said = self._stage.words(f"reading.print.{key}", **facts)  # type: ignore[arg-type]  # texts
        self._stage.narrator.say(said, category=Category.ALERT)


def _at_controls(stage: Stage) -> bool:
    """Whether the visitor is where things are done, and not in the middle of the text."""
    reader = stage.reader
    above = {node.id for node in reader.document.ancestors(reader.node.id)}
    return reader.node.id in _BEFORE or not above.isdisjoint(_BEFORE)


def _go_on(stage: Stage, model: PrintModel) -> None:
    """To what the visitor does next; a state by itself has been said."""
    stage.reader.arrive(goes_on(model), say=False)
    if not model.busy:
        stage.reader.say_node(Category.ALERT, arrived=True)
