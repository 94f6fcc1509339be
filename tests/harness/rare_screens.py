"""Screens in states that are seldom met: every error, every kind of file, every reason.

Not in the sample of looks, which are many; the pseudo-locale and the sample of words see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from a11y.document import Document
from kiosk.shots.own import NAME, VISITOR
from locales.catalogue import CATALOGUES
from locales.words import Words
from portal import models as p
from tests.harness.sample_matters import case, steps, thread
from tests.harness.sample_pages import article, collection, form, language_of
from views.compose import models as m
from views.compose.form_state import FieldError, FormState, Value, fresh
from views.compose.frame import with_frame
from views.compose.pages import compose_page
from views.compose.printing import Paper, PrintModel, compose_print, offering
from views.compose.screens import compose_ending, compose_error, compose_welcome
from views.compose.search_box import Suggestions, with_suggestions
from views.compose.sign_in import compose_sign_in
from views.compose.touch_board import NUMBER, Board, Composed, all_ways, board, covered

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FILES = (*"zip msword plain sheet text ofd other".split(), "vnd.oasis.document")

Named = Iterator[tuple[str, Document]]


def rare_screens(words: Words) -> Named:
    """Named as the usual ones are."""
    yield from _errors(words)
    yield from _signing_in(words)
    yield from _endings(words)
    for frame in (
        m.FrameModel(loading=True),
        m.FrameModel(voice_on=True, voiceless=True, offline_minutes=90),
    ):
        yield f"frame-{frame.loading}", with_frame(compose_page(steps(True), words), frame, words)
    for page in (
        _files(),
        _sorted(),
        _roles(),
        _told_twice(),
        _silent(),
        *_dated(),
        *_empty(),
        _led(),
    ):
        yield page.address, with_frame(compose_page(page, words), VISITOR, words)
    searched = compose_page(collection(True, 3), words)
    for found in ((), collection(True, 3).items):
        more = with_suggestions(searched, Suggestions("housing", found, "en"), words)
        yield f"suggested-{len(found)}", with_frame(more, VISITOR, words)
    for hours in (-1, 1, 5, 100):
        due = (NOW + timedelta(hours=hours)).isoformat()
        page = replace(case(True), accept_due=due, reply_due=due)
        yield f"case-{hours}", with_frame(compose_page(page, words, None, NOW), VISITOR, words)
    filled: dict[str, Value] = {
        "pin": "1234",
        "public": True,
        "topics": ("a", "b"),
        "kind": "ask",
        "age": "70",
    }
    for public in (True, False):
        asked = form(True)
        values: dict[str, Value] = {**filled, "public": public}
        state = replace(fresh(asked), values=values, place=len(asked.fields))
        yield f"review-{public}", with_frame(compose_page(asked, words, state), VISITOR, words)
    roll = PrintModel(searched.title, (), Paper.A4, (Paper.A4, Paper.RECEIPT58), picture="print:1")
    yield "print-58", compose_print(roll, words)
    yield "print-offered", with_frame(offering(searched, words), VISITOR, words)
    page, state = _wrong()
    yield "form-errors", with_frame(compose_page(page, words, state), VISITOR, words)


def codes(prefix: str) -> list[str]:
    """What stands behind ``prefix`` in the catalogue, up to the next point."""
    text = (CATALOGUES / "en" / "screens.po").read_text(encoding="utf-8")
    found = re.findall(rf'^msgid "{re.escape(prefix)}\.([^."]+)', text, re.MULTILINE)
    return sorted(set(found))


def _errors(words: Words) -> Named:
    for code in codes("screens.error"):
        model = m.ErrorModel(code, "/x", retry=True, retry_seconds=10, reference="E-4711")
        yield f"error-{code}", with_frame(compose_error(model, words), VISITOR, words)


def _signing_in(words: Words) -> Named:
    failed = m.SignInModel(m.SignInState.FAILED, page_offered=True)
    models = [replace(failed, error_code=code) for code in codes("screens.sign_in.error")]
    models += [replace(failed, again=True, level=one) for one in codes("screens.sign_in.level")]
    models += [
        m.SignInModel(state, by_page=by_page, user_code="12345678", seconds_left=95)
        for state in m.SignInState
        for by_page in (True, False)
    ]
    models += [
        m.SignInModel(state, by_asking=True, ask_offered=True, binding_number="42")
        for state in m.SignInState
    ]
    for number, model in enumerate(models):
        yield f"sign-in-rare-{number}", with_frame(compose_sign_in(model, words), VISITOR, words)


def _endings(words: Words) -> Named:
    for reason in m.EndingReason:
        for signed_in in (True, False):
            for done in (True, False):
                model = m.EndingModel(reason, signed_in, done)
                yield f"ending-{reason}-{signed_in}-{done}", compose_ending(model, words)
    yield "welcome-plain", with_frame(compose_welcome(m.WelcomeModel(NAME), words), VISITOR, words)


def _files() -> p.Article:
    blocks: list[p.Block] = [
        p.Attachment(
            f"a{n}", href=f"/files/{n}", title="Form", media_type=f"x/{kind}", size=2_400_000
        )
        for n, kind in enumerate(FILES)
    ]
    blocks.append(p.Image("i", href="/media/1.png", alt=None))
    runs = (p.Run("One "), p.Run("two", "/x"), p.Run(" 张三", convert=False))
    blocks.append(p.Paragraph("p", runs=runs))
    return p.Article(
        "article",
        "/files",
        *language_of(True),
        "Files",
        blocks=tuple(blocks),
        links=p.PageLinks(many={"actions": (p.Link("/x", "Subscribe", id="s"),)}),
    )


def _sorted() -> p.Collection:
    sorts = (p.FacetOption("Newest", 0, "/d?s=new", True), p.FacetOption("Name", 0, "/d?s=name"))
    return replace(collection(True, 3), address="/sorted", sorts=sorts)


def _roles() -> p.Thread:
    found = thread(True)
    roles = codes("screens.thread.role")
    asked = replace(found.posts[0], organ="Housing office")
    posts = [replace(asked, id=role, role=role) for role in roles]
    return replace(found, address="/roles", posts=tuple(posts))


def _told_twice() -> p.Article:
    """A chart whose numbers the table above it says already."""
    rows = (p.TableRow("r1", ("Daily", "195")), p.TableRow("r2", ("Seldom", "2183")))
    table = p.Table("t", columns=("", "Votes"), rows=rows, row_headers=True)
    votes = (p.Series("Votes", (195, 2183)),)
    chart = p.Chart("c", title="Votes", categories=("Daily", "Seldom"), series=votes)
    return replace(article(True), address="/votes", blocks=(table, chart))


def _silent() -> p.Thread:
    return replace(thread(True), address="/silent", posts=())


def _empty() -> Iterator[p.Page]:
    """A list in which nothing is, was found, and is left by what narrows it."""
    none = replace(collection(True, 0), total=0, page=1, pages=1, facets=())
    looked = none.search and replace(none.search, value="housing")
    chosen = p.Facet("organ", "Publisher", (p.FacetOption("City", 0, "/x", selected=True),))
    for n, page in enumerate((none, replace(none, search=looked), replace(none, facets=(chosen,)))):
        yield replace(page, address=f"{page.address}/{n}")


def _led() -> p.Steps:
    """Where all questions of a scenario are answered: what was found, and the ways back."""
    page = steps(True)
    back = {name: p.Link(f"{page.address}/{name}", name.title()) for name in ("prev", "first")}
    return replace(page, address="/led", form=None, links=replace(page.links, one=back))


def _dated() -> Iterator[p.Article]:
    for month in range(1, 13):
        day = f"2026-{month:02}-28T09:00:00+08:00"
        title = "Notice"
        address = f"/month/{month}"
        yield p.Article("article", address, *language_of(True), title, updated_at=day)


def _wrong() -> tuple[p.Form, FormState]:
    known = codes("screens.form.error")
    fields = tuple(p.Field(code, f"Field {code}", required=True) for code in known)
    fields += (p.Field("own", "Field", "A hint", errors={"own": "Not so."}),)
    page = replace(form(True), address="/wrong", fields=fields)
    errors = {code: FieldError(code) for code in (*known, "own")}
    return page, replace(fresh(page), errors=errors)


def sample_boards(words: Words) -> Iterator[Board]:
    """The keys on the screen, every way to write into a field of one line and of several."""
    ways = tuple(way for way in all_ways() if way != NUMBER)  # the one way of number fields
    for way in (*ways, NUMBER):
        for enter in ("next", "newline", "search"):
            yield board(Composed(way, ways, enter=enter), words)
    composed = board(Composed("pinyin", ways, "fo", ("佛",)), words)
    yield from (composed, covered(composed, words))
