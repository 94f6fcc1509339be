"""The wishes of one visit, put together with everything at this terminal that can be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from a11y.speech.manager import SpeechManager
from kiosk.clock import Clock
from kiosk.gate import Effects, HandSettings, KeyGate
from kiosk.looks import Looks
from kiosk.manner.knobs import hand_knobs, language_knob, voice_knobs
from kiosk.manner.manner import Manner
from kiosk.manner.scanner import Scanner
from kiosk.manner.sight import SightKnobs
from kiosk.manner.wishes import Here, Wishes
from kiosk.repeats import Repeats
from kiosk.services import Services
from kiosk.stage import Stage


def make_wishes(
    services: Services,
    stage: Stage,
    speech: SpeechManager,
    hands: HandSettings,
    looks: Looks,
    here: Here,
) -> Wishes:
    """Turns voice, keys, language and the picture."""
    sight = SightKnobs(lambda: looks.sight, lambda sight: looks.put(**asdict(sight)))
    knobs = {
        **sight.knobs(),
        **voice_knobs(speech, stage.narrator),
        **hand_knobs(hands),
        **language_knob(lambda: stage.language, here.use),
    }
    return Wishes(stage, services.tasks, services.wishes, Manner(knobs, sight.settle), here)


def make_keys(
    clock: Clock,
    hands: HandSettings,
    effects: Effects,
    free: Callable[[], bool],
    scanned: Callable[[str], None],
) -> Scanner:
    """What a person's hands or a scanner do, on its way to the dispatcher."""
    return Scanner(clock, Repeats(clock, KeyGate(clock, hands, effects)), free, scanned)
