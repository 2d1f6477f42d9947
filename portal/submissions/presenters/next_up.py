"""What a partner does next: the rank of each slot in the list, and after a receipt the first that is left."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.effort import effort
from checklists.vocabulary import UNMET, Kind, Stage, State, Turn
from portal.places.contracts import EngagementPlace
from portal.standing.queries.slots import SlotLine
from portal.web.addresses import CONFIRMATIONS, SLOT, SUBMISSION
from portal.words.wording import counted

RETURNED, EXPIRED, MISSING, SOON, DRAFT, WITH_LEAD = range(6)

Order = tuple[int, bool, int]
"""What a list is sorted by: rank, whether it is only preferred, effort."""


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


def next_up(lines: Iterable[SlotLine], place: EngagementPlace) -> NextUp | None:
    """The first in the list of this engagement that is the partner's turn; None where nothing is left."""
    ranked = [(rank, line) for line in lines if (rank := rank_of(line)) is not None and rank != WITH_LEAD]
    ranked.sort(key=lambda each: order_of(each[1], each[0]))
    if not ranked:
        return None
    rank, first = ranked[0]
    alike = sum(other == rank and is_of_the_page(line, other) for other, line in ranked)
    if is_of_the_page(first, rank) and alike > 1:
        return NextUp(page_words(alike, rank), CONFIRMATIONS(place.engagement_id), len(ranked))
    return NextUp(first.slot.requirement.title, address_of(first, place), len(ranked))


def address_of(line: SlotLine, place: EngagementPlace) -> str:
    """The draft, where one is open; else the slot."""
    drafts = [work.submission_id for work in line.work if work.stage is Stage.DRAFT]
    return SUBMISSION(drafts[0]) if drafts else SLOT(place.engagement_id, line.slot.requirement.key)
