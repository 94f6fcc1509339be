"""Two engines as one: the site's own for the voices it has, ours for the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from a11y.speech.errors import NoEngine
from a11y.speech.modules import ModuleSynth
from a11y.speech.prosody import Prosody
from a11y.speech.sherpa import SherpaSynth
from a11y.speech.synth import Synth, Take, open_synth

log = logging.getLogger(__name__)


class Together:
    """``first`` speaks what it can; a sentence at which it fails is not said twice."""

    def __init__(self, first: Synth, second: Synth) -> None:
        self._first, self._second = first, second

    @property
    def name(self) -> str:
        """Both names."""
        return " + ".join(filter(None, (self._first.name, self._second.name)))

    @property
    def reason(self) -> str:
        """Empty: there is at least the first."""
        return ""

    @property
    def voices(self) -> tuple[str, ...]:
        """Of both."""
        return tuple(dict.fromkeys((*self._first.voices, *self._second.voices)))

    @property
    def reads_words(self) -> frozenset[str]:
        """Of whichever engine has the voice."""
        rest = self._second.reads_words - set(self._first.voices)
        return self._first.reads_words | rest

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        """As ``Synth`` says."""
        engine = self._first if voice in self._first.voices else self._second
        engine.synthesise(text, voice, prosody, take)


def open_engine(wanted: str, ours: Callable[[], Synth] = open_synth) -> Synth:
    """The site's engine (``module:PROGRAM[ SETTINGS]``, ``sherpa:FOLDER``) with ours behind it.

    One that cannot be used is named in the log, and ours speaks alone: never silence.
    """
    if not wanted:
        return ours()
    try:
        return Together(open_site_engine(wanted), ours())
    except NoEngine as error:
        log.warning("the site's engine cannot be used: %s", error)
        return ours()


def open_site_engine(wanted: str) -> Synth:
    """The site's engine alone; raises NoEngine."""
    kind, _, where = wanted.partition(":")
    if kind == "sherpa":
        return SherpaSynth(Path(where))
    if kind == "module":
        program, _, settings = where.partition(" ")
        return ModuleSynth(Path(program), Path(settings) if settings else None)
    raise NoEngine("kind_unknown", kind)
