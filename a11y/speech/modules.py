"""Any output module of speech-dispatcher as an engine, its sound through our own outputs.

A module is a program that is spoken to over pipes (speech-dispatcher, "Output modules"):
it is told to hand its sound to the server (``audio_output_method=server``), and the server
is us. So who may hear what, and how fast silence comes, stays with the terminal, which a
client of the daemon could not promise: the daemon plays what it gets where it likes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from a11y.speech.errors import EngineFailed, NoEngine, NoVoice
from a11y.speech.espeak import WordAt
from a11y.speech.pipe import Pipe
from a11y.speech.prosody import DEFAULT, FASTEST, SLOWEST, Prosody
from a11y.speech.synth import Sound, Take

log = logging.getLogger(__name__)

ANSWER_S = 10.0
"""How long a module may take for an answer before it counts as hung."""

_ESCAPE, _FLIP = 0x7D, 0x20
_LINE = re.compile(rb"(\d{3})([ -])(.*)", re.DOTALL)
_WORD = re.compile("[a-z]+[1-6]|[A-Za-z0-9']+|[\u3400-\u9fff]")
_SPOKEN = {
    "cmn": re.compile("cmn.*|zh(?!-yue|-hk|-hak|-nan).*"),
    "yue": re.compile("yue.*|zh-(?:yue|hk).*"),
    "en": re.compile("en(?:-us|-gb)?"),
}
_LATIN = {"cmn": "latin as pinyin", "yue": "latin as jyutping"}
_ENDED, _STOPPED = 702, 703


@dataclass(frozen=True, slots=True)
class Named:
    """A voice as the module lists it."""

    name: str
    language: str


@dataclass
class ModuleSynth:
    """Starts the module when it is made and again when it has died; raises NoEngine."""

    program: Path
    settings: Path | None = None
    reason: str = ""
    chosen: Mapping[str, Named] = field(init=False)
    _pipe: Pipe | None = None

    def __post_init__(self) -> None:
        listed = tuple(self._list())
        found = {voice: _choose(voice, listed) for voice in _SPOKEN}
        self.chosen = {voice: named for voice, named in found.items() if named is not None}
        if not self.chosen:
            self.close()
            raise NoEngine("voice_missing", self.program.name)

    @property
    def name(self) -> str:
        """The module's program."""
        return f"speech-dispatcher {self.program.name}"

    @property
    def voices(self) -> tuple[str, ...]:
        """Those of ours that the module has a voice for."""
        return tuple(self.chosen)

    @property
    def reads_words(self) -> frozenset[str]:
        """All but those that say Latin letters as pinyin or jyutping."""
        return frozenset(v for v, named in self.chosen.items() if not _reads_latin(v, named))

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        """As ``Synth`` says; raises NoVoice and EngineFailed."""
        named = self.chosen.get(voice)
        if named is None:
            raise NoVoice(voice)
        pipe = self._running()
        try:
            self._tell(pipe, "SET", _parameters(named, prosody))
            self._tell(pipe, "SPEAK", (_marked(text),))
            self._hear(pipe, take)
        except (OSError, ValueError) as error:
            log.warning("the module is started anew: %s", type(error).__name__)
            self.close()
            raise EngineFailed(-1) from error

    def close(self) -> None:
        """End the module's process."""
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()

    def _running(self) -> Pipe:
        if self._pipe is None:
            self._pipe = self._start()
        return self._pipe

    def _start(self) -> Pipe:
        command = [str(self.program), *filter(None, (str(self.settings or ""),))]
        pipe = None
        try:
            pipe = Pipe(command, ANSWER_S)
            pipe.write("INIT\n")
            self._answer(pipe)
            self._tell(pipe, "AUDIO", ("audio_output_method=server",))
        except (OSError, ValueError) as error:
            if pipe is not None:
                pipe.close()
            raise NoEngine("module_silent", type(error).__name__) from error
        return pipe

    def _list(self) -> Iterator[Named]:
        pipe = self._running()
        pipe.write("LIST VOICES\n")
        for line in self._answer(pipe):
            name, *rest = line.decode("utf-8", "replace").split("\t")
            if rest:
                yield Named(name, rest[0].lower())

    def _tell(self, pipe: Pipe, order: str, lines: Sequence[str]) -> None:
        pipe.write(f"{order}\n")
        self._answer(pipe)
        pipe.write("".join(f"{line}\n" for line in lines) + ".\n")
        self._answer(pipe)

    def _answer(self, pipe: Pipe) -> list[bytes]:
        """The lines of an answer; raises ValueError for a refusal (3xx and 4xx)."""
        lines: list[bytes] = []
        while True:
            code, last, rest = _parsed(pipe.line())
            if last and code >= 300:
                raise ValueError(code)
            if last:
                return lines
            lines.append(rest)

    def _hear(self, pipe: Pipe, take: Take) -> None:
        facts: dict[bytes, bytes] = {}
        words: list[WordAt] = []
        stopped = False
        while True:
            code, last, rest = _parsed(pipe.line())
            if code == 705 and rest.startswith(b"AUDIO\0"):
                if not stopped and not take(_sound(rest[6:], facts, tuple(words))):
                    pipe.write("STOP\n")
                    stopped = True
                words.clear()
            elif code == 705 and not last:
                name, _, value = rest.partition(b"=")
                facts[name] = value
            elif code == 700 and not last:
                start, _, length = rest.partition(b":")
                words.append(WordAt(0, int(start), int(length)))
            elif code in (_ENDED, _STOPPED):
                return


