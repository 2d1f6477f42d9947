"""A year of payment by results whose rule changes midway."""

from dataclasses import replace
from decimal import Decimal

from checklists.year.judging import Setting
from checklists.year.paying import pay_quarter
from checklists.year.paying import year_of as year_paid
from checklists.year.periods import Calendar
from tests.rules.year_examples import DOVER, FIRST, PAYMENT, QUARTERS, Given, all_met, of_definition

PERIODS = [found for key in QUARTERS if (found := Calendar(FIRST).find(key))]


def test_a_year_whose_target_changed_midway_is_not_worked_out() -> None:
    """35 a year and then 70: neither is the target of the year."""
    figures = [row for key in QUARTERS for row in all_met(key, sign_ups=(9,))]
    rules = [of_definition(figures)] * 2 + [with_target(figures, 70)] * 2
    quarters = [pay_quarter(PAYMENT, DOVER, *each) for each in zip(rules, PERIODS, strict=True)]
    assert [each.deduction > 0 for each in quarters] == [False, False, True, True]
    found = year_paid(PAYMENT, rules[-1], quarters)
    assert (found.is_there, found.lines, found.true_up) == (True, (), Decimal("0.00"))
    titled = replace(rules[0], measures=[replace(each, title="So called") for each in rules[0].measures])
    same = [pay_quarter(PAYMENT, DOVER, titled, each) for each in PERIODS[2:]]
    assert year_paid(PAYMENT, titled, [*quarters[:2], *same]).lines, "other words are no other target"


def with_target(figures: list[Given], number: int) -> Setting:
    rule = of_definition(figures)
    measures = [
        replace(each, at_least=Decimal(number)) if each.key == "sign-ups" else each for each in rule.measures
    ]
    return replace(rule, measures=measures)
