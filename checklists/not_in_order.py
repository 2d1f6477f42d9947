"""That a visit found a requirement not in order: since when, and whether that is all that is wanting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import Span, day_before, in_words
from checklists.facts import Decision, Engagement
from checklists.intervals import on_day
from checklists.slots import Row, slot_timeline
from checklists.vocabulary import UNMET


@dataclass(frozen=True, slots=True)
class NotInOrder:
    """Since when findings say so without a break. `is_all` where what was accepted would be enough
    otherwise, `is_with_lead` where their partner has said of each that all is done: the lead confirms it."""

    since_on: date
    is_all: bool
    is_with_lead: bool = False

    @property
    def phrase(self) -> str:
        """All that whoever does not read the finding itself is told of it."""
        return f"Not in order since {in_words(self.since_on)}: a finding of a visit"


def not_in_order(
    rows: Sequence[Row],
    decisions: Sequence[Decision],
    engagement: Engagement,
    on: date,
    known: date | None = None,
) -> NotInOrder | None:
    """What findings say of the slot of these wordings on a day, as was known; None where they say nothing."""
    key = rows[0].requirement.key if rows else ""
    said = [each for each in engagement.as_known(known).found if each.key == key and each.days]
    now = [each for each in said if each.days and on in each.days]
    if not now:
        return None
    otherwise = on_day(slot_timeline(rows, decisions, replace(engagement, found=()), known), on)
    evening = on if known is None else min(on, known)
    is_with_lead = all(any(evening in span for span in each.with_lead) for each in now)
    is_all = otherwise is not None and otherwise.state not in UNMET
    return NotInOrder(since(filter(None, (each.days for each in said)), on), is_all, is_with_lead)


def since(days: Iterable[Span], on: date) -> date:
    """The first day of those that lead up to it without a break."""
    first = on
    for span in sorted(days, key=lambda each: each.until_on, reverse=True):
        if span.from_on < first <= span.until_on or span.until_on == day_before(first):
            first = span.from_on
    return first
