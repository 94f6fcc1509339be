"""The elder version is found by looking for it (MIIT 2021, 3.1): an entry above what was found."""

from __future__ import annotations

from a11y.document import Node, Region
from portal.models import Collection
from views.compose.build import Maker


def elder_entry(page: Collection, make: Maker) -> tuple[Node, ...]:
    """The way into the elder version, where the words that were looked for name it."""
    if page.search is None:
        return ()
    names = make.words("screens.elder.names")
    known = f"{names.source},{names.shown or ''}".casefold().split(",")
    wanted = page.search.value.casefold()
    if not any(name.strip() and name.strip() in wanted for name in known):
        return ()
    title = make.words("screens.attract.elder")
    button = make.button("elder.on", title, "primary icon=sight", part=":elder.on")
    return (make.region(":elder", Region.SERVICE, [button], title),)
