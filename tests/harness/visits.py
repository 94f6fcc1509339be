"""Visits that hypothesis draws for the monkey: who comes, how they see, what they press."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from kiosk.config import KEYMAPS
from locales.languages import Language
from views.sight import COLOURS, HANDS, SIZES, Sight

FORMATS = ((1080, 1920), (1920, 1080), (1366, 768))
KEYBOARDS = (KEYMAPS, ("keyboard", "pad12-telephone"), ("pad5",), ("scan",))
ACCOUNTS = (("demo", "demo-2009"), ("demo.en", "demo-2011"))
STEPS = 250
"""Keys and touches of one visit."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One visit: who comes, and what they do."""

    size: tuple[int, int]
    sight: Sight
    language: Language
    keymaps: tuple[str, ...]
    account: tuple[str, str] | None
    voice: bool
    steps: list[int]
    """Each the seed of one key or touch."""


def plans(length: int) -> st.SearchStrategy[Plan]:
    """Visits of so many steps; every third signs in."""
    sights = st.builds(
        Sight,
        colours=st.sampled_from(COLOURS),
        elder=st.booleans(),
        text=st.sampled_from(SIZES),
        words_only=st.booleans(),
        low=st.booleans(),
        hand=st.sampled_from(HANDS),
        cross_hair=st.booleans(),
    )
    return st.builds(
        Plan,
        size=st.sampled_from(FORMATS),
        sight=st.just(Sight()) | sights,
        language=st.sampled_from(list(Language)),
        keymaps=st.sampled_from(KEYBOARDS),
        account=st.sampled_from((None, None, *ACCOUNTS)),
        voice=st.booleans(),
        steps=st.lists(st.integers(0, 2**16), min_size=length, max_size=length),
    )
