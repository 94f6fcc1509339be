"""Who hears what: headphones are private, the loudspeaker is open.

``PrivateAudio`` is a11y's ``AudioOut`` over two outputs, each bound to its own
devices, or over one that a switch tells about (both are then the same). A change
begins a new generation, and sound of an old generation is dropped, so nothing that
was allowed on the headphones can come out of the loudspeaker, in whatever order
events arrive.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import StrEnum

from a11y.document import Privacy
from a11y.speech.audio import AudioOut

log = logging.getLogger(__name__)


class Change(StrEnum):
    """What happened to the visitor's headphones."""

    INSERTED = "inserted"
    """The voice may start."""

    REMOVED = "removed"
    """All is silent; ask before going on."""


class PrivateAudio:
    """AudioOut that plays on the headphones while they are in, else on the loudspeaker.

    1. ``headphones(True/False)`` comes from the switch or the sound server, on any
       thread. The output that played is silenced before the other is chosen.
    2. ``allowed`` answers the speech manager: PERSONAL is for the headphones, or for
       the loudspeaker once the visitor has consented; SECRET is never spoken.
    3. ``on_change`` tells the shell, which starts the voice or asks.
    4. Consent ends with the headphones' next change and with the visit (``reset``).
    """

    def __init__(
        self,
        private: AudioOut,
        open_: AudioOut,
        on_change: Callable[[Change], None] = lambda _change: None,
    ) -> None:
        self._private = private
        self._open = open_
        self.on_change = on_change
        self._lock = threading.Lock()
        self._target = open_
        self._in = False
        self._inner = open_.generation
        self._generation = 0
        self._consent = False

    @property
    def available(self) -> bool:
        """Whether the output in use has a device."""
        return self._target.available

    @property
    def generation(self) -> int:
        """The current generation."""
        return self._generation

    @property
    def private(self) -> bool:
        """Whether only the visitor hears."""
        return self._in

    def allowed(self, privacy: Privacy) -> bool:
        """Whether an utterance of this kind may be heard now."""
        with self._lock:
            personal = self.private or self._consent
        return privacy is Privacy.PUBLIC or (privacy is Privacy.PERSONAL and personal)

    @property
    def allowed_personal(self) -> bool:
        """Whether what is personal may be heard now."""
        return self.allowed(Privacy.PERSONAL)

    def consent(self, given: bool) -> bool:
        """The visitor's answer to being heard by others; whether what was being said was cut.

        Who cut it must let the voice know: it waits for the end of what it says.
        """
        with self._lock:
            cut = self._consent and not given
            self._consent = given
            if cut:
                self._silence()
        return cut

    def reset(self) -> None:
        """Silence and no consent, as each visit begins."""
        with self._lock:
            self._consent = False
            self._silence()

    def headphones(self, there: bool) -> None:
        """They were put in, or pulled; any thread, twice the same is once."""
        with self._lock:
            if there == self._in:
                return
            self._silence()
            self._in, self._consent = there, False
            self._target = self._private if there else self._open
            self._inner = self._target.cancel()
        log.info("headphones %s", "in" if there else "out")
        self.on_change(Change.INSERTED if there else Change.REMOVED)

    def play(self, pcm: bytes, rate: int, generation: int) -> None:
        """Queue sound on the output in use."""
        with self._lock:
            if generation == self._generation:
                self._target.play(pcm, rate, self._inner)

    def mark(self, callback: Callable[[], None], generation: int) -> None:
        """Call back when all sound so far has been heard."""
        with self._lock:
            if generation == self._generation:
                self._target.mark(callback, self._inner)

    def cancel(self) -> int:
        """Silence now; returns the new generation."""
        with self._lock:
            self._silence()
            return self._generation

    def close(self) -> None:
        """Close both outputs."""
        self.cancel()
        self._private.close()
        self._open.close()

    def _silence(self) -> None:
        self._generation += 1
        self._inner = self._target.cancel()


class Witnesses:
    """Several who tell about one plug: it is in when all of them say so, and out when one does."""

    def __init__(self, count: int, on_change: Callable[[bool], None]) -> None:
        self._says = [False] * count
        self._on_change = on_change
        self._lock = threading.Lock()

    def witness(self, number: int) -> Callable[[bool], None]:
        """What witness ``number`` calls, on any thread."""

        def tell(there: bool) -> None:
            with self._lock:
                self._says[number] = there
                self._on_change(all(self._says))

        return tell
