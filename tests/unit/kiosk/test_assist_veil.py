"""What is the visitor's own leaves in no way: a property over every kind of page and screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11y.document import Document, Node, Privacy, Role, State
from kiosk.assist.sharing import NOTHING, Seen, Sharing
from kiosk.assist.veil import CLOSED, MOST_BYTES, Names, outline, veiled
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from portal import models as m
from server.assist.outline import read_outline
from tests.harness import sample_matters, sample_pages
from tests.harness.documents import document, link, node, sample
from tests.harness.personal import CANARY, personal
from tests.harness.sample_screens import screens
from views.compose.form_state import fresh
from views.compose.pages import compose_page

WORDS = Words(Language.ZH_HANS)
KINDS: dict[str, m.Page] = {
    **{kind: getattr(sample_pages, kind)() for kind in ("home", "collection", "article", "form")},
    **{f"{type(page).__name__} {page.address}": page for page in sample_matters.pages()},
}
"""Every kind of page, matters and what is typed included."""

ALL = [(name, shown) for language in Language for name, shown in screens(language)]


def marked(root: Node, own: frozenset[int]) -> Node:
    """The tree with some nodes personal, all texts in them a canary."""
    count = iter(range(10**6))

    def mark(one: Node, inside: bool) -> Node:
        mine = inside or next(count) in own
        children = tuple(mark(child, mine) for child in one.children)
        if not mine:
            return replace(one, children=children)
        label = one.name if one.role in (Role.TEXTBOX, Role.CHECKBOX, Role.RADIOGROUP) else None
        text = Text(CANARY, "zh-Hans")
        return replace(
            one,
            name=label or text,
            value=text,
            description=text,
            source=CANARY,
            privacy=Privacy.SECRET if one.privacy is Privacy.SECRET else Privacy.PERSONAL,
            children=children,
        )

    return mark(root, False)


def texts(root: Node) -> Iterator[str]:
    for one in root.walk():
        if one.role is not Role.TEXTBOX:  # its widget hides what it holds
            yield from (one.name.source, one.value.source, one.description.source, one.source)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ALL), st.frozensets(st.integers(0, 400), max_size=12), st.data())
def test_nothing_personal_leaves_that_was_not_shared(
    named: tuple[str, Document], own: frozenset[int], data: st.DataObject
) -> None:
    shown = named[1]
    shown = replace(shown, root=marked(shown.root, own))
    at = data.draw(st.sampled_from(shown.nodes)).id
    seen = Seen(shown)
    names = Names()
    sent = outline(shown, NOTHING, at, names)
    assert CANARY not in sent
    assert shown.address not in sent or not shown.address.startswith("/")
    read_outline(sent)  # and the portal takes it
    on_screen = veiled(shown, NOTHING, WORDS)
    assert CANARY not in "".join(texts(on_screen.root))
    fields = [one for one in on_screen.nodes if one.role is Role.TEXTBOX and one.id in seen.hidden]
    assert all("veiled" in one.look.split() for one in fields)
    assert [one.id for one in on_screen.nodes] == [one.id for one in shown.nodes]


@settings(max_examples=200, deadline=None)
@given(st.frozensets(st.integers(0, 60), min_size=1, max_size=8), st.data())
def test_one_shared_item_shows_itself_and_no_other(
    own: frozenset[int], data: st.DataObject
) -> None:
    shown = sample()
    shown = replace(shown, root=marked(shown.root, own))
    mine = sorted(Seen(shown).personal)
    if not mine:
        return
    chosen = data.draw(st.sampled_from(mine))
    ids = Seen(shown).with_all_inside(chosen)
    sharing = NOTHING.share(ids)
    secret = {one.id for one in shown.nodes if one.privacy is Privacy.SECRET}
    hidden = Seen(shown, sharing).hidden
    assert hidden == Seen(shown).hidden - ids | secret
    back = sharing.hide(ids)
    assert Seen(shown, back).hidden == Seen(shown).hidden
    assert CANARY not in outline(shown, back, chosen, Names())
    page = NOTHING.share_page(shown.address)
    assert Seen(shown, page).hidden == secret
    other = replace(shown, address="/other")
    assert Seen(other, page).hidden == Seen(shown).hidden
    assert page.hide_page(shown.address) == NOTHING


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", KINDS)
def test_a_personal_page_of_any_kind_shows_nothing(kind: str, language: Language) -> None:
    page = replace(personal(KINDS[kind]), personal=True)
    filled = fresh(page) if isinstance(page, m.Form) else None
    shown = compose_page(page, Words(language), filled)
    assert CANARY in json.dumps([list(texts(shown.root))], ensure_ascii=False)
    assert CANARY not in outline(shown, NOTHING, shown.root.id, Names())
    left = [text for text in texts(veiled(shown, NOTHING, WORDS).root) if CANARY in text]
    labels = {one.name.source for one in shown.nodes if one.role in _FIELDS}
    assert set(left) <= labels
    everything = outline(shown, NOTHING.share_page(page.address), shown.root.id, Names())
    assert CANARY in everything


_FIELDS = (Role.TEXTBOX, Role.COMBOBOX, Role.RADIOGROUP, Role.CHECKBOX)


def test_what_is_typed_stays_in_the_field_and_out_of_the_outline() -> None:
    box = node(
        Role.TEXTBOX,
        "name",
        "姓名",
        value=Text("张三", "zh-Hans"),
        privacy=Privacy.PERSONAL,
        states=frozenset({State.FOCUSABLE}),
    )
    page = document(box, link("x", "公开"))
    kept = veiled(page, NOTHING, WORDS).find(box.id)
    assert kept is not None
    assert kept.value.source == "张三"  # or leaving the field would empty it
    assert "veiled" in kept.look
    sent = outline(page, NOTHING, box.id, Names())
    assert "张三" not in sent
    assert "姓名" in sent
    opened = outline(page, NOTHING.open(box.id), box.id, Names())
    assert '"open": true' in opened
    assert "张三" in opened


@pytest.mark.parametrize("address", sorted(CLOSED))
def test_codes_for_signing_in_stay_at_the_terminal(address: str) -> None:
    shown = replace(document(link("code", "1234 5678")), address=address)
    assert json.loads(outline(shown, NOTHING, "", Names()))["nodes"] == []


def test_a_page_of_the_provider_stays_at_the_terminal() -> None:
    shown = replace(document(link("code", "1234 5678")), kind="web")
    assert json.loads(outline(shown, NOTHING, "", Names()))["nodes"] == []


def test_names_tell_no_address_and_stay_the_same() -> None:
    names = Names()
    first = names.of("/cases/ZX-2026-000123#p1")
    assert first == names.of("/cases/ZX-2026-000123#p1") == "n1"
    assert names.id_of("n1") == "/cases/ZX-2026-000123#p1"
    for wrong in ("n0", "n2", "", "n", "n-1", "n²", "/cases/ZX-2026-000123#p1"):
        assert names.id_of(wrong) == ""


def test_a_long_page_is_sent_around_the_reading_position() -> None:
    rows = [link(f"l{n}", "很长的一行文字" * 40) for n in range(2000)]
    shown = document(*rows)
    sent = outline(shown, NOTHING, rows[1500].id, Names())
    assert len(sent.encode()) <= MOST_BYTES
    assert any(row.get("here") for row in json.loads(sent)["nodes"])
    read_outline(sent)


def test_a_secret_is_not_shared_with_the_page() -> None:
    secret = node(Role.TEXTBOX, "s", "密码", value=Text("•••"), privacy=Privacy.SECRET)
    page = document(secret)
    for sharing in (NOTHING.share_page(page.address), Sharing().share(frozenset({secret.id}))):
        assert secret.id in Seen(page, sharing).hidden
        assert not Seen(page, sharing).fillable(secret.id)
