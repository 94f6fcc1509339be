"""What is said of moves and pages: containers entered and left, summaries, places.

Containers are said when the cursor enters them, and lists and tables when it
leaves them; the words of single nodes are made in ``wording``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from a11y.cursor import Move, Places
from a11y.document import Document, Live, Node, Privacy, Region, Role, State
from a11y.key_words import Keys
from a11y.kinds import CELLS, Unit
from a11y.speech.utterance import Say
from a11y.wording import Verbosity, Wording
from locales.text import EMPTY, Text
from locales.words import Words

_ENTERED = frozenset(
    {Role.REGION, Role.LIST, Role.TABLE, Role.FORM, Role.GROUP, Role.RADIOGROUP, Role.DIALOG}
)
_BY_NAME = frozenset({Role.REGION, Role.FORM, Role.GROUP})
"""Of those, the ones that are only a name and the word for what they are."""

_LEFT = frozenset({Role.LIST, Role.TABLE})
_COUNTED = (Unit.HEADING, Unit.LINK, Unit.BUTTON, Unit.FIELD, Unit.LIST, Unit.TABLE, Unit.IMAGE)


class Presenter:
    """Words for nodes and moves in one language of the screen."""

    def __init__(
        self, words: Words, verbosity: Verbosity = Verbosity.NORMAL, keys: Keys | None = None
    ) -> None:
        self._words = words
        self._wording = Wording(words, verbosity, keys)

    @property
    def _brief(self) -> bool:
        return self._wording.verbosity is Verbosity.BRIEF

    def move(self, document: Document, move: Move) -> tuple[Say, ...]:
        """A move: what was left, what was entered, the node arrived at."""
        if move.after is None:
            return ()
        headers = self._wording.headers(document, move.after, move.before)
        return (*self._context(document, move), *headers, *self.node(move.after))

    def arrival(self, document: Document, node: Node) -> tuple[Say, ...]:
        """Entering a document: its title, how it is made up, the first node."""
        says = [Say(document.title, node=document.root.id)] if document.title else []
        says += [Say(text, node=document.root.id) for text in self.summary(document)]
        says += [Say(document.gist, node=document.root.id)] if document.gist else []
        if node is document.root:
            if not says:
                says.append(Say(self._words("reading.page.empty"), node=node.id))
            return tuple(says)
        around = reversed(list(document.ancestors(node.id)))
        inside = [n for n in around if n is not document.root and n.role is not Role.REGION]
        says += self._all_entered(document, inside, node)
        if node.role is not Role.HEADING or node.name != document.title:
            says += self.node(node)
        return tuple(says)

    def summary(self, document: Document) -> Iterator[Text]:
        """How many headings and links a page has, a form questions; nothing for small screens."""
        if document.kind in ("", "screen", "dialog", "error") or self._brief:
            return
        questions = Places(document).count(Unit.FIELD) if document.kind == "form" else 0
        if questions:
            what = self._words.plural(f"reading.count.{Unit.FIELD}", questions)
            yield self._words("reading.page.summary.one", what=what)
            return
        counts = {
            kind: sum(node.role is kind for node in document.nodes)
            for kind in (Role.HEADING, Role.LINK)
        }
        told = [self._words.plural(f"reading.count.{kind}", n) for kind, n in counts.items() if n]
        if len(told) > 1:
            yield self._words("reading.page.summary", headings=told[0], links=told[1])
        elif told:
            yield self._words("reading.page.summary.one", what=told[0])

    def overview(self, document: Document, progress: int) -> tuple[Say, ...]:
        """Everything a page is made of, region by region and kind by kind, and how far one is."""
        says = [Say(document.title, node=document.root.id)] if document.title else []
        nodes, places = document.nodes, Places(document)
        for region in Region:
            n = sum(node.role is Role.REGION and node.region is region for node in nodes)
            if n:
                name = self._words(f"reading.region.{region}")
                says.append(Say(self._words.plural("reading.page.part", n, what=name)))
        for unit in _COUNTED:
            n = places.count(unit)
            if n:
                says.append(Say(self._words.plural(f"reading.count.{unit}", n)))
        return (*says, Say(self._words("reading.page.progress", percent=progress)))

    def node(self, node: Node) -> tuple[Say, ...]:
        """A node by itself."""
        return self._wording.node(node)

    def live(self, node: Node) -> tuple[Say, ...]:
        """What changed; of a part without a name what is live inside it, headings as names."""
        if node.name or not node.children:
            return self.node(replace(node, position=None))
        named = [part for part in node.walk() if part.name]
        says: list[Say] = []
        for part in [part for part in named if part.live is not Live.OFF] or named:
            heading = part.role is Role.HEADING
            says += [Say(part.name, node=part.id)] if heading else self.node(part)
        return tuple(says)

    def where(self, document: Document, node: Node) -> tuple[Say, ...]:
        """Where am I: the page, what surrounds the node from outside in, the node."""
        around = [n for n in document.ancestors(node.id) if n.role in _ENTERED and n.name]
        names = [document.title, *(n.name for n in reversed(around) if n is not document.root)]
        unlike = {name.source: name for name in names if name}
        heading = self._heading_above(document, node)
        under = heading if heading is not None and heading.name != document.title else None
        known = {node.name.source} | ({under.name.source} if under is not None else set())
        says = [Say(name) for source, name in unlike.items() if source not in known]
        if under is not None:
            says.append(Say(self._words("reading.under_heading", heading=under.name)))
        if node.role in CELLS:
            place = self._words("reading.cell.place", row=node.row, column=node.column)
            says.append(Say(place))
        headers = self._wording.headers(document, node, None)
        return (*says, *headers, *self.node(node))

    def spelled(self, node: Node) -> tuple[Say, ...]:
        """A node's text character by character; a secret says only how long it is."""
        if node.privacy is Privacy.SECRET:
            return self.node(node)
        typed = node.value if node.role is Role.TEXTBOX else EMPTY
        texts = (typed,) if typed else (node.name, node.value)
        return tuple(Say(text, spell=True, node=node.id) for text in texts if text)

    def _context(self, document: Document, move: Move) -> Iterator[Say]:
        if move.before is None or move.after is None:
            return
        old = list(document.ancestors(move.before.id))
        new = list(document.ancestors(move.after.id))
        kept = {node.id for node in old} & {node.id for node in new}
        left = [node for node in old if node.id not in kept and node.role in _LEFT]
        for role in dict.fromkeys(node.role for node in left if not self._brief):
            yield Say(self._words(f"reading.leave.{role}"))
        outer = sum(node.role is Role.LIST and node.id in kept for node in new)
        if left and outer and not self._brief:
            yield Say(self._words("reading.leave.to", level=outer))
        fresh = [node for node in reversed(new) if node.id not in kept]
        heading = move.before.name if move.before.role is Role.HEADING else EMPTY
        yield from self._all_entered(document, fresh, move.after, heading)

    def _all_entered(
        self, document: Document, nodes: list[Node], at: Node, heading: Text = EMPTY
    ) -> Iterator[Say]:
        """Containers from outside in; a name that the one around has said is not said again.

        One that is called as the title, as the ``heading`` just read or as the node arrived
        ``at`` says nothing new by its name.
        """
        told = {document.title.source, heading.source, ""}
        for node in nodes:
            name = node.name.source
            if node.role in _BY_NAME and name == at.name.source:
                continue
            if node.role in _ENTERED:
                yield from self._entered(document, node, named=name not in told)
                told.add(name)

    def _entered(self, document: Document, node: Node, *, named: bool) -> Iterator[Say]:
        if node.role is Role.REGION and self._generic(node):
            yield Say(node.name, node=node.id)
            return
        count = self._count(document, node)
        if count is None:
            return
        if node.name and named:
            yield Say(node.name, node=node.id)
        yield Say(count, node=node.id)
        for state in (State.REQUIRED, State.INVALID):
            if state in node.states:
                yield Say(self._words(f"reading.state.{state}"), node=node.id)
        if node.role in (Role.RADIOGROUP, Role.TABLE) and node.description:
            yield Say(node.description, node=node.id)

    def _count(self, document: Document, node: Node) -> Text | None:
        """The word for a container, with how much is in it; None for one without a name."""
        if node.role in (Role.LIST, Role.RADIOGROUP):
            parts = [child for child in node.children if child.role is not Role.NOTE]
            level = _depth(document, node) + 1
            if node.role is Role.LIST and level > 1:
                return self._words.plural("reading.enter.list.nested", len(parts), level=level)
            return self._words.plural(f"reading.enter.{node.role}", len(parts))
        if node.role is Role.TABLE:
            cells = [n for n in node.walk() if n.role in CELLS]
            columns = max((cell.column for cell in cells), default=0)
            rows = max((cell.row for cell in cells), default=0)
            return self._words("reading.enter.table", columns=columns, rows=rows)
        return self._words(f"reading.enter.{node.role}") if node.name else None

    def _generic(self, region: Node) -> bool:
        """Whether a region is called by its kind, which says already what it is."""
        kind = region.region
        return kind is not None and region.name.source in (
            self._words(f"reading.region.{kind}").source,
            self._words(f"screens.region.{kind}").source,
        )

    @staticmethod
    def _heading_above(document: Document, node: Node) -> Node | None:
        """The heading whose section the node is in; for a heading the next higher one."""
        place = document.index[node.id]
        below = node.level if node.role is Role.HEADING else 7  # deeper than any level
        for earlier in range(place - 1, -1, -1):
            found = document.nodes[earlier]
            if found.role is Role.HEADING and found.level < below:
                return found
        return None


def _depth(document: Document, node: Node) -> int:
    """How many lists a node is inside of."""
    return sum(around.role is Role.LIST for around in document.ancestors(node.id))
