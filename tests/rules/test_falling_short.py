"""What is accepted of what is not enough, and since when more is asked."""

from dataclasses import replace
from typing import Any

import pytest

from checklists.calendar import Span
from checklists.facts import Decision, Incident
from checklists.falling_short import FallsShort, falls_short
from checklists.requirement import Requirement
from checklists.slots import Row
from checklists.vocabulary import Basis, Kind
from tests.rules.examples import ENGAGEMENT, FIRST, INDEMNITY, LAST, LIABILITY, accept, d, insure, requirement

DAY = d("2022-06-01")
MORE_FROM = d("2022-01-01")
COVER = requirement(Kind.COVER)
HIGHER = replace(COVER, parts=(replace(LIABILITY, amount=10_000_000), INDEMNITY))
PER_CLAIM = replace(COVER, parts=(LIABILITY, replace(INDEMNITY, basis=Basis.PER_CLAIM)))
ASSESSED = requirement(Kind.ASSESSMENT, characteristics=("age",))
WIDER = replace(ASSESSED, characteristics=("age", "race"))
AUDITED = requirement(Kind.ACCOUNTS, audited=True)
UNAUDITED = requirement(Kind.ACCOUNTS)


def rows(before: Requirement, after: Requirement) -> list[Row]:
    return [
        Row(before, Span(FIRST, d("2021-12-31"))),
        Row(after, Span(MORE_FROM, LAST)),
    ]


def only(asked: Requirement) -> list[Row]:
    return [Row(asked, ENGAGEMENT.span)]


ALL_YEAR: dict[str, Any] = {"from_on": "2021-10-01", "until_on": "2022-12-31"}
POLICY = insure(**ALL_YEAR)
AGGREGATE = insure(**ALL_YEAR, part="indemnity", basis=Basis.AGGREGATE)
NOT_PER_CLAIM = "The amount is in the aggregate; it is asked for any one claim."
PRIMARY = insure(**ALL_YEAR, amount=4_000_000, layer=1)
EXCESS = insure(**ALL_YEAR, amount=6_000_000, layer=2)
NO_PRIMARY = "An excess policy counts only above a primary one."
ACCOUNTS = accept("2022-01-01", part="2021-03-31")
NOBODY_SAID = "Say whether the accounts are audited."

CASES: dict[str, tuple[list[Row], list[Decision], str, FallsShort | None]] = {
    "five million, and ten are asked now": (
        rows(COVER, HIGHER),
        [POLICY],
        "liability",
        FallsShort(
            "liability",
            5_000_000,
            10_000_000,
            "The cover is £5,000,000; at least £10,000,000 is asked for.",
            MORE_FROM,
        ),
    ),
    "more is asked, and there is more": (
        rows(COVER, HIGHER),
        [insure(**ALL_YEAR, amount=10_000_000)],
        "liability",
        None,
    ),
    "too little from the first day": (
        only(HIGHER),
        [POLICY],
        "liability",
        FallsShort(
            "liability",
            5_000_000,
            10_000_000,
            "The cover is £5,000,000; at least £10,000,000 is asked for.",
            None,
        ),
    ),
    "enough": (only(COVER), [POLICY], "liability", None),
    "nothing accepted": (only(COVER), [], "liability", None),
    "nothing accepted for this cover": (rows(COVER, HIGHER), [AGGREGATE], "liability", None),
    "what was accepted has run out": (
        rows(COVER, HIGHER),
        [insure("2021-10-01", "2022-05-31")],
        "liability",
        None,
    ),
    "what was accepted begins later": (
        rows(COVER, HIGHER),
        [insure("2022-07-01", "2022-12-31")],
        "liability",
        None,
    ),
    "another basis is asked now": (
        rows(COVER, PER_CLAIM),
        [AGGREGATE],
        "indemnity",
        FallsShort("indemnity", 0, 0, NOT_PER_CLAIM, MORE_FROM),
    ),
    "the layers come to ten": (rows(COVER, HIGHER), [PRIMARY, EXCESS], "liability", None),
    "a primary policy alone": (
        only(HIGHER),
        [PRIMARY],
        "liability",
        FallsShort("liability", 4_000_000, 10_000_000, NO_PRIMARY, None),
    ),
    "an excess policy without a primary one": (
        only(COVER),
        [EXCESS],
        "liability",
        FallsShort("liability", 0, 0, NO_PRIMARY, None),
    ),
    "another characteristic is asked now": (
        rows(ASSESSED, WIDER),
        [accept("2021-11-01", covers=frozenset({"age"}))],
        "",
        FallsShort("", 0, 0, "It does not deal with race.", MORE_FROM),
    ),
    "an audit is asked now": (
        rows(UNAUDITED, AUDITED),
        [ACCOUNTS],
        "2021-03-31",
        FallsShort("2021-03-31", 0, 0, NOBODY_SAID, MORE_FROM),
    ),
}


@pytest.mark.parametrize(("asked", "held", "part", "found"), CASES.values(), ids=CASES.keys())
def test_what_falls_short(
    asked: list[Row], held: list[Decision], part: str, found: FallsShort | None
) -> None:
    assert falls_short(asked, held, ENGAGEMENT, part, DAY) == found


def test_before_more_was_asked_it_was_enough() -> None:
    assert falls_short(rows(COVER, HIGHER), [POLICY], ENGAGEMENT, "liability", d("2021-12-31")) is None


def test_more_was_asked_twice_and_the_day_is_that_of_the_first_time() -> None:
    most = replace(COVER, parts=(replace(LIABILITY, amount=20_000_000), INDEMNITY))
    three = [
        Row(COVER, Span(FIRST, d("2021-12-31"))),
        Row(HIGHER, Span(MORE_FROM, d("2022-03-31"))),
        Row(most, Span(d("2022-04-01"), LAST)),
    ]
    found = falls_short(three, [POLICY], ENGAGEMENT, "liability", DAY)
    assert found
    assert (found.asked, found.since_on) == (20_000_000, d("2022-04-01"))


OVERTAKING = {
    "an incident after it": (["2022-03-01"], False),
    "an incident before it": (["2021-10-15"], True),
    "an incident on its day": (["2021-11-01"], True),
    "an incident on the day that is asked about": (["2022-06-01"], True),
    "no incident": ([], True),
}


@pytest.mark.parametrize(("happened", "is_said"), OVERTAKING.values(), ids=OVERTAKING.keys())
def test_what_an_incident_has_overtaken_falls_short_of_nothing(happened: list[str], is_said: bool) -> None:
    asked = rows(*(replace(each, after_incident=True) for each in (ASSESSED, WIDER)))
    held = [accept("2021-11-01", covers=frozenset({"age"}))]
    incidents = tuple(Incident(d(each), d(each)) for each in happened)
    found = falls_short(asked, held, replace(ENGAGEMENT, incidents=incidents), "", DAY)
    assert (found is not None) == is_said
