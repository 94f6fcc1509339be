"""What every widget of a document needs to know, given to each when it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt

from a11y.document import Node
from locales.text import Text
from views.palettes import Palette
from views.theme import Style, Theme
from views.widgets.flow import Inside, TextFlow, nowhere, width_of
from views.widgets.icons import Icons
from views.widgets.seams import units

Show = Callable[[Text], str]
"""A projection: what a Text looks like in the language of the screen."""


Beyond = Callable[[Node], Iterable[Text]]


def as_written(text: Text) -> str:
    """The projection before one is set."""
    return text.source if text.shown is None else text.shown


SHRINKS = 0.84
"""How much smaller the words of the bar may become for the sake of a row less."""

CODE_SHRINKS = 0.68
"""The same of a code or an address: in one piece it is copied with fewer mistakes."""

WHOLE_WORDS = frozenset({"h1", "title", "h2", "h3", "name", "invite", "label", "action"})
"""Steps of the type scale in which a line ends with a word."""


@dataclass
class Context:
    """Theme, projection and the ways back to the view; one a document view."""

    theme: Theme
    show: Show = as_written
    icons: Icons = field(default_factory=Icons)
    activate: Callable[[str], None] = lambda _: None
    """A node was clicked, tapped or pressed."""

    inside: Inside = nowhere
    """Where in a Chinese text one is inside a word: a title is not broken there."""

    shared: bool = False
    """Whether another screen reader explores the widgets."""

    beyond: Beyond = lambda _: ()
    """What of a node the accessibility tree has no place for: said with its description."""

    edit: Callable[[str, str], None] = lambda _, __: None
    """A field was left with another value, or an option chosen."""

    changed: Callable[[], None] = lambda: None
    """Something needs another height; the view settles its layout once a turn."""

    find: Callable[[str], Node | None] = lambda _: None
    """The node of an id as the document has it now."""

    image: Callable[[str], bytes | None] = lambda _: None
    """The bytes of a picture by its path, None while there are none."""

    def share(self, beyond: Beyond | None) -> None:
        """Another screen reader explores it: all is built, and all takes the focus.

        ``beyond`` words what the accessibility tree has no place for; None: it is gone.
        The caller has everything drawn anew.
        """
        self.shared = beyond is not None
        self.beyond = beyond or (lambda _node: ())

    @property
    def palette(self) -> Palette:
        """The colours."""
        return self.theme.palette

    def px(self, length: float) -> int:
        """A distance of the design on this screen."""
        return self.theme.px(length)

    def grown(self, length: float) -> int:
        """A distance that belongs to text, such as the size of an icon beside it."""
        return self.theme.px(length * self.theme.text_scale)

    def flow(
        self,
        text: Text | str,
        style: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        narrow: bool = False,
    ) -> TextFlow:
        """A text in a step of the type scale; a ``narrow`` one is broken between words."""
        shown = text if isinstance(text, str) else self.show(text)
        name = "label" if narrow else style
        return self._set(text, shown, self._style(text, style), align, name)

    def wide(self, text: Text | str, style: str) -> int:
        """Width of a text on one line, in a step of the type scale."""
        shown, language = text, ""
        if not isinstance(text, str):
            shown, language = self.show(text), self.theme.written_in(text)
        found = self.theme.style(style, language)
        return width_of(shown, found, self.theme.font_family(found.family, language))

    def _style(self, text: Text | str, style: str) -> Style:
        language = "" if isinstance(text, str) else self.theme.written_in(text)
        return self.theme.style(style, language)

    def _set(
        self,
        text: Text | str,
        shown: str,
        found: Style,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        name: str = "",
    ) -> TextFlow:
        """In the type of the text's own language."""
        language = "" if isinstance(text, str) else self.theme.written_in(text)
        family = self.theme.font_family(found.family, language)
        return TextFlow(shown, found, family, align=align, inside=self._inside(text, shown, name))

    def _inside(self, text: Text | str, shown: str, style: str) -> Inside:
        """Words are known of the simplified original; a conversion is as long as that."""
        if style not in WHOLE_WORDS or isinstance(text, str) or len(text.source) != len(shown):
            return nowhere
        return lambda _shown: self.inside(text.source)

    def whole(self, text: Text, style: str, width: int) -> TextFlow:
        """A text of which nothing may be torn, such as an address: smaller where it would be."""
        flow = self.flow(text, style)
        if not flow.tears(width):
            return flow
        found = self._style(text, style)
        longest = max(self.wide(one, style) for one in units(flow.text))
        size = found.size * min(1.0, width / longest * 0.98)
        return self._set(text, flow.text, replace(found, size=size), name=style)

    def on_one_line(self, text: Text, flow: TextFlow, width: int, style: str) -> TextFlow:
        """A code to copy: on one line where that makes it only a little smaller."""
        fits = width / max(1, self.wide(text, style))
        if not CODE_SHRINKS <= fits < 1:
            return flow
        found = self._style(text, style)
        return self._set(text, flow.text, replace(found, size=found.size * fits * 0.98), name=style)

    def fitted(
        self,
        text: Text,
        style: str,
        width: int,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> TextFlow:
        """A text whose longest word is on one line: a little smaller where it is too wide."""
        longest, found = self.longest_word(text, style), self._style(text, style)
        if longest > width:
            less = max(SHRINKS, width / longest * 0.98)
            found = replace(found, size=found.size * less)
        return self._set(text, self.show(text), found, align, style)

    def longest_unit(self, text: Text, style: str, few: int) -> int:
        """Width of the longest word of letters in it, or of a few Chinese characters."""
        shown = self.show(text)
        words = [one for one in units(shown) if one != shown or shown.isascii()]
        most = max((self.wide(one, style) for one in words), default=0)
        return max(most, min(self.wide(text, style), round(few * self._style(text, style).size)))

    def longest_word(self, text: Text, style: str) -> int:
        """Width of the longest word of a text, below which it would be torn."""
        words = self.show(text).split()
        return max((self.wide(word, style) for word in words), default=0)
