"""Whether what is typed is an organisation that is known: by number for sure, else by name."""

import pytest

from checklists.identity import Identity, Unclear, named, which

TIDE = named("Tidewater Peers", "1012345")
TIDE_TOO = named("Tidewater Peers", "1099999")
LIGHT = named("Lamplight", None, "01234567")
PLAIN = named("Driftwood Folk")
KNOWN = (TIDE, LIGHT, PLAIN)

CASES: dict[str, tuple[Identity, int | None]] = {
    "the name": (named("Driftwood Folk"), 2),
    "the name, otherwise written": (named("  DRIFTWOOD   folk "), 2),
    "another name": (named("Driftwood"), None),
    "the name of one whose number is known": (named("Tidewater Peers"), 0),
    "the name with its number": (named("Tidewater Peers", "1012345"), 0),
    "another spelling with its number": (named("Tide Water Peers Ltd", "1012345"), 0),
    "the name with another number": (named("Tidewater Peers", "1055555"), None),
    "the name with a number that was not known": (named("Driftwood Folk", "1055555"), 2),
    "a number of the other register": (named("Tidewater Peers", None, "09999999"), 0),
    "another name with a company number": (named("Lamplight CIC", None, "01234567"), 1),
    "nobody's": (named("Nobody"), None),
}


@pytest.mark.parametrize(("typed", "place"), CASES.values(), ids=CASES)
def test_which_is_meant(typed: Identity, place: int | None) -> None:
    assert which(typed, KNOWN) == place


def test_two_of_one_name_are_told_apart_by_number_alone() -> None:
    both = (TIDE, TIDE_TOO)
    assert which(named("Tidewater Peers", "1099999"), both) == 1
    assert which(named("Tidewater Peers", "1055555"), both) is None
    with pytest.raises(Unclear, match="more than one organisation of this name"):
        which(named("Tidewater Peers"), both)


def test_numbers_of_two_organisations_are_not_one() -> None:
    with pytest.raises(Unclear, match="two organisations"):
        which(named("Tidewater Peers", "1012345", "01234567"), KNOWN)
    known = (TIDE.and_also(named("Tide", None, "07777777")),)
    assert which(named("Tide"), known) == 0
    with pytest.raises(Unclear):
        which(named("Tide", "1012345", "06666666"), known)


def test_a_former_name_is_a_name_too() -> None:
    assert which(named("Old Tide"), (TIDE.and_also(named("Old Tide")),)) == 0
