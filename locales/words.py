"""The words of the interface by key, in one language.

Keys, not sentences, are what the code holds, so a wording changes without a
change of code. Chinese words are always spoken from the simplified catalogue;
the traditional catalogues supply only what is shown.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from locales.catalogue import CATALOGUES, Catalogue
from locales.errors import MissingParameter, MissingWord
from locales.languages import Language
from locales.project import Projector
from locales.spacing import fill
from locales.text import Text

Parameter = str | int | Text
"""What may fill a placeholder: a number, a code, or content with its language."""


class Words:
    """Answers keys with Texts: ``words("screens.home.title")``.

    A missing key raises MissingWord, so that tests find it; with ``lenient`` the last
    part of the key is shown instead, so that a visitor never meets a crash.
    """

    def __init__(
        self,
        language: Language,
        *,
        lenient: bool = False,
        projector: Projector | None = None,
        folder: Path = CATALOGUES,
    ) -> None:
        self.language = language
        self._lenient = lenient
        self._projector = projector or Projector(language)
        source = Language.EN if language is Language.EN else Language.ZH_HANS
        self._lang = source.value
        self._source: Catalogue = Catalogue(folder / folder_name(source))
        self._display: Catalogue | None = (
            Catalogue(folder / folder_name(language)) if language.traditional else None
        )

    def __call__(self, key: str, **params: Parameter) -> Text:
        """The words of ``key`` with its placeholders filled."""
        shown = self._display.singular(key) if self._display else None
        return self._text(key, self._source.singular(key), shown, params)

    def plural(self, key: str, n: int, **params: Parameter) -> Text:
        """The words of ``key`` for ``n`` things; ``{n}`` is filled with the number."""
        shown = self._display.plural(key, n) if self._display else None
        return self._text(key, self._source.plural(key, n), shown, {"n": n, **params})

    def has(self, key: str) -> bool:
        """Whether this language has words for ``key``."""
        return self._source.plural(key, 1) is not None

    def _text(
        self, key: str, source: str | None, shown: str | None, params: dict[str, Parameter]
    ) -> Text:
        if source is None:
            return self._missing(key, self._lang)
        if shown is None and self._display is not None and not self._lenient:
            raise MissingWord(key, self.language.value)
        spoken = {
            name: value.source if isinstance(value, Text) else value
            for name, value in params.items()
        }
        said = self._fill(key, source, spoken)
        if shown is None and self._display is not None:
            return Text(said, self._lang)
        seen = self._fill(key, shown or source, self._projected(params))
        return Text(said, self._lang, None if self._display is None and seen == said else seen)

    def _missing(self, key: str, language: str) -> Text:
        if not self._lenient:
            raise MissingWord(key, language)
        return Text(key.rpartition(".")[2], "und")

    def _projected(self, params: dict[str, Parameter]) -> dict[str, str | int]:
        return {
            name: self._projector.show(value) if isinstance(value, Text) else value
            for name, value in params.items()
        }

    def _fill(self, key: str, template: str, values: dict[str, str | int]) -> str:
        put = template.format_map if self.language is Language.EN else partial(fill, template)
        try:
            return put(values)
        except KeyError as error:
            if not self._lenient:
                raise MissingParameter(key, self.language.value, str(error.args[0])) from error
            return put(_Unfilled(values))


class _Unfilled(dict[str, str | int]):
    """Leaves a placeholder that has no value as it is written."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def folder_name(language: Language) -> str:
    """The catalogue folder of a language: ``zh_Hant_HK``."""
    return language.value.replace("-", "_")
