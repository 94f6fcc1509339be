from __future__ import annotations

import pytest

from locales.explain import Explainer, Layer
from locales.languages import Language

EXPLAINER = Explainer(Language.ZH_HANT_HK, names=["钟志强"])


@pytest.mark.parametrize(
    ("text", "offset", "target", "layer", "word"),
    [
        ("里水镇", 0, "里", Layer.GLOSSARY, "里水镇"),
        ("申请换发", 3, "發", Layer.GUARD, "换发"),
        ("理发", 1, "髮", Layer.PHRASE, ""),
        ("开会", 0, "開", Layer.CHARACTER, ""),
        ("钟志强开会", 0, "钟", Layer.NAME, "钟志强"),
        ("请范先生", 1, "范", Layer.NAME, "范"),
    ],
)
def test_each_character_is_given_to_the_layer_that_decided(
    text: str, offset: int, target: str, layer: Layer, word: str
) -> None:
    _, decisions = EXPLAINER.explain(text)

    decision = next(each for each in decisions if each.offset == offset)
    assert (decision.target, decision.layer, decision.word) == (target, layer, word)


def test_a_kept_region_decides_first() -> None:
    result, decisions = EXPLAINER.explain("换发", keep=[(0, 2)])

    assert result == "换发"
    assert {decision.layer for decision in decisions} == {Layer.REGION}


def test_every_changed_character_has_a_decision() -> None:
    text = "申请人可以持旧证换发新证，里水镇范先生最多只能申请一次"
    result, decisions = EXPLAINER.explain(text)

    changed = {place for place, (a, b) in enumerate(zip(text, result, strict=True)) if a != b}
    assert changed <= {decision.offset for decision in decisions}


def test_what_is_as_written_needs_no_decision() -> None:
    assert EXPLAINER.explain("人民") == ("人民", ())
