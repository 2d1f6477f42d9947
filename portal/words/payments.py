"""What is paid by results, in words."""

from checklists.year.paying import Line, QuarterPaid, YearPaid, more_needed
from checklists.year.rows import Payment
from checklists.year.vocabulary import Verdict


def line_in_words(line: Line) -> str:
    """What there is to say of a line beside its figures, and what would change it; empty where it is met."""
    verdict = line.weighed.verdict
    if verdict is Verdict.TOO_FEW:
        return f"{line.measure.title}: too few to judge, so nothing is deducted."
    if verdict is Verdict.NOT_GIVEN:
        return f"{line.measure.title}: not given, so all of the line is deducted until it is."
    more = more_needed(line)
    if more is not None:
        return f"{line.measure.title}: {more:,} more would have met the target."
    return f"{line.measure.title}: the target is missed." if verdict is Verdict.NOT_MET else ""


def withheld_in_words(payment: Payment, quarter: QuarterPaid) -> str:
    """Why a quarter waits, in the contract's words; empty where it does not."""
    if not quarter.is_withheld:
        return ""
    why = payment.consequence or f"The contract allows it ({payment.clause})."
    return f"£{quarter.withheld:,} is withheld until what is missing is given. {why}"


def year_in_words(paid: YearPaid) -> str:
    """What is paid back, and why not where nothing is."""
    if not paid.is_over:
        return "What is paid back is worked out after the fourth quarter."
    if paid.true_up:
        return f"£{paid.true_up:,} of what was deducted is paid back."
    if not paid.deduction:
        return "Nothing was deducted, so nothing is paid back."
    wanting = [line.measure.title for line in paid.lines if line.weighed.verdict is not Verdict.MET]
    if not wanting:
        return "The contract pays nothing back."
    return f"Nothing is paid back: over the year not all targets are known to be met ({'; '.join(wanting)})."
