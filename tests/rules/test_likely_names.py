"""Words that look like names of people, in what is written for others to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.year.likely_names import MOST, likely_names

KNOWN = ("Tidewater Peers", "Wealdshire County Council", "Peer support, Wealdshire coast", "Northmere")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ()),
        ("We met every week, and eight people came.", ()),
        ("Nell Penhaligon came.", ("Nell Penhaligon",)),
        ("He came with nell penhaligon.", ()),
        ("then Nell came", ("Nell",)),
        ("Nell came.", ()),
        ("It was Nell’s idea, and Nell's plan.", ("Nell",)),
        ("Then Mr Brown and Mrs. O’Neill-Marsh rang.", ("Mr Brown", "Mrs O’Neill-Marsh")),
        ("Dr Zoë Élan wrote to José.", ("Dr Zoë Élan", "José")),
        ("We meet in Northmere with Tidewater Peers on Monday in May.", ()),
        ("The NHS and the DBS answered; EQIA done.", ()),
        ("After Una left, Una rang.", ("Una",)),
        ("First line\nSecond line\n- Third line", ()),
        ("She said: “Thank you.” (Everybody clapped.)", ()),
        ("Nell Penhaligon and Nell Penhaligon.", ("Nell Penhaligon",)),
        ("In Wealdshire we saw Bo.", ("Bo",)),
    ],
)
def test_what_looks_like_a_name(words: str, names: tuple[str, ...]) -> None:
    assert likely_names(words, KNOWN) == names


def test_so_many_and_no_more() -> None:
    assert len(likely_names(" ".join(f"met Nell{letter}." for letter in "abcdefghijklmnopq"))) == MOST


@given(st.text())
def test_whatever_is_written(words: str) -> None:
    assert all(name for name in likely_names(words, [words]))
