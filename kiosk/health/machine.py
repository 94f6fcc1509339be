"""Sound, voices, fonts, disk and memory: what the machine itself must have."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtMultimedia import QMediaDevices

from a11y.speech.errors import NoEngine, NoVoice
from a11y.speech.espeak import ENGINE_VOICES, Candidate, load
from a11y.speech.together import open_site_engine
from kiosk.audio import QtAudioOut
from kiosk.config import Config
from kiosk.health.finding import Finding, bad, poor, well
from kiosk.private import memory_folder
from kiosk.rime import open_pinyin
from locales.catalogue import CATALOGUES
from locales.entries import read_entries
from locales.languages import Language
from locales.words import folder_name
from views.theme import theme_for

VOICES = ("cmn", "yue", "en")
"""Mandarin, Cantonese, English."""

AUDIO_WAIT = 5.0
"""Seconds until a sound server has named its devices."""

SILENT_SINK = "yizhan-silent"
"""The default of deploy/pulse/yizhan.pa: streams whose sink has gone end there."""

LEAST_DISK = 500 * 2**20
"""Bytes: the embedded server's database, its log and room for a busy year."""

LEAST_MEMORY = 200 * 2**20
"""Bytes: two private folders, one of the visit and one of the spare, with web caches."""

_MOST_NAMED = 20  # characters named in a line of the report
_FIRST_BEYOND_ASCII = 0x80


def audio() -> Finding:
    """Whether there is a device to play on."""
    out = QtAudioOut()
    try:
        if not out.ready(AUDIO_WAIT):
            return bad("audio", "none", server=os.environ.get("PULSE_SERVER", "-"))
        return well("audio", device=QMediaDevices.defaultAudioOutput().description())
    finally:
        out.close()


def sinks(config: Config) -> Finding:
    """Whether what others may hear has a sink that sounds: the shipped default does not."""
    out = QtAudioOut()
    try:
        out.ready(AUDIO_WAIT)
        there = {bytes(each.id().data()).decode() for each in QMediaDevices.audioOutputs()}
        default = bytes(QMediaDevices.defaultAudioOutput().id().data()).decode()
    finally:
        out.close()
    if config.speaker_sinks:
        found = there.intersection(config.speaker_sinks)
        if not found:
            return bad("sinks", "missing", sinks=", ".join(config.speaker_sinks))
        return well("sinks", sink=", ".join(sorted(found)))
    if default == SILENT_SINK:
        return bad("sinks", "silent", sinks=", ".join(sorted(there - {SILENT_SINK})) or "-")
    return well("sinks", sink=default or "-")


def engine(wanted: str) -> Iterator[Finding]:
    """Whether the site's own voices can be used; nothing where it has none."""
    if not wanted:
        return
    try:
        made = open_site_engine(wanted)
    except NoEngine as error:
        yield poor("engine", "unusable", engine=wanted, reason=error.reason)
        return
    yield well("engine", engine=made.name, voices=", ".join(made.voices))


def voices(choice: Sequence[Candidate] | None = None) -> Finding:
    """Whether the engine is there and has a voice for each language."""
    try:
        espeak = load(choice)
    except NoEngine as error:
        return bad("voices", "no_engine", reason=error.reason)
    missing = []
    for voice in VOICES:
        try:
            espeak.phonemes("1", ENGINE_VOICES.get(voice, voice))
        except NoVoice:
            missing.append(voice)
    if missing:
        return bad("voices", "missing", voices=", ".join(missing), engine=espeak.version)
    if not espeak.good_mandarin:
        return poor("voices", "old", engine=espeak.version)
    return well("voices", engine=espeak.version)


def fonts() -> Finding:
    """Whether each language has its fonts, and they every character of its words."""
    wanted = {language: _families(language) for language in Language}
    named = sorted({family for families in wanted.values() for family in families})
    missing = [family for family in named if not QFontDatabase.hasFamily(family)]
    if missing:
        return bad("fonts", "missing", fonts=", ".join(missing))
    for language, families in wanted.items():
        for family in families:
            lacking = "".join(_lacking(family, language))
            if lacking:
                return bad("fonts", "glyphs", font=family, characters=lacking[:_MOST_NAMED])
    return well("fonts", fonts=", ".join(named))


def disk(folder: Path, least: int = LEAST_DISK) -> Finding:
    """Whether the terminal's data can be written and has room to grow."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        return bad("disk", "readonly", folder=str(folder))
    free = shutil.disk_usage(there).free
    if free < least:
        return bad("disk", "full", folder=str(folder), free=_mib(free), least=_mib(least))
    return well("disk", folder=str(folder), free=_mib(free))


def memory(folder: Path | None = None, least: int = LEAST_MEMORY) -> Finding:
    """Whether the folders of visits are in memory, so that nothing reaches a disk."""
    folder = folder or memory_folder()
    if _file_system(folder) not in ("tmpfs", "ramfs"):
        return bad("memory", "on_disk", folder=str(folder))
    free = shutil.disk_usage(folder).free
    if free < least:
        return bad("memory", "full", folder=str(folder), free=_mib(free), least=_mib(least))
    return well("memory", folder=str(folder), free=_mib(free))


def _families(language: Language) -> tuple[str, ...]:
    theme = theme_for(1080, 1080, language=language.value)
    return tuple(theme.font_family(kind) for kind in ("sans", "serif"))


def pinyin(opened: Callable[[Path], object | None] = open_pinyin) -> Finding:
    """Whether Chinese can be typed without a Chinese keyboard."""
    with TemporaryDirectory() as folder:
        found = opened(Path(folder))
    return well("pinyin") if found is not None else bad("pinyin", "missing")


def _lacking(family: str, language: Language) -> Iterator[str]:
    """Characters of the terminal's own words that a font does not have."""
    font = QRawFont.fromFont(QFont(family))
    for char in sorted(_characters(language)):
        if not font.supportsCharacter(ord(char)):
            yield char


def _characters(language: Language) -> set[str]:
    found: set[str] = set()
    for po in (CATALOGUES / folder_name(language)).glob("*.po"):
        for entry in read_entries(po).values():
            found.update(*entry.forms)
    return {char for char in found if ord(char) >= _FIRST_BEYOND_ASCII and char.isprintable()}


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on (proc(5), mountinfo: fields 5 and after ``-``)."""
    place, kind = "", ""
    real = str(folder.resolve())
    for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines():
        mount, _, rest = line.partition(" - ")
        at = mount.split()[4]
        inside = real == at or real.startswith(at.rstrip("/") + "/")
        if inside and len(at) >= len(place):
            place, kind = at, rest.split()[0]
    return kind


def _mib(size: int) -> str:
    return str(size // 2**20)
