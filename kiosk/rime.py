"""Chinese from keys by librime, through its C interface.

Debian: librime1, rime-essay, rime-data-luna-pinyin and those of the other schemes. By the
sound (pinyin, zhuyin, Jyutping) or by the shape (strokes, Cangjie).

Nothing is learned: the schemas switch the user dictionary off, and what the library writes
goes to the private folder of the visit. Without the library or its data there is no
engine, and the terminal says so.
"""

from __future__ import annotations

import ctypes
import logging
import shutil
from collections.abc import Iterator
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

SHARED = Path("/usr/share/rime-data")
FREQUENCIES = SHARED / "essay.txt"
"""How usual words are; without it the library offers rare characters first and says nothing."""
SCHEMAS = Path(__file__).parent / "data"
LETTERS, DIGITS = "letters", "digits"
SCHEMES = {
    LETTERS: "luna_pinyin",
    DIGITS: "luna_pinyin",
    "zhuyin": "terra_pinyin",
    "jyutping": "jyut6ping3",
    "stroke": "stroke",
    "cangjie": "cangjie5",
}
"""What may be typed, each with the dictionary that it needs."""

BY_SHAPE = frozenset({"stroke", "cangjie"})

MOST = 60
"""Candidates that are offered at once."""

_PAGE_DOWN, _BACKSPACE = 0xFF56, 0xFF08  # X keysyms
_PAGE = 5
_SELECT = "ABCDE"


class Pinyin(Protocol):
    """What is composed from letters or digits, and what it may be."""

    def begin(self, scheme: str, *, simplified: bool = True) -> None:
        """Start anew with one of ``SCHEMES``, in simplified or in traditional characters."""

    def type(self, key: str) -> None:
        """One letter or digit more."""

    def delete(self) -> None:
        """Take the last letter back."""

    def candidates(self) -> tuple[str, ...]:
        """What the next part may be, the likeliest first."""

    def pick(self, index: int) -> str:
        """Choose a candidate; the whole text once nothing is left to choose, else empty."""

    @property
    def pending(self) -> str:
        """What was chosen so far and the letters that are left; empty when nothing is."""


class _Traits(ctypes.Structure):
    _fields_ = (
        ("data_size", ctypes.c_int),
        ("shared_data_dir", ctypes.c_char_p),
        ("user_data_dir", ctypes.c_char_p),
        ("distribution_name", ctypes.c_char_p),
        ("distribution_code_name", ctypes.c_char_p),
        ("distribution_version", ctypes.c_char_p),
        ("app_name", ctypes.c_char_p),
        ("modules", ctypes.c_void_p),
        ("min_log_level", ctypes.c_int),
        ("log_dir", ctypes.c_char_p),
        ("prebuilt_data_dir", ctypes.c_char_p),
        ("staging_dir", ctypes.c_char_p),
    )


class _Candidate(ctypes.Structure):
    _fields_ = (
        ("text", ctypes.c_char_p),
        ("comment", ctypes.c_char_p),
        ("reserved", ctypes.c_void_p),
    )


class _Candidates(ctypes.Structure):
    _fields_ = (("ptr", ctypes.c_void_p), ("index", ctypes.c_int), ("candidate", _Candidate))


class _Commit(ctypes.Structure):
    _fields_ = (("data_size", ctypes.c_int), ("text", ctypes.c_char_p))


class _Context(ctypes.Structure):
    _fields_ = (
        ("data_size", ctypes.c_int),
        ("length", ctypes.c_int),
        ("cursor", ctypes.c_int),
        ("sel_start", ctypes.c_int),
        ("sel_end", ctypes.c_int),
        ("preedit", ctypes.c_char_p),
        ("menu", ctypes.c_char * 128),  # not read; larger than the library's own
    )


