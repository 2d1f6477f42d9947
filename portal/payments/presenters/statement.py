"""A statement of a quarter in words: the same on its page, in Word and in Excel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checklists.year.vocabulary import Verdict
from portal.payments.queries.account import Account, Quarter
from portal.payments.queries.kept import Kept
from portal.payments.queries.statement import Correction, Line, Note, PaidBack, Statement
from portal.words.measures import VERDICT, reached_in_words
from portal.words.payments import (
    EARLIER_ELSEWHERE,
    RULE_CHANGED,
    paid_back_in_words,
    share_in_words,
    verdict_in_words,
)
from portal.words.returns import period_name
from portal.words.wording import day, moment, pounds_and_pence

STATES = {
    "computed": ("Worked out", "govuk-tag--grey"),
    "put-up": ("Waits to be approved", "govuk-tag--yellow"),
    "handed-back": ("Handed back", "govuk-tag--red"),
    "approved": ("Approved", "govuk-tag--green"),
    "not-owed": ("Not owed any more", "govuk-tag--grey"),
}
NOT_OWED = (
    "Not owed any more, because the dates of this part of the contract were changed. What was put up or "
    "approved stays as it is, to be read."
)
NEGATIVE = "To be taken back"


@dataclass(frozen=True, slots=True)
class Sum:
    """A line of what it comes to: pounds and pence, and why."""

    title: str
    pounds: Decimal
    words: str = ""

    @property
    def amount(self) -> str:
        return pounds_and_pence(self.pounds)


def state_of(quarter: Quarter) -> str:
    """The key of STATES."""
    if quarter.approved:
        return "approved"
    if not quarter.is_owed:
        return "not-owed"
    if quarter.put_up:
        return "put-up"
    return "handed-back" if quarter.last else "computed"


def sums(statement: Statement) -> tuple[Sum, ...]:
    """From the fee to what is to be paid; the last but the total add up to it."""
    return tuple(list_sums(statement))


def list_sums(statement: Statement) -> Iterator[Sum]:
    if not statement.is_closing:
        yield Sum("Fee of the quarter", statement.fee)
        yield Sum("Deducted by results", -statement.deduction)
    for each in statement.corrections:
        yield correction_sum(each)
    for back in statement.paid_back:
        yield paid_back_sum(back)
    if statement.released:
        yield released_sum(statement)
    if statement.is_withheld:
        yield Sum("Withheld", -statement.withheld, withheld_words(statement))


def released_sum(statement: Statement) -> Sum:
    if statement.is_withheld:
        return Sum("Withheld before", statement.released)
    return Sum("Withheld before, paid now", statement.released, "What was missing has been given.")


def withheld_words(statement: Statement) -> str:
    """Why it waits, in the contract's words."""
    since_when = day(statement.missing_since)
    return f"No accounts were given since {since_when}, which is more than a year. {statement.consequence}"


def correction_sum(each: Correction) -> Sum:
    was, now = pounds_and_pence(each.was), pounds_and_pence(each.now)
    words = f"{was} was deducted for {figure(each.figure_was)}; for {figure(each.figure_now)} it is {now}."
    return Sum(f"Corrected, {period_name(each.quarter)}: {each.title}", each.pounds, words)


def figure(given: str) -> str:
    return given.replace("/", " of ") or "a figure that was not given"


def paid_back_sum(each: PaidBack) -> Sum:
    title = "Taken back again" if each.pounds < 0 else "Paid back"
    words = paid_back_in_words(each.true_up, each.deducted, each.wanting)
    return Sum(f"{title} after the last quarter of {each.year}", each.pounds, words)


@dataclass(frozen=True, slots=True)
class LineView:
    """A line in words, but for its pounds; `figure` is empty where it says no more than `achieved`."""

    title: str
    part: str
    weight: Decimal
    target: str
    achieved: str
    figure: str
    shortfall: str
    verdict: str
    deduction: Decimal
    words: str


def line_views(statement: Statement) -> tuple[LineView, ...]:
    return tuple(map(line_view, statement.lines))


def line_view(line: Line) -> LineView:
    verdict = Verdict(line.verdict)
    said = verdict_in_words(verdict, line.more)
    achieved = reached_in_words(as_fraction(line.achieved), is_share=line.is_share)
    return LineView(
        title=line.title,
        part=line.part,
        weight=line.weight,
        target=reached_in_words(as_fraction(line.target), is_share=line.is_share),
        achieved=VERDICT[verdict] if achieved == "-" else achieved,
        figure=figure(line.figure) if line.is_share and line.figure else "",
        shortfall=share_in_words(as_fraction(line.shortfall) or Fraction(0)),
        verdict=VERDICT[verdict],
        deduction=line.deduction,
        words=f"{said[:1].upper()}{said[1:]}." if said else "",
    )


def as_fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


NOTES = {
    Note.IN_PART: "The engagement covers only part of this quarter. The fee is that of the whole quarter.",
    Note.NOT_NEXT: "Corrections of earlier quarters are added once the quarter before this one is approved.",
    Note.SHORT_YEAR: (
        "The engagement has fewer than four quarters of this year. A target of a year is taken for as many of"
        " its quarters, and what is paid back is worked out by that. The contract does not say so: agree it."
    ),
    Note.RULE_CHANGED: RULE_CHANGED,
    Note.EARLIER_ELSEWHERE: EARLIER_ELSEWHERE,
}


def total_title(statement: Statement) -> str:
    return NEGATIVE if statement.paid < 0 else "To be paid"


def due_words(statement: Statement) -> str:
    return f"due {day(statement.due_on)}" if statement.due_on else "due on no fixed day"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody did with a statement, and in which words."""

    who: str
    words: str = ""


def what_was_done(kept: Sequence[Kept]) -> Iterator[Told]:
    """Who put it up, approved it or handed it back, the first one first."""
    for each in kept:
        yield Told(f"Put up by {each.person} on {moment(each.at)}, reference {each.reference}")
        if each.answered:
            what = "Approved" if each.is_approved else "Handed back"
            yield Told(f"{what} by {each.answered.person} on {moment(each.answered.at)}", each.answered.words)


def since(account: Account, quarter: Quarter) -> tuple[Sum, ...]:
    """What has been corrected of an approved quarter, and stands on no statement yet."""
    its = (each for each in account.corrections if each.quarter == quarter.period.key)
    return tuple(correction_sum(each) for each in its) if quarter.approved else ()
