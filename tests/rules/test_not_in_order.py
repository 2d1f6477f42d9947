"""Since when findings say that a requirement is not in order, and whether that is all that is wanting."""

from datetime import date

import pytest

from checklists.calendar import Span
from checklists.facts import Decision, Found
from checklists.not_in_order import NotInOrder, not_in_order, since
from checklists.slots import Row
from tests.rules.examples import KEY, accept, d, engagement, requirement

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


def test_days_that_join_up_are_one() -> None:
    spans = [Span(d("2022-05-11"), date.max), Span(d("2022-05-01"), d("2022-05-10"))]
    assert since(spans, ON) == d("2022-05-01")
