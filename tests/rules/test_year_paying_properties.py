"""What must always hold of payment by results, whatever the figures."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.year.paying import (
    QuarterPaid,
    YearPaid,
    pay_quarter,
    pay_year,
    rounded,
)
from checklists.year.periods import Calendar, Period
from checklists.year.rows import Area, Payment
from checklists.year.vocabulary import Verdict
from tests.parts.made_up import made_up
from tests.rules.year_examples import (
    DOVER,
    FIRST,
    PAID,
    PAYMENT,
    QUARTERS,
    Given,
    of_definition,
)

NOTHING = Decimal("0.00")


def periods(*keys: str) -> list[Period]:
    return [found for key in keys if (found := Calendar(FIRST).find(key))]


def paid(figures: list[Given], *quarters: str, payment: Payment = PAYMENT, withheld: str = "") -> YearPaid:
    return pay_year(payment, DOVER, of_definition(figures), periods(*quarters), {withheld})


shares = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (pair[0], sum(pair)))
quarters = st.fixed_dictionaries(
    {**dict.fromkeys(PAID[1:], shares), "sign-ups": st.tuples(st.integers(0, 20))}
)
fees = st.integers(1, 100_000)


def of_figures(figures: dict[str, tuple[int, ...]], fee: int) -> QuarterPaid:
    rows = [(key, "2025-Q1", *numbers) for key, numbers in figures.items()]
    (period,) = periods("2025-Q1")
    return pay_quarter(PAYMENT, Area("a", "A", fee), of_definition(rows), period)


@given(quarters, fees)
def test_the_deduction_is_never_negative_nor_above_the_element(
    figures: dict[str, tuple[int, ...]], fee: int
) -> None:
    found = of_figures(figures, fee)
    assert all(line.deduction >= 0 for line in found.lines)
    assert 0 <= found.deduction <= rounded(Fraction(fee, 4) / 5)
    assert sum(line.deduction for line in found.lines) == found.deduction
    assert found.paid + found.deduction == found.fee == rounded(Fraction(fee, 4))
    assert all(line.deduction == line.deduction.quantize(Decimal("0.01")) for line in found.lines)


@given(quarters, fees, st.sampled_from(PAID), st.integers(1, 20))
def test_better_figures_never_pay_less(
    figures: dict[str, tuple[int, ...]], fee: int, key: str, more: int
) -> None:
    numerator, *denominator = figures[key]
    better = min(numerator + more, *denominator) if denominator else numerator + more
    changed = {**figures, key: (better, *denominator)}
    assert of_figures(changed, fee).paid >= of_figures(figures, fee).paid


@settings(max_examples=made_up(40))
@given(st.lists(quarters, min_size=4, max_size=4))
def test_what_is_paid_back_is_all_that_was_deducted_or_nothing(
    of_year: list[dict[str, tuple[int, ...]]],
) -> None:
    rows = [
        (key, period, *numbers)
        for period, figures in zip(QUARTERS, of_year, strict=True)
        for key, numbers in figures.items()
    ]
    found = paid(rows, *QUARTERS)
    assert found.true_up in (NOTHING, found.deduction)
    is_met = all(line.weighed.verdict is Verdict.MET for line in found.lines)
    assert found.true_up == (found.deduction if is_met else NOTHING)
    assert found.paid + found.deduction - found.true_up == found.fee == Decimal("24000.00")
