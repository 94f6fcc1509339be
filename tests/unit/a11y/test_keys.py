from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y.errors import BadChord
from a11y.keys import NAMED, KeyChord, Modifier, parse_sequence, write_sequence

chords = st.builds(
    KeyChord,
    st.sampled_from([*sorted(NAMED), *"abcxyz0189`.[=-"]),
    st.frozensets(st.sampled_from(list(Modifier))),
)


@given(chords)
def test_a_written_chord_reads_back_the_same(chord: KeyChord) -> None:
    assert KeyChord.parse(str(chord)) == chord


@given(st.lists(chords, min_size=1, max_size=4).map(tuple))
def test_a_written_sequence_reads_back_the_same(sequence: tuple[KeyChord, ...]) -> None:
    assert parse_sequence(write_sequence(sequence)) == sequence


@pytest.mark.parametrize("written", ["Ctrl+Nope", "Strg+A", "F25", "Alt+", ""])
def test_a_key_that_does_not_exist_is_refused_by_name(written: str) -> None:
    with pytest.raises(BadChord) as caught:
        KeyChord.parse(written, "mine")

    assert caught.value.keys == written
    assert caught.value.profile == "mine"


def test_pad_keys_are_known_as_such() -> None:
    assert KeyChord("KP_5").on_pad
    assert KeyChord("F23").on_pad
    assert not KeyChord("F5").on_pad
    assert not KeyChord("5").on_pad


@pytest.mark.parametrize(
    ("written", "types"),
    [
        ("A", True),
        ("Shift+A", True),
        ("KP_7", True),
        ("Space", True),
        ("Ctrl+A", False),
        ("Alt+1", False),
        ("Return", False),
        ("KP_Enter", False),
        ("F8", False),
    ],
)
def test_what_types_a_character_is_known(written: str, types: bool) -> None:
    assert KeyChord.parse(written).types is types
