"""What is paid by results, in words."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from checklists.year.exact import exact
from checklists.year.paying import Line, QuarterPaid, YearPaid, more_needed
from checklists.year.rows import Payment
from checklists.year.vocabulary import Verdict

AFTER_THE_LAST = "What is paid back is worked out after the year’s last quarter."
EARLIER_ELSEWHERE = (
    "Earlier quarters of this year were not given here: whether anything is paid back is agreed,"
    " and not worked out here."
)
RULE_CHANGED = (
    "The rule changed within the year: whether anything is paid back is agreed, and not worked out here."
)
"""Of a year over which nothing is worked out yet, or never is."""


def share_in_words(share: Fraction) -> str:
    """In per cent with one decimal, half up; what is more than nothing never reads as nothing.

    >>> share_in_words(Fraction(1, 5)), share_in_words(Fraction(1, 19)), share_in_words(Fraction(1, 5000))
    ('20%', '5.3%', 'less than 0.1%')
    """
    tenths = int(share * 1000 + Fraction(1, 2))
    return "less than 0.1%" if share and not tenths else f"{exact(Fraction(tenths, 10))}%"


def line_in_words(line: Line) -> str:
    """What there is to say of a line beside its figures, and what would change it; empty where it is met."""
    said = verdict_in_words(line.weighed.verdict, more_needed(line))
    return f"{line.measure.title}: {said}." if said else ""


def verdict_in_words(verdict: Verdict, more: int | None) -> str:
    """The same without the line's title. `more` is how many would have met the target."""
    if verdict is Verdict.TOO_FEW:
        return "too few to judge, so nothing is deducted"
    if verdict is Verdict.NOT_GIVEN:
        return "not given, so all of the line is deducted until it is"
    if more is not None:
        return f"{more:,} more would have met the target"
    return "the target is missed" if verdict is Verdict.NOT_MET else ""


def withheld_in_words(payment: Payment, quarter: QuarterPaid) -> str:
    """Why a quarter waits, in the contract's words; empty where it does not."""
    if not quarter.is_withheld:
        return ""
    why = payment.consequence or f"The contract allows it ({payment.clause})."
    return f"£{quarter.withheld:,} is withheld until what is missing is given. {why}"


def year_in_words(paid: YearPaid) -> str:
    """What is paid back, and why not where nothing is."""
    if paid.has_gap:
        return EARLIER_ELSEWHERE
    if not paid.is_over:
        return RULE_CHANGED if paid.is_there else AFTER_THE_LAST
    return paid_back_in_words(paid.true_up, paid.deduction, wanting(paid))


def wanting(paid: YearPaid) -> tuple[str, ...]:
    """The lines that are not known to be met over the year."""
    return tuple(line.measure.title for line in paid.lines if line.weighed.verdict is not Verdict.MET)


def paid_back_in_words(true_up: Decimal, deducted: Decimal, not_met: Sequence[str]) -> str:
    """`true_up` of what was `deducted`, in pounds; `not_met` are the titles of lines."""
    if true_up:
        return f"£{true_up:,} of what was deducted is paid back."
    if not deducted:
        return "Nothing was deducted, so nothing is paid back."
    if not not_met:
        return "The contract pays nothing back."
    return f"Nothing is paid back: over the year not all targets are known to be met ({'; '.join(not_met)})."
