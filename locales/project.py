"""What a Text looks like on the screen in one language.

Content is written in simplified Chinese or English; traditional Chinese is made
when it is shown, from the kept original and never from a conversion.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache

from locales.convert import Converter
from locales.languages import Language
from locales.names import Span
from locales.text import Text

_CACHED = 4096  # texts; a 50-item collection has about 300, an article of 300 blocks as many
_LONGEST = 2_000  # characters; longer texts are converted anew, so the cache stays below 35 MB


class Projector:
    """Shows Texts in ``language``; safe to use from several threads.

    ``names`` (the visitor's, from the sign-in) are kept wherever they stand in content.
    """

    def __init__(self, language: Language, names: Iterable[str] = ()) -> None:
        self.language = language
        self._names = tuple(names)
        self._lock = threading.Lock()
        self._made: Converter | None = None
        self._cached = lru_cache(maxsize=_CACHED)(self._convert)

    def show(self, text: Text) -> str:
        """The displayed form: reviewed where given, converted where needed, else as written."""
        if text.shown is not None:
            return text.shown
        if not self._converts(text):
            return text.source
        return self._project(text.source, ())

    def show_runs(self, runs: Sequence[Text]) -> tuple[str, ...]:
        """The displayed forms of the inline runs of one block.

        The block is converted as a whole, so that a word that a link cuts in two is
        still one word, and cut again at the same code points.
        """
        spans: list[Span] = []
        keep: list[Span] = []
        place = 0
        for run in runs:
            spans.append((place, place + len(run.source)))
            place += len(run.source)
            if run.shown is not None or not self._converts(run):
                keep.append(spans[-1])
        block = "".join(run.source for run in runs)
        whole = self._project(block, tuple(keep)) if len(keep) < len(runs) else block
        return tuple(
            whole[start:stop] if run.shown is None else run.shown
            for run, (start, stop) in zip(runs, spans, strict=True)
        )

    def warm(self) -> threading.Thread:
        """Builds the converter in a thread (it takes about 0.3 s) and returns that thread."""
        thread = threading.Thread(target=self._converter, name="projector", daemon=True)
        thread.start()
        return thread

    def _converts(self, text: Text) -> bool:
        return text.convert and text.lang == "zh-Hans" and self.language.traditional

    def _project(self, source: str, keep: tuple[Span, ...]) -> str:
        convert = self._convert if len(source) > _LONGEST else self._cached
        return convert(source, keep)

    def _convert(self, source: str, keep: tuple[Span, ...]) -> str:
        return self._converter().convert(source, keep)

    def _converter(self) -> Converter:
        with self._lock:
            if self._made is None:
                self._made = Converter(self.language, names=self._names)
            return self._made
