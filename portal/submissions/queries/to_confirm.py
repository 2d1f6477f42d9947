"""The statements that a partner has to confirm for an engagement, all of them."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.signing import statement_of
from checklists.vocabulary import Kind, Stage, Turn
from portal.places.contracts import EngagementPlace
from portal.standing.queries.as_known import When
from portal.standing.queries.not_in_order import held_up
from portal.standing.queries.slots import SlotLine, slots_on_day


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A confirmation whose turn is the partner's, as it stands."""

    line: SlotLine

    @property
    def requirement(self) -> Requirement:
        return self.line.slot.requirement

    @property
    def statement(self) -> str:
        return statement_of(self.requirement)

    @property
    def value(self) -> str:
        """What a tick sends: the requirement's key with a mark of the words that were shown."""
        return f"{self.requirement.key}:{mark_of(self.statement)}"


def mark_of(words: str) -> str:
    """Tells one wording from another.

    >>> mark_of("We have a policy.") == mark_of("We have a policy")
    False
    """
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def list_to_confirm(session: Session, place: EngagementPlace, today: date) -> tuple[ToConfirm, ...]:
    """Those to be confirmed today, or for its first day where the engagement has not begun; in the
    checklist's order. Signing mends no finding: what only a finding of a visit holds up is left out, unless
    what was signed came back."""
    lines = [
        line
        for line in list_slots_of(session, place, today)
        if line.slot.requirement.kind is Kind.CONFIRMATION and line.turn is Turn.PARTNER
    ]
    states = {
        (place.engagement_id, line.slot.requirement.key): line.slot.interval.state
        for line in lines
        if line.slot.stage is not Stage.RETURNED
    }
    held = held_up(session, states, When(place.asked_on(today)))
    return tuple(
        ToConfirm(line) for line in lines if (place.engagement_id, line.slot.requirement.key) not in held
    )


def list_slots_of(session: Session, place: EngagementPlace, today: date) -> tuple[SlotLine, ...]:
    """The slots of one engagement as its partner sees them: today, or on its first day where it has not
    begun."""
    on = place.asked_on(today)
    asked = {place.engagement_id: (place.contract.contract_id, place.span)}
    return slots_on_day(session, asked, on, today=today, drafts=True)[place.engagement_id]
