"""What a terminal works with, made in one place from its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from a11y.speech.audio import AudioOut
from a11y.speech.worker import SynthWorker
from auth.discovery import Metadata
from auth.flows.ask import AskSignIn
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn
from auth.session import Session
from auth.stepup import StepUp
from kiosk.assist.calling import Tell
from kiosk.assist.helper import HelpService
from kiosk.clock import Clock
from kiosk.manner.wishes import WishService
from kiosk.outputs import PrivateAudio
from kiosk.print_queue import Printer
from kiosk.tasks import Post, Tasks
from kiosk.transcript import Transcript
from locales.languages import Language
from portal.client import PortalClient
from views.compose.printing import Paper


@dataclass(frozen=True, slots=True)
class Sound:
    """The voice's parts: who synthesises, what is heard, what only keeps time."""

    worker: SynthWorker
    loud: PrivateAudio
    silent: AudioOut
    stop: Callable[[], None] = lambda: None
    """Ends the watch over the headphones."""

    @property
    def heard(self) -> bool:
        """Whether anything can be heard: an engine that speaks, and a device to play on."""
        return not self.worker.synth.reason and self.loud.available


@dataclass(frozen=True, slots=True)
class Identity:
    """The ways in and out at the provider."""

    ways: Callable[[], Metadata]
    """What the provider offers; asked over the network."""

    by_phone: Callable[[StepUp, Session | None], DeviceSignIn]
    """A new attempt with a phone; with a session it must be the same person's."""

    by_asking: Callable[[str, StepUp, Session | None], AskSignIn]
    """A new question to the phone of who was typed or read at the terminal."""

    by_page: Callable[[StepUp, Session | None, Language], CodeSignIn]
    """A new attempt on a page of the provider, in the language of the screen."""

    origins: Sequence[str]
    """Addresses of the provider, whose pages may be shown."""

    end: Callable[[Session], bool]
    """End a session at the provider, at most 5 s; True if the provider confirmed it."""

    end_open_visits: Callable[[], int]
    """After a crash: end what this terminal left open; how many there were."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that reaches outside the process or into other threads."""

    clock: Clock
    post: Post
    tasks: Tasks
    portal: PortalClient
    identity: Identity
    wishes: WishService
    board: Tell
    """Tells the staff's board how the terminal stands."""

    help: HelpService
    sound: Sound
    transcript: Transcript
    printers: Mapping[Paper, Printer]
    """What this terminal prints on."""

    def close(self) -> None:
        """Let nothing come back any more; sound stops."""
        self.tasks.close()
        self.sound.stop()
        for out in (self.sound.loud, self.sound.silent):
            out.cancel()
        self.sound.worker.close()
        for out in (self.sound.loud, self.sound.silent):
            out.close()
        self.transcript.close()
