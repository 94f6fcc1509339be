from __future__ import annotations

import pytest

from a11y.document import Node, Privacy, Role
from a11y.live import LiveSpeech
from a11y.narrator import Narrator
from a11y.speech.utterance import Priority, Utterance
from locales.languages import Language
from locales.words import Words
from tests.harness.documents import document, node

ANSWER = -1
"""What a key makes the voice say: no change, but heard to its end like one."""


class Ear:
    """Hears one utterance after another, as slowly as the test wants."""

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []
        self.live = LiveSpeech(Narrator(Words(Language.ZH_HANS), self.utterances.append))

    def change(self, id_: str, words: str, *, assertive: bool = False, **members: object) -> None:
        changed: Node = node(Role.STATUS, id_, words, **members)
        self.live.change(document(changed), changed, assertive=assertive)

    def hear(self) -> None:
        self.live.heard(self.utterances[-1].id)

    @property
    def said(self) -> list[str]:
        return [utterance.text for utterance in self.utterances]


def test_of_a_quickly_changing_node_only_the_newest_waits() -> None:
    ear = Ear()
    for n in range(5):
        ear.change("a", f"第{n}次")
    ear.hear()
    ear.hear()

    assert ear.said == ["第0次", "第4次"]


def test_more_than_can_be_followed_is_counted() -> None:
    ear = Ear()
    for n in range(100):
        ear.change(f"n{n}", f"新消息{n}")
    ear.hear()

    assert ear.said == ["新消息0", "有 99 处更新"]


def test_assertive_and_personal_changes_do_not_wait() -> None:
    ear = Ear()
    ear.change("a", "甲")
    ear.change("b", "停电", assertive=True)
    ear.change("c", "您的编号", privacy=Privacy.PERSONAL)

    assert ear.said == ["甲", "停电", "您的编号"]
    assert [u.priority for u in ear.utterances] == [Priority.NEXT, Priority.NOW, Priority.NEXT]
    assert ear.utterances[-1].privacy is Privacy.PERSONAL


def test_a_key_cuts_what_is_said_and_what_waits_comes_after_the_answer() -> None:
    ear = Ear()
    ear.change("a", "甲")
    ear.change("b", "乙")
    ear.live.hush()
    assert ear.said == ["甲"]
    ear.live.heard(ANSWER)

    assert ear.said == ["甲", "乙"]


def test_what_a_key_dropped_before_it_began_is_said_after_the_answer() -> None:
    ear = Ear()
    ear.change("a", "甲")
    ear.change("b", "乙")
    ear.live.hush()
    ear.live.unsaid(ear.utterances[-1].id)
    ear.live.heard(ANSWER)
    ear.hear()

    assert ear.said == ["甲", "甲", "乙"]


@pytest.mark.parametrize("gone", [("b",), ("a", "b")])
def test_what_is_gone_or_belongs_to_another_page_is_not_said(gone: tuple[str, ...]) -> None:
    ear = Ear()
    ear.change("a", "甲")
    ear.change("b", "乙")
    ear.live.gone(f"/t#{name}" for name in gone)
    ear.hear()
    ear.change("c", "丙")
    ear.change("d", "丁")
    ear.live.forget()
    ear.live.heard(ANSWER)

    assert ear.said == ["甲", "丙"]
