"""Whether two ways to write a partner's name are one: for sure, to be asked about, or not."""

import pytest

from checklists.identity import Identity, called, is_like, named

SURE, ASK, NO = "sure", "ask", "no"
KITCHEN = named("O'Hara's Kitchen")
PEERS = named("Tidewater Peers Ltd", "1012345")
ELAN = named("\u00c9lan Trust")

CASES: dict[str, tuple[Identity, Identity, str]] = {
    "curly apostrophes": (named("O\u2019Hara\u2019s Kitchen"), KITCHEN, SURE),
    "one of each": (named("O\u2019Hara's Kitchen"), KITCHEN, SURE),
    "no apostrophes": (named("OHaras Kitchen"), KITCHEN, SURE),
    "blanks and case": (named("  o'hara's   KITCHEN "), KITCHEN, SURE),
    "The": (named("The O'Hara's Kitchen"), KITCHEN, SURE),
    "decomposed letters": (named("E\u0301lan Trust"), ELAN, SURE),
    "no accent": (named("Elan Trust"), ELAN, ASK),
    "Limited": (named("Tidewater Peers Limited"), PEERS, SURE),
    "Ltd.": (named("Tidewater Peers Ltd."), PEERS, SURE),
    "without Ltd": (named("Tidewater Peers"), PEERS, ASK),
    "word order": (named("Peers Tidewater Ltd"), PEERS, ASK),
    "another form by law": (named("Tidewater Peers CIC"), PEERS, ASK),
    "the same with another number": (named("Tidewater Peers", "1055555"), PEERS, NO),
    "another name with the number": (named("Tidewater", "1012345"), PEERS, NO),
    "a part of it": (named("Tidewater"), PEERS, NO),
    "&": (named("Moor & Mead"), named("Moor and Mead"), SURE),
    "& without blanks": (named("Moor&Mead"), named("Moor and Mead"), SURE),
    "another word": (named("Moor or Mead"), named("Moor and Mead"), NO),
}


@pytest.mark.parametrize(("typed", "known", "said"), CASES.values(), ids=CASES)
def test_two_ways_to_write_a_name(typed: Identity, known: Identity, said: str) -> None:
    assert (typed.names == known.names) == (said == SURE)
    assert is_like(typed, known) == (said == ASK)


@pytest.mark.parametrize("name", ["The", "&", "!!", "Ltd", "\u5b89\u5fc3"])
def test_a_name_of_nothing_else_stays_a_name(name: str) -> None:
    assert called(name)
    assert named(name).names == named(f" {name} ").names
    assert not is_like(named(name), PEERS)
