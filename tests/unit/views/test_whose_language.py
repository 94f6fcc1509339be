"""Which words of a form and of a thread are in the page's language, and which in their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a11y.document import Node, Role
from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from portal.models import Field, Option, Post, Thread
from tests.harness import sample_matters as matters
from tests.harness import sample_pages as samples
from views.compose.form_state import FieldError, fresh
from views.compose.pages import compose_page

WORDS = Words(Language.ZH_HANT_TW)
TAIWAN = Projector(Language.ZH_HANT_TW).show

FIELD = Field(
    "mail",
    "电子邮箱",
    "选择电子邮件时填写。",
    lang="en",
    options=(Option("a", "邮箱"),),
    errors={"format": "请检查电子邮箱"},
)


@pytest.mark.parametrize("widget", ["text", "radio", "checkbox"])
def test_what_is_typed_may_be_english_but_its_label_is_not(widget: str) -> None:
    form = replace(samples.form(), fields=(replace(FIELD, widget=widget),))
    state = replace(fresh(form), errors={"mail": FieldError("format")})
    document = compose_page(form, WORDS, state)
    told = [text for node in document.nodes for text in (node.name, node.description) if text]
    about = [text for text in told if "邮" in text.source]
    assert about
    assert {text.lang for text in about} == {"zh-Hans"}
    assert all("郵" in TAIWAN(text) for text in about)
    fields = [node for node in document.nodes if node.role is Role.TEXTBOX]
    assert {node.value.lang for node in fields} <= {"en"}


@pytest.mark.parametrize(
    ("author", "organ", "shown"),
    [
        ("佛山市环境保护局", "佛山市环境保护局", "佛山市環境保護局"),
        ("张后里", "佛山市环境保护局", "张后里"),
    ],
)
def test_an_organ_that_answers_is_converted_and_a_person_is_not(
    author: str, organ: str, shown: str
) -> None:
    post = Post("p1", "officer", author, "2026-09-20T15:30:00+08:00", "好的", organ)
    thread = next(page for page in matters.pages() if isinstance(page, Thread))
    document = compose_page(replace(thread, posts=(post,)), WORDS)
    (who,) = [node for node in document.nodes if is_who(node)]
    assert TAIWAN(who.name).startswith(shown)


def is_who(node: Node) -> bool:
    return node.role is Role.HEADING and node.look == "who"
