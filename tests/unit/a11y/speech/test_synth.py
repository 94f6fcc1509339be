from __future__ import annotations

from dataclasses import replace

import pytest

from a11y.speech.errors import NoVoice
from a11y.speech.espeak import Candidate, Espeak
from a11y.speech.prosody import Prosody
from a11y.speech.synth import KioskSynth, Sound, Synth, Take, Voiceless, open_synth

PROSODY = Prosody()


def into(made: list[Sound]) -> Take:
    """A taker that keeps everything."""

    def take(sound: Sound) -> bool:
        made.append(sound)
        return True

    return take


def sounds(synth: Synth, text: str, voice: str = "cmn", prosody: Prosody = PROSODY) -> list[Sound]:
    made: list[Sound] = []
    synth.synthesise(text, voice, prosody, into(made))
    return made


def seconds(made: list[Sound]) -> float:
    return sum(len(sound.pcm) / 2 / sound.rate for sound in made)


@pytest.fixture(scope="module")
def synth(espeak: Espeak) -> KioskSynth:
    return KioskSynth(espeak, "kiosk_synth")


def test_three_voices_speak(synth: KioskSynth) -> None:
    assert synth.voices == ("cmn", "yue", "en")
    lengths = [
        seconds(sounds(synth, text, voice))
        for text, voice in (("佛山市", "cmn"), ("佛山市", "yue"), ("Foshan", "en"))
    ]
    assert min(lengths) > 0.4


def test_words_lie_in_the_piece_they_come_with(synth: KioskSynth) -> None:
    made = sounds(synth, "佛山市人民政府，网上信访")
    for sound in made:
        assert all(0 <= word.sample <= len(sound.pcm) // 2 for word in sound.words)
    starts = [word.start for sound in made for word in sound.words]
    assert starts == sorted(starts)
    assert len(starts) >= 7


def test_what_the_taker_raises_comes_out(synth: KioskSynth) -> None:
    def take(sound: Sound) -> bool:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        synth.synthesise("佛山", "cmn", PROSODY, take)
    assert seconds(sounds(synth, "佛山")) > 0.3


def test_an_unknown_voice_is_an_error_and_harms_nothing(synth: KioskSynth) -> None:
    with pytest.raises(NoVoice):
        sounds(synth, "x", "nobody")
    assert seconds(sounds(synth, "佛山")) > 0.3


def test_a_taker_that_stops_gets_no_more(synth: KioskSynth) -> None:
    made: list[Sound] = []

    def first_only(sound: Sound) -> bool:
        made.append(sound)
        return False

    synth.synthesise("佛山市" * 20, "cmn", PROSODY, first_only)
    assert len(made) == 1


def test_the_rate_is_near_what_it_says(synth: KioskSynth) -> None:
    text = "佛山市人民政府办公室关于印发通知的函"
    for rate in (3.0, 6.0, 12.0, 20.0):
        measured = len(text) / seconds(sounds(synth, text, "cmn", replace(PROSODY, rate=rate)))
        assert measured == pytest.approx(rate, rel=0.15)


def test_without_an_engine_time_passes_in_silence() -> None:
    made = sounds(Voiceless("library_missing"), "网上，see it")
    assert seconds(made) == pytest.approx(4 / PROSODY.rate, rel=0.01)
    assert not any(any(sound.pcm) for sound in made)
    assert [(w.start, w.length) for s in made for w in s.words] == [(0, 1), (1, 1), (3, 3), (7, 2)]


def test_a_terminal_without_an_engine_says_why() -> None:
    synth = open_synth([Candidate("libnone.so.7")])
    assert synth.name == ""
    assert synth.reason == "library_missing"


def test_an_old_engine_is_fed_with_pinyin(espeak: Espeak, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(Espeak, "good_mandarin", False)
    plain = Espeak.synthesise

    def note(self: Espeak, text: str, voice: object, receive: object) -> bool:
        said.append((text, voice.name))  # type: ignore[attr-defined]  # a voice has a name
        return plain(self, text, voice, receive)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Espeak, "synthesise", note)
    sounds(KioskSynth(espeak, "kiosk_old"), "qu4 dong1guan3")
    assert said == [("qu4 dong1guan3", "cmn-latn-pinyin")]


def test_without_an_engine_syllables_last_as_long_as_characters() -> None:
    made = sounds(Voiceless("library_missing"), "qu4 dong1guan3 OK")
    assert [(w.start, w.length) for s in made for w in s.words] == [(0, 3), (4, 5), (9, 5), (15, 2)]


def test_cantonese_is_said_by_the_voice_that_reads_jyutping(synth: KioskSynth) -> None:
    assert seconds(sounds(synth, "fat6saan1si5", "yue")) > 0.3
