"""The wishes of one visit, put together with everything at this terminal that can be set."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kiosk.clock import Clock
from kiosk.desk import Desk
from kiosk.gate import Effects, HandSettings, KeyGate
from kiosk.manner.knobs import Knobs, knobs_of, language_knob
from kiosk.manner.manner import Manner
from kiosk.manner.scanner import Scanner
from kiosk.manner.wishes import Here, Wishes
from kiosk.patience import Patient
from kiosk.repeats import Repeats
from kiosk.services import Services
from kiosk.setting import Setting
from kiosk.stage import Stage
from kiosk.visit import Visit


def make_wishes(
    services: Services, stage: Stage, settings: Iterable[Setting], more: Knobs, here: Here
) -> Wishes:
    """Turns everything in the list of settings, the language, and ``more``."""
    language = language_knob(lambda: stage.language, here.use)  # first: a voice goes with it
    knobs = {**language, **more, **knobs_of(settings)}
    tasks = Patient(services.tasks, services.clock, services.post, stage)
    return Wishes(stage, tasks, services.wishes, Manner(knobs), here)


def here_of(visit: Visit, desk: Callable[[], Desk], settled: Callable[[], None]) -> Here:
    """What a visit lends; its desk is made later than this."""
    return Here(
        session=lambda: visit.session,
        asleep=lambda: visit.asleep,
        wake=lambda voice: desk().wake(voice=voice),
        activity=lambda: desk().activity(),
        use=lambda language: desk().use(language),
        settled=settled,
        prints=lambda: desk().printing.offered,
    )


def make_keys(
    clock: Clock,
    hands: HandSettings,
    effects: Effects,
    free: Callable[[], bool],
    scanned: Callable[[str], None],
    card: Callable[[], Callable[[str], None] | None],
) -> Scanner:
    """What a person's hands or a scanner do, on its way to the dispatcher."""
    return Scanner(clock, Repeats(clock, KeyGate(clock, hands, effects)), free, scanned, card)
