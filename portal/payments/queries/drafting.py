"""The statement of a quarter as it would be put up today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from checklists.calendar import Span
from checklists.year.exact import exact
from checklists.year.figures import Total
from checklists.year.paying import QUARTERS, QuarterPaid, YearPaid, more_needed, rounded
from checklists.year.paying import Line as Worked
from checklists.year.periods import Period
from checklists.year.rows import Area, Payment
from checklists.year.settling import due_on, without_accounts_since
from checklists.year.targets import shortfall
from checklists.year.vocabulary import Verdict
from portal.payments.queries.kept import Stated
from portal.payments.queries.statement import NOTHING, Correction, Line, Note, PaidBack, Statement


@dataclass(frozen=True)
class Means:
    """What the statements of one engagement are made of. `given_on` are the days on which accounts were
    given; from `first_on` to `until_on` they are owed."""

    payment: Payment
    area: Area
    years: tuple[YearPaid, ...]
    given: Mapping[str, tuple[date, ...]]
    first_on: date
    until_on: date
    today: date

    @cached_property
    def missing_since(self) -> date | None:
        """The day since when no accounts were given, where the contract lets payment wait for them."""
        accounts = self.payment.withheld_without
        if accounts is None:
            return None
        given_on = self.given.get(accounts, ())
        return without_accounts_since(given_on, self.first_on, self.today, self.until_on)


def draft(
    means: Means, quarter: QuarterPaid, stated: Stated | None, before: Sequence[QuarterPaid], span: Span
) -> Statement:
    """`stated` is what was approved before, None of a quarter that is not the next one; `before` are the
    quarters that were approved, as they come to today."""
    payment, period = means.payment, quarter.period
    return Statement(
        title=payment.title,
        clause=payment.clause,
        area=means.area.title,
        quarter=period.key,
        from_on=period.span.from_on,
        until_on=period.span.until_on,
        due_on=due_on(payment, period),
        fee=quarter.fee,
        lines=tuple(line_of(means, each) for each in quarter.lines),
        corrections=tuple(corrections_of(stated, before)) if stated else (),
        paid_back=tuple(paid_back(means, stated, period)) if stated else (),
        released=stated.settled.waiting if stated and not means.missing_since else NOTHING,
        missing_since=means.missing_since,
        consequence=consequence(means),
        notes=tuple(notes(means, period, span, is_next=stated is not None)),
    )


def draft_closing(means: Means, key: str, stated: Stated, before: Sequence[QuarterPaid]) -> Statement:
    """After the last quarter: what was withheld, and whatever has changed since of what was approved. While
    accounts are missing it waits on, less what is to be taken back."""
    return Statement(
        title=means.payment.title,
        clause=means.payment.clause,
        area=means.area.title,
        quarter=key,
        from_on=means.first_on,
        until_on=means.until_on,
        due_on=None,
        fee=NOTHING,
        lines=(),
        corrections=tuple(corrections_of(stated, before)),
        paid_back=tuple(paid_back(means, stated)),
        released=stated.settled.waiting,
        missing_since=means.missing_since,
        consequence=consequence(means),
    )


def line_of(means: Means, line: Worked) -> Line:
    measure, weighed = line.measure, line.weighed
    parts = (part.title for part in means.payment.parts if measure.key in part.measures)
    return Line(
        key=measure.key,
        title=measure.title,
        part=next(parts, ""),
        weight=rounded(line.weight),
        is_share=measure.denominator is not None,
        target=fraction(weighed.target),
        achieved=fraction(weighed.value),
        shortfall=fraction(shortfall(measure, weighed)),
        figure=figure(line.total),
        verdict=weighed.verdict.value,
        more=more_needed(line),
        deduction=line.deduction,
    )


def fraction(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def figure(given: Total | None) -> str:
    """90/100; of a number itself; empty where nothing is given.

    >>> figure(Total(Fraction(90), Fraction(100))), figure(Total(Fraction(7), None)), figure(None)
    ('90/100', '7', '')
    """
    if given is None:
        return ""
    over = "" if given.denominator is None else f"/{exact(given.denominator)}"
    return f"{exact(given.numerator)}{over}"


def corrections_of(stated: Stated, before: Sequence[QuarterPaid]) -> Iterator[Correction]:
    figures = {
        (quarter.period.key, line.measure.key): figure(line.total)
        for quarter in before
        for line in quarter.lines
    }
    for period, each in stated.settled.corrections(before):
        key = period.key, each.measure.key
        yield Correction(
            period.key,
            each.measure.key,
            each.measure.title,
            each.approved,
            each.anew,
            stated.figures.get(key, ""),
            figures[key],
        )


def paid_back(means: Means, stated: Stated, period: Period | None = None) -> Iterator[PaidBack]:
    """Of the years that are over with this quarter or before it, or of all that are over: where there is
    anything, and at the end of a year why there is nothing."""
    for year in means.years:
        is_its = period is not None and year.year == period.year
        ends = period is None or year.ends_with(period)
        if not year.lines or not (ends or (period and year.year < period.year)):
            continue
        pounds = stated.settled.still_to_pay_back(year)
        if pounds or is_its:
            not_met = [line for line in year.lines if line.weighed.verdict is not Verdict.MET]
            titles = tuple(line.measure.title for line in not_met)
            yield PaidBack(year.year, pounds, year.true_up, year.deduction, titles)


def consequence(means: Means) -> str:
    """Why payment waits, in the contract's words; empty where it does not."""
    if means.missing_since is None:
        return ""
    return means.payment.consequence or f"The contract allows it ({means.payment.clause})."


def notes(means: Means, period: Period, span: Span, *, is_next: bool) -> Iterator[Note]:
    if period.span.from_on < span.from_on or period.span.until_on > span.until_on:
        yield Note.IN_PART
    if not is_next:
        yield Note.NOT_NEXT
    year = next((each for each in means.years if each.year == period.year), None)
    if year and is_next and (note := year_note(year, period, span)):
        yield note


def year_note(year: YearPaid, period: Period, span: Span) -> Note | None:
    """At the last quarter of a year, why what is paid back of it is not worked out, or how it is."""
    if year.has_gap:
        is_last = period.number == QUARTERS or span.until_on <= period.span.until_on
        return Note.EARLIER_ELSEWHERE if is_last else None
    if not (year.is_there and year.ends_with(period)):
        return None
    if not year.lines:
        return Note.RULE_CHANGED
    return Note.SHORT_YEAR if year.is_short else None


__all__ = ["Means", "corrections_of", "draft", "draft_closing"]
