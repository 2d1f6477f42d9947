"""Every row of what the contracts oblige a provider to is in a built-in checklist, or waits for its kind."""

from collections import Counter

import pytest

from checklists.library import library
from tests.rules import obligations
from tests.rules.obligations import WITHOUT_KIND, Obliged

OF_CONTRACT = {
    "porchlight-peer-support": obligations.PORCHLIGHT,
    "cornwall-social-inclusion": obligations.CORNWALL,
    "thurrock-floating-support": obligations.THURROCK,
    "kcc-ensure": obligations.ENSURE,
    "kcc-lot9": obligations.LOT9,
}
APART = {"porchlight-peer-support": 2}
"""Confirmations of the service description (publicity up to date; lived experience and peer workers): the
contract comes with a checklist of 26 rows of its own, and these two are none of them."""


def waits(row: Obliged) -> bool:
    return row[1] in WITHOUT_KIND


@pytest.mark.parametrize("key", OF_CONTRACT)
def test_every_row_of_a_kind_that_exists_is_asked_for_with_its_force(key: str) -> None:
    asked = Counter((each.clause, each.kind, each.force) for each in library()[key].requirements)
    obliged = Counter(row for row in OF_CONTRACT[key] if not waits(row) and row[0] != "service")
    assert asked == obliged


@pytest.mark.parametrize(
    ("key", "rows", "asked", "waiting"),
    [
        ("porchlight-peer-support", 47, 26, 19),
        ("cornwall-social-inclusion", 33, 21, 12),
        ("thurrock-floating-support", 21, 10, 11),
        ("kcc-ensure", 18, 12, 6),
        ("kcc-lot9", 14, 10, 4),
    ],
)
def test_rows_of_each_contract(key: str, rows: int, asked: int, waiting: int) -> None:
    found = OF_CONTRACT[key]
    assert (len(found), sum(map(waits, found))) == (rows, waiting)
    assert len(library()[key].requirements) == asked == rows - waiting - APART.get(key, 0)


def test_what_waits_waits_for_returns_meetings_measures_and_events() -> None:
    kinds = Counter(row[1] for found in OF_CONTRACT.values() for row in found if waits(row))
    assert kinds == {"return": 21, "meeting": 9, "measure": 18, "event": 4}


def test_what_to_look_for_says_what_is_our_advice() -> None:
    """A reviewer can tell what the source asks from what we advise; each of both is there."""
    said = [each for one in library().values() for row in one.requirements for each in row.look_for]
    ours = [each for each in said if "our advice" in each.casefold()]
    assert [each for each in ours if not each.startswith("Our advice: ")] == []
    assert len(ours) > 40
    assert len(said) - len(ours) > 60
