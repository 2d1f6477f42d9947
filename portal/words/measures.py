"""Measures, their targets and verdicts in words."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from checklists.year.exact import exact
from checklists.year.rows import Measure
from checklists.year.vocabulary import Direction, Over, ReachedBy, Verdict

VERDICT: dict[Verdict, str] = {
    Verdict.MET: "Met",
    Verdict.NOT_MET: "Not met",
    Verdict.OPEN: "Still open",
    Verdict.TOO_FEW: "Too few to judge",
    Verdict.NOT_GIVEN: "Not given",
    Verdict.NO_TARGET: "No target",
}
DIRECTION: dict[Direction, str] = {
    Direction.INCREASING: "above the earlier periods together",
    Direction.DECREASING: "below the earlier periods together",
    Direction.STABLE_OR_INCREASING: "not below the earlier periods together",
    Direction.STABLE_OR_DECREASING: "not above the earlier periods together",
}
"""By which rule a direction is judged."""

OVER: dict[Over, str] = {Over.PERIOD: "", Over.YEAR: " a year", Over.CONTRACT: " in all"}


TOGETHER = ", all partners together"
COUNTS = "Counts towards the contract’s"


def rule_in_words(measure: Measure) -> str:
    """By which rule it is met: at least 95%, at least 35 a year, 5% fewer; and whether it is met by all
    partners together."""
    together = TOGETHER if measure.is_together else ""
    tolerance = f"{together}, within {amount(measure, measure.tolerance)}" if measure.tolerance else together
    if measure.direction:
        return DIRECTION[measure.direction] + tolerance
    if measure.change is not None:
        return f"{abs(measure.change):f}% {'fewer' if measure.change < 0 else 'more'}{tolerance}"
    for bound, stated in (("at least", measure.at_least), ("at most", measure.at_most)):
        if stated is not None:
            between = f", between {' and '.join(measure.joint)}" if measure.joint else ""
            return f"{bound} {amount(measure, stated)}{OVER[measure.over]}{between}{tolerance}"
    return "no target"


def counts_towards(measure: Measure) -> str:
    """What a partner reads of a target that all partners reach together.

    >>> from checklists.year.vocabulary import Every
    >>> number = Measure("m", "M", "1", "S", Every.QUARTER, "Some", at_least=Decimal(1200), over=Over.YEAR)
    >>> counts_towards(number), counts_towards(replace(number, at_least=None, change=Decimal(-5)))
    ('Counts towards the contract’s 1,200 a year', 'Counts towards the contract’s target: 5% fewer')
    """
    if measure.at_least is not None and not measure.is_share:
        return f"{COUNTS} {amount(measure, measure.at_least)}{OVER[measure.over]}"
    return f"{COUNTS} target: {rule_in_words(replace(measure, reached_by=ReachedBy.EACH_PARTNER))}"


def verdict_on(measure: Measure, verdict: Verdict) -> str:
    """The verdict, or whose the target is where it is not theirs whose figure it is."""
    if not is_elses(measure, verdict):
        return VERDICT[verdict]
    return "The contract’s target" if measure.is_together else "Each partner’s target"


def is_elses(measure: Measure, verdict: Verdict) -> bool:
    """Whether there is a target, which is not theirs whose figure it is."""
    return measure.has_target and verdict is Verdict.NO_TARGET


def again_words(measure: Measure) -> str:
    """That it is missed again, with what follows by the contract.

    >>> from checklists.year.vocabulary import Every
    >>> number = Measure("m", "M", "1", "S", Every.QUARTER, "Some", second_miss="8.4: more meetings.")
    >>> again_words(number), again_words(replace(number, second_miss=""))
    ('Missed again: 8.4: more meetings.', 'Missed again.')
    """
    return f"Missed again: {measure.second_miss}" if measure.second_miss else "Missed again."


def rule_for_contract(measure: Measure, verdict: Verdict) -> str:
    """The rule beside what all partners come to: where each is to reach it, it says so."""
    return rule_in_words(measure) + (", each partner" if is_elses(measure, verdict) else "")


def amount(measure: Measure, number: Decimal) -> str:
    return f"{number:f}%" if measure.is_share else f"{number:,f}"


def value_in_words(measure: Measure, value: Fraction | None) -> str:
    """A share in per cent with at most one decimal, cut off and never rounded up, so that 94.96% does not
    read as the 95% that it misses.

    >>> from checklists.year.vocabulary import Every
    >>> share = Measure("m", "M", "1", "S", Every.QUARTER, "Some", "All")
    >>> value_in_words(share, Fraction(9496, 10000)), value_in_words(share, None)
    ('94.9%', '-')
    """
    return reached_in_words(value, is_share=measure.denominator is not None)


def reached_in_words(value: Fraction | None, *, is_share: bool) -> str:
    """The same of a share, or of a number."""
    if value is None:
        return "-"
    if not is_share:
        return exact(Fraction(int(value * 100), 100))
    return f"{exact(Fraction(int(value * 1000), 10))}%"
