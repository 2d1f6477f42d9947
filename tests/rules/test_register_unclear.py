"""A newer certificate that is not clear, and has no risk decision, ends those before it."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given

from checklists.facts import Check, Decision, Person, Unclear
from checklists.intervals import on_day
from checklists.timeline import timeline
from checklists.unclear import ended_by, ended_parts
from checklists.vocabulary import DbsLevel, DbsOutcome, Kind, State
from tests.rules.examples import BOTH_LISTS, checked, d, engagement, requirement, told
from tests.rules.generated import day_within, randoms
from tests.rules.generated_details import unclear_ones
from tests.rules.test_properties import bounded, days_in

REGISTER = requirement(Kind.REGISTER)
WHOLE = engagement(people=(Person("ada", d("2019-01-01")),))


def unclear(on: str, sent: str | None = None, **said: Any) -> Unclear:
    return Unclear(d(on), d(sent or on), **said)


def beside(*them: Unclear, issued: str = "2021-01-01", **fields: Any) -> Decision:
    """An acceptance of a clear check, beside which these were sent."""
    check = Check(DbsLevel.ENHANCED, BOTH_LISTS, DbsOutcome.CLEAR, unclear=them)
    return checked("ada", issued, check=check, **fields)


def said(*decisions: Decision, known: str | None = None) -> list[str]:
    return told(timeline(REGISTER, decisions, WHOLE, d(known) if known else None))


def test_the_one_before_counts_to_the_day_before_its_issue() -> None:
    assert said(beside(unclear("2022-03-03", "2022-03-10"))) == [
        "met 2021-10-01..2022-03-02",
        "expired 2022-03-03..2023-03-31 ada",
    ]


def test_it_was_known_from_the_evening_of_its_sending_on() -> None:
    one = beside(unclear("2022-03-03", "2022-03-10"))
    assert said(one, known="2022-03-09") == ["met 2021-10-01..2023-03-31"]
    assert said(one, known="2022-03-10")[0] == "met 2021-10-01..2022-03-02"


def test_the_earliest_of_several_ends_it() -> None:
    one = beside(unclear("2022-05-01"), unclear("2022-03-03", "2022-06-01"))
    assert said(one)[0] == "met 2021-10-01..2022-03-02"
    assert said(one, known="2022-05-31")[0] == "met 2021-10-01..2022-04-30"


def test_withdrawn_it_ends_nothing_from_that_evening_on() -> None:
    one = beside(unclear("2022-03-03", "2022-03-10", withdrawn_on=d("2022-04-01")))
    assert said(one) == ["met 2021-10-01..2023-03-31"]
    assert said(one, known="2022-04-01") == ["met 2021-10-01..2023-03-31"]
    assert said(one, known="2022-03-31")[0] == "met 2021-10-01..2022-03-02"


@pytest.mark.parametrize(
    ("on", "is_later", "expected"),
    [
        ("2020-12-31", True, "met"),
        ("2020-12-31", False, "met"),
        ("2021-01-01", False, "met"),
        ("2021-01-01", True, "missing"),
        ("2021-01-02", False, "expired"),
    ],
    ids=[
        "issued before, sent after",
        "issued and sent before",
        "the same day, then decided on",
        "the same day, said otherwise since",
        "issued after, sent before",
    ],
)
def test_the_day_of_issue_says_which_is_newer_and_of_the_same_day_the_order_of_sending(
    on: str, is_later: bool, expected: str
) -> None:
    assert said(beside(unclear(on, is_later=is_later)))[0].split()[0] == expected


def test_one_that_is_accepted_and_no_older_counts_by_itself() -> None:
    same_day = beside(unclear("2022-03-03", is_later=False), issued="2022-03-03", key="decided on")
    later = beside(unclear("2022-03-03", is_later=False), issued="2022-06-01", key="another")
    first = beside(unclear("2022-03-03"))
    assert said(first, same_day) == ["met 2021-10-01..2023-03-31"]
    assert said(first, later) == [
        "met 2021-10-01..2022-03-02",
        "expired 2022-03-03..2022-05-31 ada",
        "met 2022-06-01..2023-03-31",
    ]


def test_what_is_less_than_is_asked_does_not_come_back_by_it() -> None:
    basic = Check(DbsLevel.BASIC, BOTH_LISTS, DbsOutcome.CLEAR)
    assert said(checked("ada", "2021-01-01", check=basic))[0].startswith("missing")


def test_why_it_ended_is_told_on_the_days_on_which_it_would_have_counted() -> None:
    """Before that it counts, and after its last day it has lapsed by itself."""
    asked, newer = requirement(Kind.REGISTER, months=18), unclear("2022-03-03", outcome=None)
    one = beside(newer)
    assert [
        ended_by(asked, [one], WHOLE, "ada", d(day))
        for day in ("2022-03-02", "2022-03-03", "2022-06-30", "2022-07-01")
    ] == [None, newer, newer, None]
    assert ended_by(asked, [one], WHOLE, "bo", d("2022-03-03")) is None
    assert ended_parts(asked, [one], WHOLE, ["ada", "bo"], d("2022-03-03")) == {"ada": newer}
    assert ended_by(asked, [one, beside(issued="2022-03-03")], WHOLE, "ada", d("2022-03-03")) is None
    assert ended_by(asked, [beside(unclear("2022-03-03"), issued="2022-04-01")], WHOLE, "ada", FUTURE) is None


FUTURE = date(2022, 5, 1)


@bounded
@given(randoms)
def test_no_day_is_better_for_one_that_is_not_clear(random: Random) -> None:
    made = [beside(issued=str(day_within(random)), key=str(number)) for number in range(3)]
    them = unclear_ones(random)
    worse = [
        replace(each, check=replace(each.check, unclear=them)) for each in made if each.check is not None
    ]
    before, after = (timeline(REGISTER, each, WHOLE) for each in (made, worse))
    for day in days_in(WHOLE.span):
        then, now = on_day(before, day), on_day(after, day)
        assert then
        assert now
        assert now.state is not State.MET or then.state is State.MET
        is_ended = then.state is State.MET and now.state is not State.MET
        assert is_ended is (ended_by(REGISTER, known(worse), WHOLE, "ada", day) is not None)


def known(made: list[Decision]) -> list[Decision]:
    """Without what was withdrawn."""
    return [replace(each, check=each.check.as_known(None)) for each in made if each.check]
