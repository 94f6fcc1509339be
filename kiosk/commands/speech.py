"""The voice: on and off, again, pause, volume, rate."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("voice.toggle", Topic.SPEECH)
def toggle(desk: Desk) -> None:
    """Voice on or off."""
    desk.voice.toggle()


@command("repeat", Topic.SPEECH)
def repeat(desk: Desk) -> None:
    """Say the last thing again; pressed twice, spell it."""
    desk.repeat()


@command("pause", Topic.SPEECH, keeps_speech=True)
def pause(desk: Desk) -> None:
    """Pause, or go on."""
    desk.voice.pause()


@command("volume.up", Topic.SPEECH, keeps_speech=True)
def volume_up(desk: Desk) -> None:
    """Louder."""
    desk.voice.volume(1)


@command("volume.down", Topic.SPEECH, keeps_speech=True)
def volume_down(desk: Desk) -> None:
    """Softer."""
    desk.voice.volume(-1)


@command("rate.up", Topic.SPEECH)
def rate_up(desk: Desk) -> None:
    """Faster."""
    desk.voice.rate(1)


@command("rate.down", Topic.SPEECH)
def rate_down(desk: Desk) -> None:
    """Slower."""
    desk.voice.rate(-1)


@command("verbosity", Topic.SPEECH)
def verbosity(desk: Desk) -> None:
    """More or less is said besides the text."""
    desk.settings.turn("verbosity")
