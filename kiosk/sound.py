"""The voice's parts, and who is asked whether somebody else listens, made from the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from a11y.speech.earcons import load_earcons
from a11y.speech.null_audio import NullAudioOut
from a11y.speech.reading import Reader
from a11y.speech.together import open_engine
from a11y.speech.worker import SynthWorker
from kiosk.audio import QtAudioOut
from kiosk.audio_device import default_device, named_device
from kiosk.config import Config
from kiosk.outputs import PrivateAudio, Witnesses
from kiosk.outputs_sinks import SinkWatch
from kiosk.outputs_switch import HeadphoneSwitch
from kiosk.services import Sound

Told = Callable[[bool], None]
Close = Callable[[], None]


def build_sound(config: Config) -> Sound:
    """Engine, outputs and the watch over the headphones."""
    loud = _outputs(config)
    return Sound(
        worker=SynthWorker(open_engine(config.speech_engine), Reader(), load_earcons()),
        loud=loud,
        silent=NullAudioOut(),
        stop=_watch(config, loud),
    )


def _outputs(config: Config) -> PrivateAudio:
    """Headphones with sinks of their own, or one device that is private at times or always."""
    speaker = named_device(config.speaker_sinks) if config.speaker_sinks else default_device
    open_ = QtAudioOut(speaker)
    apart = bool(config.headphone_sinks)
    private = QtAudioOut(named_device(config.headphone_sinks)) if apart else open_
    return PrivateAudio(private, open_)


def _watch(config: Config, loud: PrivateAudio) -> Close:
    """Begin to watch switch and sinks as far as they are named; returns how to end it."""
    sources: list[Callable[[Told], Close]] = []
    if config.headphone_switch:
        switch = Path(config.headphone_switch)
        sources.append(lambda told: HeadphoneSwitch(switch, told).close)
    if config.headphone_sinks:
        sources.append(lambda told: SinkWatch(config.headphone_sinks, told).close)
    if not sources:
        loud.headphones(config.private_sound)
        return lambda: None
    witnesses = Witnesses(len(sources), loud.headphones)
    closes = [source(witnesses.witness(number)) for number, source in enumerate(sources)]

    def stop() -> None:
        for close in closes:
            close()

    return stop
