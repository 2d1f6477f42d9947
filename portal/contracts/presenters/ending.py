"""What stays open when an engagement ends, in words."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from portal.contracts.queries.still_open import Returns, StillOpen
from portal.places.contracts import EngagementPlace
from portal.web.addresses import FOUND, OCCURRENCES, PARTNER_PAYMENTS, PARTNER_RETURNS, ROUNDS
from portal.web.commitment_addresses import COMMITMENTS
from portal.words.wording import counted, day

WHY = {
    "finished": "It finished as agreed, earlier than planned",
    "withdrew": "The partner withdrew",
    "terminated": "We terminated it",
    "taken-over": "Another partner takes it over",
}


@dataclass(frozen=True, slots=True)
class StaysOpen:
    """What there is, what becomes of it, and where it is looked at; empty where no page shows it alone."""

    what: str
    then: str
    href: str = ""


def stays_open(still: StillOpen, place: EngagementPlace) -> tuple[StaysOpen, ...]:
    """A line for each thing that somebody has to think of; none where all is done with."""
    return (*evidence_of(still), *days_of(still, place.engagement_id))


def evidence_of(still: StillOpen) -> Iterator[StaysOpen]:
    if still.waiting:
        yield StaysOpen(
            f"{counted(still.waiting, 'submission')} with you",
            f"{it_or_each(still.waiting)} can still be decided on",
        )
    if still.returned:
        returned = counted(still.returned, "submission")
        them = "it" if still.returned == 1 else "them"
        yield StaysOpen(f"{returned} returned", f"nothing can be sent in place of {them} any more")
    for each in still.visits:
        yield StaysOpen(f"A visit is booked on {day(each)}", "cancel it in set-up")
    if still.people:
        people = counted(still.people, "person", "people")
        yield StaysOpen(f"{people} on the register", "nobody is asked for after the last day")


def days_of(still: StillOpen, its: uuid.UUID) -> Iterator[StaysOpen]:
    """What goes on for the days until the last."""
    yield from returns_of(still.returns, PARTNER_RETURNS(its))
    if still.payments:
        statements = f"{counted(still.payments, 'statement')} of payment to be approved"
        then = f"{it_or_each(still.payments)} is put up and approved once its quarter has ended"
        yield StaysOpen(statements, then, PARTNER_PAYMENTS(its))
    if still.actions:
        actions = counted(still.actions, "open action")
        yield StaysOpen(actions, f"{it_or_each(still.actions)} stays open until you close it", FOUND(its))
    if still.occurrences:
        happened = f"{counted(still.occurrences, 'thing')} that happened, not closed"
        then = f"{it_or_each(still.occurrences)} goes on until you close it"
        yield StaysOpen(happened, then, OCCURRENCES(its))
    if still.commitments:
        years = f"{counted(still.commitments, 'year')} of commitments without an accepted figure"
        them = "it" if still.commitments == 1 else "them"
        yield StaysOpen(years, f"the partner still gives {them}", COMMITMENTS(its))
    if still.figures:
        figures = counted(still.figures, "figure of a commitment", "figures of commitments")
        yield StaysOpen(f"{figures} with you", "still to be decided on", COMMITMENTS(its))
    if still.rounds:
        rounds = f"{counted(still.rounds, 'round')} of feedback open"
        yield StaysOpen(rounds, f"people answer until {it_or_each(still.rounds)} closes", ROUNDS(its))


def it_or_each(number: int) -> str:
    return "it" if number == 1 else "each"


def returns_of(returns: Returns, href: str) -> Iterator[StaysOpen]:
    if returns.to_give:
        late = f", {returns.late} of them late" if returns.late else ""
        what = f"{counted(returns.to_give, 'return')} to be given by the partner{late}"
        yield StaysOpen(what, "those for the days until the last are asked for as before", href)
    if returns.with_lead:
        yield StaysOpen(f"{counted(returns.with_lead, 'return')} with you", "still to be decided on", href)
