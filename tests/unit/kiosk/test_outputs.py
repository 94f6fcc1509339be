"""Headphones and loudspeaker: what is personal is never heard by others."""

from __future__ import annotations

import itertools
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from a11y.document import Privacy
from kiosk.outputs import Change, PrivateAudio, Witnesses
from tests.harness.hand_audio import HandAudioOut
from tests.harness.sound import Sound, recording, shipped_pulse
from tests.harness.speaker import Child, speaking

needs_pulse = pytest.mark.skipif(shutil.which("pulseaudio") is None, reason="needs PulseAudio")
SINKS = {"YIZHAN_HEADPHONE_SINKS": "headphones", "YIZHAN_SPEAKER_SINKS": "speaker"}
TEXT = "您的身份证号码和住址"


@dataclass
class Room:
    private: HandAudioOut = field(default_factory=HandAudioOut)
    open: HandAudioOut = field(default_factory=HandAudioOut)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.audio = PrivateAudio(self.private, self.open, self.changes.append)


@pytest.fixture
def room() -> Room:
    return Room()


def test_insertion_and_removal_are_told_once(room: Room) -> None:
    for there in (False, True, True, False):
        room.audio.headphones(there)
    assert room.changes == [Change.INSERTED, Change.REMOVED]


def test_personal_needs_headphones_or_consent_and_secret_is_never_spoken(room: Room) -> None:
    personal, secret = Privacy.PERSONAL, Privacy.SECRET
    assert not room.audio.allowed(personal)
    room.audio.consent(True)
    assert room.audio.allowed(personal)
    room.audio.headphones(True)
    assert room.audio.allowed(personal)
    assert not room.audio.allowed(secret)
    room.audio.headphones(False)
    assert not room.audio.allowed(personal), "consent does not outlive a change"


def test_a_visit_begins_without_consent(room: Room) -> None:
    room.audio.consent(True)
    room.audio.reset()
    assert not room.audio.allowed(Privacy.PERSONAL)


def test_one_device_is_private_while_the_switch_says_so() -> None:
    device = HandAudioOut()
    audio = PrivateAudio(device, device)
    assert not audio.allowed(Privacy.PERSONAL)
    audio.headphones(True)
    assert audio.allowed(Privacy.PERSONAL)
    generation = audio.generation
    audio.headphones(False)
    audio.play(b"\1\1", 8000, generation)
    assert device.played == [], "what was meant for the headphones is dropped"


def test_all_witnesses_must_have_seen_the_plug_and_one_sees_it_gone() -> None:
    told: list[bool] = []
    witnesses = Witnesses(2, told.append)
    switch, sink = witnesses.witness(0), witnesses.witness(1)
    for witness, there in ((switch, True), (sink, True), (switch, False), (switch, True)):
        witness(there)
    sink(False)
    assert told == [False, True, False, True, False]


def test_removal_silences_what_is_playing(room: Room) -> None:
    room.audio.headphones(True)
    before = room.private.generation
    room.audio.headphones(False)
    assert room.private.generation > before


def test_marks_come_from_the_output_in_use(room: Room) -> None:
    heard: list[bool] = []
    room.audio.headphones(True)
    room.audio.mark(lambda: heard.append(True), room.audio.generation)
    room.private.hear()
    assert heard == [True]


@pytest.mark.parametrize("order", list(itertools.permutations(["say", "play", "in", "out"])))
def test_in_no_order_of_events_is_the_personal_heard_openly(
    room: Room, order: tuple[str, ...]
) -> None:
    generation = -1
    for step in order * 2:
        if step == "say" and room.audio.allowed(Privacy.PERSONAL):
            generation = room.audio.generation
        elif step == "play":
            room.audio.play(b"\1\1", 8000, generation)
        elif step in ("in", "out"):
            room.audio.headphones(step == "in")
    assert room.open.played == []


def test_threads_that_race_do_not_make_it_heard_either(room: Room) -> None:
    stop = threading.Event()

    def plug() -> None:
        for there in itertools.cycle((True, False)):
            if stop.is_set():
                return
            room.audio.headphones(there)

    plugging = threading.Thread(target=plug)
    plugging.start()
    end = time.monotonic() + 0.5
    # On a busy machine the one thread may for a while do nothing between two turns of the other.
    while (now := time.monotonic()) < end or (not room.private.played and now < end + 20):
        generation = room.audio.generation
        if room.audio.allowed(Privacy.PERSONAL) and generation == room.audio.generation:
            room.audio.play(b"\1\1", 8000, generation)
    stop.set()
    plugging.join()
    assert room.open.played == []
    assert room.private.played


@dataclass
class Ears:
    """A terminal with two sinks; what is heard on each."""

    child: Child
    speaker: Sound
    headphones_module: str = ""

    def plug(self) -> None:
        self.headphones_module = self.speaker.pactl(
            "load-module", "module-null-sink", "sink_name=headphones"
        )
        self.child.wait(change="inserted", after=self._after())

    def pull(self) -> None:
        before = self._after()
        self.speaker.pactl("unload-module", self.headphones_module)
        self.child.wait(change="removed", after=before)

    def _after(self) -> int:
        changes = [i for i, a in enumerate(self.child.answers) if "change" in a]
        return changes[-1] + 1 if changes else 0


@pytest.fixture(scope="module")
def ears(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ears]:
    with shipped_pulse(tmp_path_factory.mktemp("pulse")) as env:
        speaker = Sound(env, "speaker")
        speaker.pactl("load-module", "module-null-sink", "sink_name=speaker", "rate=22050")
        with (
            recording(speaker),
            speaking({**env, **SINKS}) as child,
        ):
            yield Ears(child, speaker)


@pytest.mark.audio
@needs_pulse
@pytest.mark.parametrize("delay", [0.0, 0.05, 0.4])
def test_pulled_headphones_leave_nothing_to_the_loudspeaker(ears: Ears, delay: float) -> None:
    ears.plug()
    ears.speaker.forget()
    before = len(ears.child.answers)
    said = ears.child.ask("say", text=TEXT, privacy=1)
    ears.child.wait(event="Started", after=before)
    time.sleep(delay)
    ears.pull()
    ears.child.ask("say", text=TEXT, privacy=1)
    time.sleep(1.0)
    heard = ears.speaker.samples(said["at"], time.monotonic())
    assert len(heard) > 22050
    assert not any(heard)


@pytest.mark.audio
@needs_pulse
def test_what_is_personal_is_heard_on_the_headphones(ears: Ears) -> None:
    ears.plug()
    time.sleep(0.3)
    headphones = Sound(ears.speaker.env, "headphones")
    with recording(headphones):
        said = ears.child.ask("say", text=TEXT, privacy=1)
        assert headphones.onset_after(said["at"], 3.0) is not None
        ears.child.ask("cancel")
    ears.pull()


@pytest.mark.audio
@needs_pulse
def test_what_is_public_is_heard_on_the_loudspeaker(ears: Ears) -> None:
    ears.child.ask("cancel")
    ears.speaker.forget()
    said = ears.child.ask("say", text="请重新插入耳机")
    assert ears.speaker.onset_after(said["at"], 3.0) is not None
    ears.child.ask("cancel")
