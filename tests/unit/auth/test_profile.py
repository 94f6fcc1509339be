from __future__ import annotations

import pytest

from auth.profile import hash_subject, mask, pick, visitor_of


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("欧阳修文", "欧***"),
        ("张", "张"),
        ("John Smith", "J*** S****"),
        ("", ""),
    ],
)
def test_a_masked_name_is_enough_to_know_ones_own(name: str, masked: str) -> None:
    assert mask(name) == masked


@pytest.mark.parametrize("given", ["", "张三"])
def test_a_provider_that_does_not_mask_is_helped(given: str) -> None:
    visitor = visitor_of({"name": "张三", "masked_name": given}, sub_hash="a", acr="")
    assert visitor.masked_name == "张*"


def test_the_providers_own_mask_is_kept() -> None:
    visitor = visitor_of({"name": "张三", "masked_name": "*三"}, sub_hash="a", acr="")
    assert visitor.masked_name == "*三"


def test_only_a_few_claims_are_kept() -> None:
    claims = {"name": "张三", "phone_number": "13800000000", "locale": 5}
    assert pick(claims) == {"name": "张三"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张\u202e三", "张三"),
        ("张\n三", "张三"),
        ("张\u2028三", "张 三"),
        ("  张   三 ", "张 三"),
        ("\x00\x1b[31m张", "[31m张"),
        ("张" * 500, "张" * 60),
    ],
)
def test_a_name_cannot_change_the_screen(text: str, shown: str) -> None:
    assert pick({"name": text}) == {"name": shown}


def test_a_subject_has_another_hash_at_another_provider_or_terminal() -> None:
    made = {
        hash_subject(salt, issuer, sub)
        for salt in (b"1", b"2")
        for issuer in ("https://a", "https://b")
        for sub in ("1", "2")
    }
    assert len(made) == 8
