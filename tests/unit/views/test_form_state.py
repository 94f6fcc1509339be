from __future__ import annotations

from dataclasses import replace

from a11y.diff import diff
from a11y.document import Document, Live, Privacy, Role, State
from locales.languages import Language
from locales.words import Words
from portal.models import Field
from tests.harness.sample_pages import form
from views.compose.fields import wrong_text
from views.compose.form import compose_form
from views.compose.form_check import check
from views.compose.form_state import FieldError, FormState, Value, fresh
from views.compose.head import maker

FORM = form()
WORDS = Words(Language.ZH_HANS)


def composed(state: FormState) -> Document:
    return compose_form(FORM, WORDS, state)


def description(document: Document, field: str) -> str:
    node = document.find(f"/consult/new#{field}")
    assert node is not None
    return node.description.source


def test_an_empty_form_names_what_is_missing_in_order() -> None:
    checked = check(FORM, fresh(FORM))
    assert list(checked.errors) == ["subject", "text", "kind", "phone"]
    assert {error.code for error in checked.errors.values()} == {"required"}


def test_a_form_that_is_right_passes_unchanged() -> None:
    state = _filled()
    assert check(FORM, state) is state
    assert state.payload(FORM) == {
        "subject": "住房补贴",
        "text": "什么时候发放补贴，请答复",
        "kind": "ask",
        "phone": "13800000000",
        "age": 30,
        "topics": ["b"],
        "public": True,
    }


def test_each_keyword_has_words_the_forms_own_first() -> None:
    state = _filled().with_value("phone", "12").with_value("text", "短").with_value("age", "x")
    document = composed(check(FORM, state))
    assert description(document, "phone") == "请填写11位手机号码"
    assert description(document, "text") == "填写的内容太短"
    assert description(document, "age") == "格式不正确，请检查"


def test_an_error_stands_before_the_hint() -> None:
    assert (
        description(composed(check(FORM, fresh(FORM))), "subject") == "这一项必须填写，一句话说明"
    )


def test_the_servers_words_are_used_for_its_own_codes() -> None:
    state = _filled().refused({"subject": FieldError("spam", "请不要重复提交")})
    assert description(composed(state), "subject").startswith("请不要重复提交")


def test_mending_a_field_takes_its_error_away_and_says_nothing() -> None:
    wrong = check(FORM, fresh(FORM))
    mended = wrong.with_value("subject", "住房补贴")
    assert "subject" not in mended.errors
    changes = diff(composed(wrong), composed(mended))
    assert changes.changed == ("/consult/new#subject",)
    assert not changes.announcements


def test_every_refusal_is_announced_even_with_the_same_errors() -> None:
    once = check(FORM, fresh(FORM))
    twice = check(FORM, once)
    said = diff(composed(once), composed(twice)).announcements
    assert [a.politeness for a in said] == [Live.ASSERTIVE]
    assert said[0].node.role is Role.ALERT


def test_a_lost_answer_keeps_the_key_and_a_refusal_renews_it() -> None:
    state = _filled()
    assert state.sent().unsent().key == state.key
    assert state.refused({}).key != state.key
    assert 16 <= len(state.key) <= 64


def test_while_it_is_sent_nothing_can_be_pressed_or_changed() -> None:
    document = composed(_filled().sent())
    button = document.find("/consult/new#:submit")
    field = document.find("/consult/new#subject")
    assert button is not None
    assert field is not None
    assert {State.DISABLED, State.BUSY} <= button.states
    assert State.READONLY in field.states


def test_a_secret_is_never_in_the_document() -> None:
    document = composed(fresh(FORM).with_value("pin", "2468"))
    node = document.find("/consult/new#pin")
    assert node is not None
    assert node.privacy is Privacy.SECRET
    assert node.value.source == "••••"


def test_options_are_chosen_one_of_several_or_each_for_itself() -> None:
    fields = {field.name: field for field in FORM.fields}
    state = fresh(FORM).choose(fields["kind"], "ask").choose(fields["kind"], "advise")
    assert state.text("kind") == "advise"
    state = state.choose(fields["topics"], "b").choose(fields["topics"], "a")
    assert state.values["topics"] == ("a", "b")
    assert state.choose(fields["topics"], "b").values["topics"] == ("a",)
    assert state.choose(fields["public"], "true").values["public"] is True
    checked = {n.id for n in composed(state).nodes if State.CHECKED in n.states}
    assert checked == {"/consult/new#kind.advise", "/consult/new#topics.a", "/consult/new#topics.b"}


def _filled() -> FormState:
    values: dict[str, Value] = {
        "subject": "住房补贴",
        "text": "什么时候发放补贴，请答复",
        "kind": "ask",
        "phone": "13800000000",
        "age": "30",
        "topics": ("b",),
        "public": True,
    }
    return fresh(FORM, values.items())


def test_a_day_is_looked_over_as_a_day() -> None:
    day = {"day": {"type": "string", "format": "date"}}
    schema = {"type": "object", "properties": day}
    asked = replace(FORM, schema=schema, fields=(Field("day", "日期"),))
    state = replace(fresh(asked).with_value("day", "20261102"), review=True)
    assert check(asked, state) is state
    assert state.payload(asked) == {"day": "2026-11-02"}
    answer = compose_form(asked, WORDS, state).find("/consult/new#:answer.day")
    assert answer is not None
    assert answer.value.source == "2026年11月2日"


def test_a_field_is_named_once_in_what_is_wrong() -> None:
    make = maker(FORM, WORDS)
    subject = FORM.fields[0]
    assert wrong_text(subject, FieldError("required"), make).source == "标题：这一项必须填写"
    own = FieldError("server_says", "请填写“标题”。")
    assert wrong_text(subject, own, make).source == "请填写“标题”。"
    asked = replace(subject, label="您要办什么？")
    question = FieldError("server_says", "请选择一个答案。")
    assert wrong_text(asked, question, make).source == "您要办什么？请选择一个答案。"