def _choose(voice: str, listed: Sequence[Named]) -> Named | None:
    """One that reads pinyin or jyutping, which we choose; else the first of the language."""
    fitting = [named for named in listed if _SPOKEN[voice].fullmatch(named.language)]
    return next((n for n in fitting if _reads_latin(voice, n)), next(iter(fitting), None))


def _reads_latin(voice: str, named: Named) -> bool:
    return voice in _LATIN and _LATIN[voice] in named.name.lower()


def _parameters(named: Named, prosody: Prosody) -> tuple[str, ...]:
    """-100 to 100 each; the middle of the rate is the speed of our default."""
    slower, faster = DEFAULT.rate - SLOWEST, FASTEST - DEFAULT.rate
    more = min(FASTEST, max(SLOWEST, prosody.rate)) - DEFAULT.rate
    return (
        f"synthesis_voice={named.name}",
        f"language={named.language}",
        f"rate={round(100 * more / (faster if more > 0 else slower))}",
        f"pitch={2 * prosody.pitch - 100}",
        f"volume={round(200 * prosody.volume) - 100}",
        "punctuation_mode=none",
        "spelling_mode=off",
    )


def _marked(text: str) -> str:
    """SSML on one line, with a mark of place and length before each word."""
    plain = re.sub(r"[\x00-\x1f\x7f]", " ", text.encode("utf-8", "replace").decode())
    parts, place = [], 0
    for match in _WORD.finditer(plain):
        parts.append(escape(plain[place : match.start()]))
        parts.append(f'<mark name="{match.start()}:{len(match.group())}"/>')
        parts.append(match.group())
        place = match.end()
    return f"<speak>{''.join(parts)}{escape(plain[place:])}</speak>"


def _parsed(line: bytes) -> tuple[int, bool, bytes]:
    """Code, whether it is the last line of its answer, and the rest."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line[:40])
    return int(match[1]), match[2] == b" ", match[3]


def _sound(escaped: bytes, facts: Mapping[bytes, bytes], words: tuple[WordAt, ...]) -> Sound:
    if facts.get(b"bits") != b"16" or facts.get(b"num_channels") != b"1":
        raise ValueError("format")
    pcm = bytearray()
    flip = False
    for byte in escaped:
        if byte == _ESCAPE and not flip:
            flip = True
            continue
        pcm.append(byte ^ _FLIP if flip else byte)
        flip = False
    return Sound(bytes(pcm[: len(pcm) // 2 * 2]), int(facts[b"sample_rate"]), words)
