"""Since when findings say that a requirement is not in order, and whether that is all that is wanting."""

from dataclasses import replace
from datetime import date
from itertools import starmap
from random import Random

import pytest
from hypothesis import given

from checklists.calendar import Span
from checklists.facts import Decision, Found
from checklists.intervals import on_day
from checklists.not_in_order import NotInOrder, not_in_order, said_done, since
from checklists.slots import Row, slot_timeline
from checklists.vocabulary import UNMET
from tests.rules.examples import KEY, accept, d, engagement, requirement
from tests.rules.generated import Case, randoms, single_cases
from tests.rules.test_properties import bounded, days_in

ON = d("2022-06-01")


def found(
    on: str, closed: str | None = None, sent: str = "2022-01-01", withdrawn_on: date | None = None
) -> Found:
    return Found(KEY, d(on), d(sent), closed_on=d(closed) if closed else None, withdrawn_on=withdrawn_on)


def said(
    *its: Found, made: tuple[Decision, ...] = (), on: date = ON, known: date | None = None
) -> NotInOrder | None:
    of = engagement(found=its)
    return not_in_order([Row(requirement(), of.span)], made, of, on, known)


ACCEPTED = (accept("2021-10-01", "2023-03-31"),)
OF_APRIL, OF_MAY = NotInOrder(d("2022-04-01"), True), NotInOrder(d("2022-05-01"), True)


@pytest.mark.parametrize(
    ("its", "made", "expected"),
    [
        ((found("2022-05-01"),), ACCEPTED, OF_MAY),
        ((found("2022-05-01"),), (), NotInOrder(d("2022-05-01"), False)),
        ((found("2022-05-01"),), (accept("2021-10-01", "2022-05-20"),), NotInOrder(d("2022-05-01"), False)),
        ((found("2022-06-02"),), ACCEPTED, None),
        ((found("2022-05-01", "2022-06-01"),), ACCEPTED, None),
        ((found("2022-05-01", withdrawn_on=d("2022-05-09")),), ACCEPTED, None),
        ((), ACCEPTED, None),
        (
            (found("2022-04-01", "2022-05-05"), found("2022-05-01")),
            ACCEPTED,
            NotInOrder(d("2022-04-01"), True),
        ),
        (
            (found("2022-04-01", "2022-04-05"), found("2022-05-01")),
            ACCEPTED,
            NotInOrder(d("2022-05-01"), True),
        ),
    ],
)
def test_what_findings_say_on_a_day(
    its: tuple[Found, ...], made: tuple[Decision, ...], expected: NotInOrder | None
) -> None:
    assert said(*its, made=made) == expected


def test_only_what_was_known_is_said() -> None:
    late = found("2022-05-01", sent="2022-07-01")
    assert said(late, made=ACCEPTED) == NotInOrder(d("2022-05-01"), True)
    assert said(late, made=ACCEPTED, known=d("2022-06-30")) is None


def spoken(random: Random, case: Case) -> Found:
    """With its days, and the evenings on which it was said to be done, drawn at random."""
    days = list(days_in(case.engagement.span))

    def some(number: int) -> list[date]:
        return sorted({random.choice(days) for _ in range(number)})

    turns = some(4)
    with_lead = tuple(starmap(Span, zip(turns[::2], [*turns[1::2], date.max], strict=False)))
    closed_on, withdrawn_on = (random.choice([None, None, *some(1)]) for _ in range(2))
    sent_on = random.choice(days)
    return Found(
        case.requirement.key, random.choice(days), sent_on, closed_on, withdrawn_on, with_lead=with_lead
    )


@bounded
@given(single_cases, randoms)
def test_it_lies_with_the_lead_on_the_days_on_which_all_is_said_to_be_done(
    case: Case, random: Random
) -> None:
    """Over all days, as one asks about each; as it is known now, and was known on some evening."""
    found = tuple(spoken(random, case) for _ in range(random.randrange(3)))
    of, rows = replace(case.engagement, found=found), [Row(case.requirement, case.engagement.span)]
    for known in (None, random.choice(list(days_in(of.span)))):
        intervals = slot_timeline(rows, case.decisions, of, known)
        told = said_done(rows, case.decisions, of, intervals, known)
        for day in days_in(of.span):
            says = not_in_order(rows, case.decisions, of, day, known)
            interval = on_day(intervals, day)
            is_unmet = interval is not None and interval.state in UNMET
            expected = is_unmet and says is not None and says.is_all and says.is_with_lead
            assert any(day in span for span in told) is expected, (day, known)


def test_days_that_join_up_are_one() -> None:
    spans = [Span(d("2022-05-11"), date.max), Span(d("2022-05-01"), d("2022-05-10"))]
    assert since(spans, ON) == d("2022-05-01")