class RimePinyin:
    """One session of the library; it serves one process, for the library has one state."""

    def __init__(self, library: ctypes.CDLL, folder: Path) -> None:
        self._rime = library
        self._traits = _traits(folder)
        library.RimeCreateSession.restype = ctypes.c_size_t
        library.RimeSetup(ctypes.byref(self._traits))
        library.RimeInitialize(ctypes.byref(self._traits))
        library.RimeDeployerInitialize(ctypes.byref(self._traits))
        self._folder = folder
        self._ready: set[str] = set()
        for scheme in (LETTERS, DIGITS):
            self._deploy(scheme)
        self._session = ctypes.c_size_t(library.RimeCreateSession())

    def begin(self, scheme: str, *, simplified: bool = True) -> None:
        """As in Pinyin; raises OSError where the scheme's dictionary is broken."""
        if scheme not in self._ready:
            self._deploy(scheme)
        self._rime.RimeSelectSchema(self._session, f"yizhan_{scheme}".encode())
        self._rime.RimeSetOption(self._session, b"simplification", int(simplified))
        self._rime.RimeClearComposition(self._session)

    def _deploy(self, scheme: str) -> None:
        """Prepare a scheme in the folder of the visit, when it is first wanted.

        Schemes by shape take the index that was installed with the dictionary: to make
        one anew, as ``RimeDeploySchema`` does where it thinks it old, takes ten seconds.
        """
        name = f"yizhan_{scheme}.schema.yaml"
        by_shape = scheme in BY_SHAPE
        path = self._folder / ("build" if by_shape else "") / name
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(SCHEMAS / name, path)
        if not by_shape and not self._rime.RimeDeploySchema(str(path).encode()):
            raise OSError(name)
        self._ready.add(scheme)

    def type(self, key: str) -> None:
        """One letter or digit more."""
        self._press(ord(key))

    def delete(self) -> None:
        """Take the last letter back."""
        self._press(_BACKSPACE)

    def candidates(self) -> tuple[str, ...]:
        """What the next part may be, the likeliest first."""
        return tuple(self._listed())

    def pick(self, index: int) -> str:
        """Choose a candidate; the whole text once nothing is left to choose, else empty."""
        for _ in range(index // _PAGE):
            self._press(_PAGE_DOWN)
        self._press(ord(_SELECT[index % _PAGE]))
        commit = _Commit(ctypes.sizeof(_Commit) - ctypes.sizeof(ctypes.c_int))
        if not self._rime.RimeGetCommit(self._session, ctypes.byref(commit)):
            return ""
        text: str = (commit.text or b"").decode()
        self._rime.RimeFreeCommit(ctypes.byref(commit))
        return text

    @property
    def pending(self) -> str:
        """What was chosen so far and the letters that are left; empty when nothing is."""
        context = _Context(ctypes.sizeof(_Context) - ctypes.sizeof(ctypes.c_int))
        if not self._rime.RimeGetContext(self._session, ctypes.byref(context)):
            return ""
        text: str = (context.preedit or b"").decode()
        self._rime.RimeFreeContext(ctypes.byref(context))
        return text

    def _listed(self) -> Iterator[str]:
        found = _Candidates()
        if not self._rime.RimeCandidateListBegin(self._session, ctypes.byref(found)):
            return
        for _ in range(MOST):
            if not self._rime.RimeCandidateListNext(ctypes.byref(found)):
                break
            yield (found.candidate.text or b"").decode()
        self._rime.RimeCandidateListEnd(ctypes.byref(found))

    def _press(self, keysym: int) -> None:
        self._rime.RimeProcessKey(self._session, keysym, 0)


def _traits(folder: Path) -> _Traits:
    return _Traits(
        ctypes.sizeof(_Traits) - ctypes.sizeof(ctypes.c_int),
        str(SHARED).encode(),
        str(folder).encode(),
        b"yizhan",
        b"yizhan",
        b"1",
        b"rime.yizhan",
        None,
        3,  # fatal errors only: a log would hold what was typed
        b"",
    )


def open_pinyin(folder: Path) -> Pinyin | None:
    """The engine with its files in ``folder``; None where it is not installed."""
    if not FREQUENCIES.is_file():
        log.warning("no pinyin engine: %s is missing", FREQUENCIES.name)
        return None
    name = find_library("rime") or "librime.so.1"
    try:
        library = ctypes.CDLL(name)
        folder.mkdir(parents=True, exist_ok=True)
        return RimePinyin(library, folder)
    except OSError as error:
        log.warning("no pinyin engine: %s", type(error).__name__)
        return None


def installed(scheme: str) -> bool:
    """Whether the dictionary of a scheme is there."""
    return (SHARED / "build" / f"{SCHEMES[scheme]}.table.bin").is_file()


@cache
def pinyin_of_visit() -> Pinyin | None:
    """The engine, with its files in the private folder of the visit; a process has one."""
    return open_pinyin(Path.home() / "rime")
