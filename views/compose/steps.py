"""A form that branches: the way so far, the next question, where it led."""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Node, Region, Role
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Steps
from views.compose.blocks import blocks
from views.compose.build import Maker, private
from views.compose.form import form_part
from views.compose.form_state import FormState, fresh
from views.compose.head import head, maker, page_document
from views.compose.links import link_list, link_node, page_links


def compose_steps(page: Steps, words: Words, state: FormState | None = None) -> Document:
    """The next question first; what was answered follows it, so that nothing is heard twice."""
    make = maker(page, words)
    top = make.region(":body", Region.WINDOW, [*head(page, make), *blocks(page.blocks, make)])
    parts = [top, *_results(page, make)]
    if page.form is not None:
        question = make.text(page.form.title)
        if question != make.text(page.title):
            parts.append(make.heading(":question", question))
        parts.append(form_part(page.form, replace(state or fresh(page.form), place=None), make))
    parts += [*_ways(page, make), *_path(page, make)]
    found = [private(node, page.personal) for node in parts]
    inside = [*found, *page_links(page, make)]
    return page_document(page, make, inside, gist=_gist(page, make))


def _gist(page: Steps, make: Maker) -> Text:
    """What is asked now, or how much was found: each step is called as the one before."""
    if page.form is None:
        return make.words.plural("screens.steps.found", len(page.results))
    if page.form.title != page.title:
        return make.text(page.form.title)
    asked = page.form.fields[:1]
    return make.text(asked[0].label, asked[0].lang) if asked else EMPTY


def _ways(page: Steps, make: Maker) -> tuple[Node, ...]:
    """Back to the question before, and to the first, to answer otherwise."""
    links = [(name, page.links.one[name]) for name in ("prev", "first") if name in page.links.one]
    if not links:
        return ()
    ways = [link_node(link, make, f":steps.{name}", "secondary icon=prev") for name, link in links]
    row = Node(make.id(":steps.ways"), Role.GROUP, EMPTY, look="actions", children=tuple(ways))
    return (make.region(":steps", Region.NAVIGATION, [row], make.words("screens.steps.ways")),)


def _path(page: Steps, make: Maker) -> tuple[Node, ...]:
    if not page.path:
        return ()
    title = make.words("screens.steps.path")
    answers = [
        make.fact(f":path.{one.id}", make.text(one.question), make.text(one.answer))
        for one in page.path
    ]
    heading = make.heading(":path.title", title)
    inside = [heading, make.list(":path.list", title, answers, look="facts")]
    return (make.region(":path", Region.BODY, inside, title),)


def _results(page: Steps, make: Maker) -> tuple[Node, ...]:
    if not page.results:
        return ()
    title = make.words("screens.steps.results")
    heading = make.heading(":results.title", title)
    inside = link_list(page.results, make, ":results.list", title)
    return (make.region(":results", Region.SERVICE, [heading, inside], title),)
