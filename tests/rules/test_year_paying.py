"""Payment by results: the contract's example to the penny, what is paid back, and what must always hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from checklists.calendar import Span
from checklists.year.paying import (
    QuarterPaid,
    YearPaid,
    more_needed,
    numbers_within,
    pay_quarter,
    pay_year,
    rounded,
)
from checklists.year.paying import year_of as year_paid
from checklists.year.periods import Calendar, Period
from checklists.year.rows import Area, Payment, PaymentPart, Step
from checklists.year.vocabulary import Direction, Shortfall, TrueUp, Verdict
from tests.rules.year_examples import (
    ABOUT,
    DOVER,
    FIRST,
    PAID,
    PAYMENT,
    QUARTERS,
    Given,
    all_met,
    of_definition,
    setting,
    share,
)

FEE = Decimal("6000.00")
NOTHING = Decimal("0.00")
EXAMPLE = all_met("2025-Q1", sign_ups=(7,), first_contact=(90, 100))


def periods(*keys: str) -> list[Period]:
    return [found for key in keys if (found := Calendar(FIRST).find(key))]


def paid(figures: list[Given], *quarters: str, payment: Payment = PAYMENT, withheld: str = "") -> YearPaid:
    return pay_year(payment, DOVER, of_definition(figures), periods(*quarters), {withheld})


def quarter(figures: list[Given]) -> QuarterPaid:
    return paid(figures, "2025-Q1").quarters[0]


def deductions(of: QuarterPaid) -> dict[str, Decimal]:
    return {line.measure.key: line.deduction for line in of.lines if line.deduction}


def test_the_example_of_the_contract_to_the_penny() -> None:
    found = quarter(EXAMPLE)
    assert (found.fee, found.deduction, found.paid) == (FEE, Decimal("124.51"), Decimal("5875.49"))
    assert deductions(found) == {"sign-ups": Decimal("120.00"), "first-contact": Decimal("4.51")}
    signed, contact = found.lines[:2]
    assert (signed.weight, signed.weighed.value) == (Fraction(600), Fraction(7))
    assert signed.weighed.target == Fraction(35, 4)
    assert (contact.weight, contact.weighed.target) == (Fraction(600, 7), Fraction(95, 100))
    assert len(found.lines) == 8


def test_a_quarter_in_which_all_is_met_is_paid_in_full() -> None:
    found = quarter(all_met("2025-Q1"))
    assert (found.deduction, found.paid, deductions(found)) == (NOTHING, FEE, {})


def test_of_a_quarter_in_which_nothing_is_reached_the_whole_element_is_deducted_and_no_more() -> None:
    nothing: dict[str, Given] = {key.replace("-", "_"): (0, 100) for key in PAID}
    found = quarter(all_met("2025-Q1", **{**nothing, "sign_ups": (0,)}))
    assert found.deduction == Decimal("1199.97")  # seven lines of £85.714…, each rounded
    assert found.paid + found.deduction == FEE


def test_what_is_better_than_its_target_makes_up_for_nothing_else() -> None:
    found = quarter(all_met("2025-Q1", sign_ups=(90,), first_contact=(90, 100)))
    assert deductions(found) == {"first-contact": Decimal("4.51")}


@pytest.mark.parametrize(
    ("figures", "verdict", "deduction"),
    [
        ((3, 4), Verdict.TOO_FEW, "0.00"),
        ((0, 0), Verdict.TOO_FEW, "0.00"),
        ((None, None), Verdict.NOT_GIVEN, "85.71"),
        ((), Verdict.NOT_GIVEN, "85.71"),
    ],
)
def test_too_few_and_not_given_have_their_line(figures: Given, verdict: Verdict, deduction: str) -> None:
    """Nothing is deducted of what cannot be judged; all of what is not given, until it is."""
    line = quarter(all_met("2025-Q1", wellbeing=figures)).lines[6]
    assert (line.measure.key, line.weighed.verdict, line.deduction) == (
        "wellbeing",
        verdict,
        Decimal(deduction),
    )


def test_what_is_withheld_is_neither_paid_nor_deducted() -> None:
    found = paid(EXAMPLE, "2025-Q1", withheld="2025-Q1")
    assert (found.deduction, found.withheld, found.paid) == (Decimal("124.51"), Decimal("5875.49"), NOTHING)


def year_of(*missed: str, short: Given = (7,), others: Given = (10,)) -> list[Given]:
    """Four quarters, of which those that are named have fewer sign-ups."""
    return [row for key in QUARTERS for row in all_met(key, sign_ups=short if key in missed else others)]


def test_a_year_in_which_all_is_met_over_the_year_is_paid_back() -> None:
    found = paid(year_of("2025-Q1"), *QUARTERS)
    assert [each.deduction for each in found.quarters] == [Decimal("120.00"), NOTHING, NOTHING, NOTHING]
    assert (found.true_up, found.paid) == (Decimal("120.00"), Decimal("24000.00"))
    assert [line.weighed.verdict for line in found.lines] == [Verdict.MET] * 8


def test_a_year_in_which_one_target_is_missed_is_not() -> None:
    found = paid(year_of("2025-Q1", others=(9,)), *QUARTERS)  # 34 of 35
    assert (found.true_up, found.paid) == (NOTHING, Decimal("23880.00"))
    assert found.lines[0].weighed.value == 34


@pytest.mark.parametrize("unknown", [(), (None, None)])
def test_what_is_not_known_of_one_quarter_is_not_met_over_the_year(unknown: Given) -> None:
    figures = [
        *year_of("2025-Q1"),
        *(("wellbeing", key, 100, 100) for key in QUARTERS[:3]),
        *([("wellbeing", "2025-Q4", *unknown)] if unknown else []),
    ]
    kept = {row[:2]: row for row in figures if unknown or row[:2] != ("wellbeing", "2025-Q4")}
    found = paid(list(kept.values()), *QUARTERS)
    assert found.true_up == NOTHING
    assert found.lines[6].weighed.verdict is Verdict.NOT_GIVEN


def test_people_of_quarters_with_too_few_count_over_the_year() -> None:
    """Two of four in each quarter cannot be judged; eight of sixteen over the year can."""
    few = [row for row in year_of("2025-Q1") if row[0] != "wellbeing"]
    half = paid([*few, *(("wellbeing", key, 2, 4) for key in QUARTERS)], *QUARTERS)
    assert [each.deduction for each in half.quarters] == [Decimal("120.00"), NOTHING, NOTHING, NOTHING]
    assert (half.lines[6].weighed.verdict, half.true_up) == (Verdict.NOT_MET, NOTHING)
    all_of_them = paid([*few, *(("wellbeing", key, 4, 4) for key in QUARTERS)], *QUARTERS)
    assert all_of_them.true_up == Decimal("120.00")


def test_nothing_is_paid_back_before_the_fourth_quarter() -> None:
    found = paid(year_of("2025-Q1"), *QUARTERS[:3])
    assert (found.is_over, found.true_up, found.paid) == (False, NOTHING, Decimal("17880.00"))


def test_a_year_that_ends_early_is_judged_by_the_quarters_that_it_has() -> None:
    """Seven and ten sign-ups are not 17.5 of two quarters; eight and ten are."""
    for short, true_up in ((7, NOTHING), (8, Decimal("51.43"))):
        figures = [*all_met("2025-Q1", sign_ups=(short,)), *all_met("2025-Q2", sign_ups=(10,))]
        quarters = paid(figures, *QUARTERS[:2]).quarters
        whole = year_paid(PAYMENT, of_definition(figures), quarters, {1, 2})
        wanting = [line.measure.key for line in whole.lines if line.weighed.verdict is not Verdict.MET]
        assert whole.lines[0].weighed.target == Fraction(35, 2)
        assert (whole.true_up, wanting) == (true_up, [] if true_up else ["sign-ups"])
        assert not year_paid(PAYMENT, of_definition(figures), quarters).is_over


@pytest.mark.parametrize(
    ("from_on", "until_on", "numbers"),
    [
        ("2025-01-01", "2030-01-01", {1, 2, 3, 4}),
        ("2025-10-01", "2026-03-31", {1, 2}),
        ("2025-10-01", "2026-04-01", {1, 2, 3}),
        ("2026-06-30", "2026-09-30", {3, 4}),
        ("2027-06-30", "2027-09-30", set()),
    ],
)
def test_a_year_has_the_quarters_that_an_engagement_reaches(
    from_on: str, until_on: str, numbers: set[int]
) -> None:
    span = Span(date.fromisoformat(from_on), date.fromisoformat(until_on))
    assert numbers_within(Calendar(FIRST), 2025, span) == numbers


def test_a_contract_may_pay_back_line_by_line_or_not_at_all() -> None:
    figures = [row for row in year_of("2025-Q1") if row[:2] != ("first-contact", "2025-Q2")]
    figures.append(("first-contact", "2025-Q2", 10, 100))
    assert paid(figures, *QUARTERS).true_up == NOTHING
    by_line = replace(PAYMENT, true_up=TrueUp.BY_LINE)
    assert paid(figures, *QUARTERS, payment=by_line).true_up == Decimal("120.00")
    assert paid(year_of("2025-Q1"), *QUARTERS, payment=replace(PAYMENT, true_up=None)).true_up == NOTHING


def test_what_would_change_it_is_said() -> None:
    lines = {line.measure.key: line for line in quarter(EXAMPLE).lines}
    assert (more_needed(lines["sign-ups"]), more_needed(lines["first-contact"])) == (2, 5)
    assert more_needed(lines["wellbeing"]) is None


@pytest.mark.parametrize(
    ("pounds", "expected"),
    [
        ("0.005", "0.01"),
        ("0.0049999", "0.00"),
        ("4.511278", "4.51"),
        ("85.714", "85.71"),
        ("2.675", "2.68"),
        ("1.005", "1.01"),
        ("0", "0.00"),
        ("120", "120.00"),
    ],
)
def test_half_a_penny_goes_up(pounds: str, expected: str) -> None:
    assert str(rounded(Fraction(pounds))) == expected


def payment_of(part: PaymentPart, fee: int = 24_000, **fields: Any) -> Payment:
    plain: dict[str, Any] = {"at_risk": Decimal(20), "parts": (part,), "areas": (Area("a", "A", fee),)}
    return Payment(**{**ABOUT, **plain, **fields})


def one_line(payment: Payment, numerator: int, denominator: int = 100) -> QuarterPaid:
    measures = [share(key="a", at_least=80)]
    figures = [("a", "2025-Q1", numerator, denominator)]
    (period,) = periods("2025-Q1")
    return pay_quarter(payment, payment.areas[0], setting(measures, figures), period)


STEPS = (Step(Decimal(100), Decimal(10)), Step(Decimal(75), Decimal(50)), Step(Decimal(50), Decimal(100)))


@pytest.mark.parametrize(
    ("shortfall", "reached", "deduction"),
    [
        (Shortfall.PROPORTION, 80, "0.00"),
        (Shortfall.PROPORTION, 40, "600.00"),
        (Shortfall.PROPORTION, 0, "1200.00"),
        (Shortfall.ALL_OR_NOTHING, 80, "0.00"),
        (Shortfall.ALL_OR_NOTHING, 79, "1200.00"),
        (Shortfall.STEPS, 80, "0.00"),
        (Shortfall.STEPS, 79, "120.00"),
        (Shortfall.STEPS, 60, "120.00"),
        (Shortfall.STEPS, 59, "600.00"),
        (Shortfall.STEPS, 40, "600.00"),
        (Shortfall.STEPS, 39, "1200.00"),
    ],
)
def test_how_a_shortfall_becomes_a_deduction(shortfall: Shortfall, reached: int, deduction: str) -> None:
    steps = STEPS if shortfall is Shortfall.STEPS else ()
    part = PaymentPart("p", "P", Decimal(100), ("a",), shortfall, steps)
    assert one_line(payment_of(part), reached).deduction == Decimal(deduction)


def test_a_cap_holds_the_deduction() -> None:
    part = PaymentPart("p", "P", Decimal(100), ("a",))
    assert one_line(payment_of(part, cap=Decimal(5)), 0).deduction == Decimal("300.00")
    assert one_line(payment_of(part, cap=Decimal(5)), 60).deduction == Decimal("300.00")
    assert one_line(payment_of(part, cap=Decimal(5)), 70).deduction == Decimal("150.00")


def test_lines_that_are_rounded_up_never_come_to_more_than_the_element() -> None:
    """£1,000 over six lines is six times £166.67, two pennies too many."""
    keys = tuple("abcdef")
    part = PaymentPart("p", "P", Decimal(100), keys)
    payment = payment_of(part, fee=4_000, at_risk=Decimal(100))
    figures = [(key, "2025-Q1", 0, 100) for key in keys]
    found = setting([share(key=key, at_least=80) for key in keys], figures)
    (period,) = periods("2025-Q1")
    lines = pay_quarter(payment, payment.areas[0], found, period)
    assert (lines.deduction, lines.lines[-1].deduction) == (Decimal("1000.00"), Decimal("166.65"))


def test_a_direction_is_paid_by_as_met_or_not() -> None:
    """The first quarter has nothing to follow and costs nothing; nobody can say that the year went up."""
    part = PaymentPart("p", "P", Decimal(100), ("a",))
    payment = payment_of(part, true_up=TrueUp.ALL)
    figures = [("a", key, number, 100) for key, number in zip(QUARTERS, (50, 60, 40, 70), strict=True)]
    measures = [share(key="a", direction=Direction.INCREASING)]
    found = pay_year(payment, payment.areas[0], setting(measures, figures), periods(*QUARTERS))
    assert [str(each.deduction) for each in found.quarters] == ["0.00", "0.00", "1200.00", "0.00"]
    assert (found.lines[0].weighed.verdict, found.true_up) == (Verdict.TOO_FEW, NOTHING)
