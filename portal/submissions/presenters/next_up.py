"""What a partner does next: where a slot stands in the list, and after a receipt the first that is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.effort import effort
from checklists.vocabulary import UNMET, Force, Kind, Stage, State, Turn
from portal.places.mine import MyEngagement
from portal.standing.queries.slots import SlotLine
from portal.web.addresses import CONFIRMATIONS, SLOT, SUBMISSION
from portal.words.ahead import looked_ahead
from portal.words.wording import counted

RETURNED, EXPIRED, MISSING, SOON, DRAFT, WITH_LEAD = range(6)

LATE, NOW, AT_LAST = date.min, date.min + timedelta(days=1), date.max
"""In the place of a day: what has ended already, what is wanted as soon as it can be, what has no day."""

Order = tuple[int, bool, int]
"""What a list is sorted by within a day: rank, whether it is only preferred, effort."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Of an engagement: its first day, where it has not begun, and its next visit or meeting."""

    begins_on: date | None
    visit_on: date | None


@dataclass(frozen=True, slots=True)
class NextUp:
    """What is next, and how many are left with it."""

    words: str
    href: str
    left: int


def rank_of(line: SlotLine) -> int | None:
    """Where it stands in the list; None where there is nothing to do about it."""
    state = line.slot.interval.state
    if line.turn is Turn.LEAD:
        return WITH_LEAD
    if line.turn is not Turn.PARTNER:
        return None
    if line.slot.stage is Stage.RETURNED and state is not State.NOT_NEEDED:
        return RETURNED
    if state in UNMET:
        return EXPIRED if state is State.EXPIRED else MISSING
    return SOON if line.is_near_end else DRAFT


def order_of(line: SlotLine, rank: int) -> Order:
    return rank, *effort(line.slot.requirement)


def ahead_of(engagement: MyEngagement, visit_on: date | None, today: date) -> Ahead:
    return Ahead(engagement.starts_on if engagement.starts_on > today else None, visit_on)


def by_on(line: SlotLine, rank: int, ahead: Ahead) -> date:
    """The day by which it matters. What is wanted of an engagement that has not begun is wanted by its first
    day; what is preferred, and asked for by no visit, is for when all else is done."""
    interval, lapses_on = line.slot.interval, line.slot.interval.lapses_on
    is_preferred = line.slot.requirement.force is Force.SHOULD
    if rank == WITH_LEAD:
        return AT_LAST
    if ahead.begins_on and rank in {EXPIRED, MISSING}:
        return ahead.begins_on
    if interval.state is State.EXPIRED and not is_preferred:
        return LATE
    if rank == SOON and lapses_on and (ahead.visit_on is None or lapses_on < ahead.visit_on):
        return lapses_on
    if rank == DRAFT:
        return lapses_on or AT_LAST
    if ahead.visit_on:
        return ahead.visit_on
    return (lapses_on or AT_LAST) if rank == SOON else AT_LAST if is_preferred else NOW


def is_of_the_page(line: SlotLine, rank: int) -> bool:
    """Whether it is signed with others, on the page of all confirmations. Signing mends no finding."""
    is_signed = line.slot.requirement.kind is Kind.CONFIRMATION and not line.told.is_by_finding
    return is_signed and rank in {EXPIRED, MISSING, SOON}


def page_words(number: int, rank: int) -> str:
    """What the page of all confirmations is called in a list.

    >>> page_words(11, MISSING), page_words(3, EXPIRED)
    ('11 statements to confirm', '3 statements to confirm again')
    """
    return f"{counted(number, 'statement')} to confirm{'' if rank == MISSING else ' again'}"


def next_up(
    lines: Iterable[SlotLine], engagement: MyEngagement, visit_on: date | None, today: date
) -> NextUp | None:
    """The first in the list of this engagement at home that is the partner's turn; None where nothing is
    left."""
    seen = [looked_ahead(each, engagement.span, today, visit_on) for each in lines]
    ranked = [(rank, line) for line in seen if (rank := rank_of(line)) is not None and rank != WITH_LEAD]
    ahead = ahead_of(engagement, visit_on, today)
    ranked.sort(key=lambda each: (by_on(each[1], each[0], ahead), order_of(each[1], each[0])))
    if not ranked:
        return None
    rank, first = ranked[0]
    alike = sum(other == rank and is_of_the_page(line, other) for other, line in ranked)
    if is_of_the_page(first, rank) and alike > 1:
        return NextUp(page_words(alike, rank), CONFIRMATIONS(engagement.engagement_id), len(ranked))
    return NextUp(first.slot.requirement.title, address_of(first, engagement), len(ranked))


def address_of(line: SlotLine, engagement: MyEngagement) -> str:
    """The draft, where one is open; else the slot."""
    drafts = [work.submission_id for work in line.work if work.stage is Stage.DRAFT]
    return SUBMISSION(drafts[0]) if drafts else SLOT(engagement.engagement_id, line.slot.requirement.key)
