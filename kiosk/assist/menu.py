"""What the visitor lets staff see and do, as a list; taken back as easily as given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from a11y.document import Action, Document, Privacy
from a11y.speech.utterance import Category
from kiosk.assist.following import closed_now
from kiosk.assist.helping import Helping
from kiosk.assist.sharing import Seen, Sharing
from kiosk.choices import Choice, compose_choices
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import Text
from locales.words import Words

NAME = "assist"


class HelpMenu:
    """Opens over the page; it is about the item that was being read."""

    def __init__(
        self,
        stage: Stage,
        helping: Helping,
        known: Callable[[], bool] = lambda: False,
        register: Callable[[], None] = lambda: None,
    ) -> None:
        self._stage = stage
        self._known = known
        """Whether the visitor has an account, as far as is seen here: they are signed in."""

        self._register = register
        self._helping = helping
        self._document: Document | None = None
        self._node = ""

    def show(self) -> None:
        """Open the list."""
        if self._stage.screen is not None and self._stage.screen.name == NAME:
            return
        self._document, self._node = self._stage.reader.document, self._stage.reader.node.id
        self._stage.push(Screen(NAME, self._compose, False))

    def choose(self, what: str) -> None:
        """An entry, or the answer to whether somebody may help."""
        if what in ("yes", "no"):
            self._helping.asking.answer(yes=what == "yes")
            return
        if self._stage.screen is not None and self._stage.screen.name == NAME:
            self._stage.pop(say=False)
        if what == "end":
            self._helping.end("visitor")
        elif what == "register":
            self._register()
        elif self._document is not None and self._helping.on:
            self._share(Seen(self._document, self._helping.sharing), what)

    def _share(self, seen: Seen, what: str) -> None:
        node, address = self._node, seen.document.address
        inside = seen.with_all_inside(node)
        changes = {
            "share": lambda: seen.sharing.share(inside),
            "hide": lambda: _without_page(seen).hide(inside),
            "share_page": lambda: seen.sharing.share_page(address),
            "hide_page": lambda: seen.sharing.hide_page(address),
            "open": lambda: seen.sharing.open(node),
            "close": lambda: seen.sharing.close(node),
        }
        found = seen.document.find(node)
        if what in ("share", "open") and found is not None and found.privacy is Privacy.SECRET:
            self._say("secret")
            return
        self._helping.share(changes[what]())
        self._say(_SAID[what])

    def _compose(self, words: Words) -> Document:
        return compose_help(self._helping.officer, self._offered(), words)

    def _offered(self) -> list[str]:
        if self._document is None or closed_now(self._stage):
            return []
        seen = Seen(self._document, self._helping.sharing)
        personal, hidden = seen.personal, seen.hidden
        found = []
        if self._node in personal:
            found.append("share" if self._node in hidden else "hide")
        if seen.fillable(self._node):
            found.append("close" if self._node in seen.sharing.fields else "open")
        if hidden:
            found.append("share_page")
        if personal - hidden:
            found.append("hide_page")
        if not self._known():
            found.append("register")
        return found

    def _say(self, key: str) -> None:
        said = self._stage.words(f"reading.assist.{key}")
        self._stage.narrator.say(said, category=Category.ALERT)


_SAID = {
    "share": "shared",
    "hide": "hid",
    "share_page": "shared_page",
    "hide_page": "hid_page",
    "open": "opened",
    "close": "closed",
}


def _without_page(seen: Seen) -> Sharing:
    """The same shown item by item, so that one can be taken back of a page that is shared."""
    if seen.document.address not in seen.sharing.pages:
        return seen.sharing
    shown = seen.personal - seen.hidden
    return Sharing(
        seen.sharing.nodes | shown,
        seen.sharing.pages - {seen.document.address},
        seen.sharing.fields,
    )


def compose_help(officer: str, offered: Sequence[str], words: Words) -> Document:
    """What can be shared, opened and taken back, and the end of it."""
    title = words("reading.assist.title", name=Text(officer, "zh-Hans", convert=False))
    ordered = sorted((*offered, "end"), key=lambda what: what == "register")  # the end is near
    choices = [
        Choice(what, words(f"reading.assist.{what}"), Action("assist", what)) for what in ordered
    ]
    return compose_choices(NAME, title, choices, words)
