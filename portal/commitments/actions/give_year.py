"""Give a year's figure of a commitment, and decide on it."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.commitments.actions.write_promise import note
from portal.commitments.queries.given import Given
from portal.commitments.queries.promised import Promised, YearLine, get_promised
from portal.files.actions.keep_brought import NOTHING_BROUGHT, Brought, keep_brought
from portal.files.actions.require_read import require_read
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import CommitmentAnswer, CommitmentFile, CommitmentGiven
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement

PARTNER = "Only the delivery partner gives what it promised."
LEAD = "Only the lead provider’s reviewers do that."
OWN = "You belong to the partner too, so somebody else of the lead provider decides."
SAME = "You gave this figure, so a colleague decides on it."
NOT_YET = "That year has not begun. Its figure can be given once it has."
EVIDENCE = "Say what shows it, and where it can be seen."
WHY = "Say what needs a change."
CAME_BACK = "This is what came back. Change the figure, or what shows it."
STRUCK = "This commitment was struck: nothing is asked by it any more."
ASKED = "{person} asked for a change already, in other words. Nothing of yours is kept."
DECIDED = "It was decided otherwise by now. Look at it again."
NEWER = "Another figure came in meanwhile. Look at it again."


@dataclass(frozen=True, slots=True)
class YearGiven:
    """How many of the year, and what shows it: words, and files that are in the store already."""

    year: int
    figure: Decimal
    evidence: str
    brought: Brought = NOTHING_BROUGHT


@dataclass(frozen=True, slots=True)
class Deciding:
    """On the figure of that number of the year; `words` say what needs a change where it is not accepted."""

    year: int
    number: int
    is_accepted: bool
    words: str


def give(
    session: Session, viewer: Viewer, place: EngagementPlace, commitment_id: uuid.UUID, gave: YearGiven
) -> bool:
    """By the partner. False where the same is there already, and nothing that was brought is kept. Raises
    NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.PARTNER, PARTNER)
    lock_engagement(session, place.engagement_id)
    found = get_promised(session, place.contract, commitment_id)
    if found.engagement_id != place.engagement_id:
        raise NotHere
    return append(session, viewer, place.contract, found, gave, place.partner_id)


def give_own(
    session: Session, viewer: Viewer, place: ContractPlace, commitment_id: uuid.UUID, gave: YearGiven
) -> bool:
    """The same by the lead, of what it promised itself. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, LEAD)
    lock_contract(session, place.contract_id)
    found = get_promised(session, place, commitment_id)
    if found.engagement_id is not None:
        raise NotHere
    return append(session, viewer, place, found, gave, place.lead_id)


def append(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    found: Promised,
    gave: YearGiven,
    owner_id: uuid.UUID,
) -> bool:
    line = found.get_year(gave.year)
    check_giving(found, line, gave)
    last = line.given[-1] if line.given else None
    if last and is_same(last, gave):
        if last.answer and not last.answer.is_accepted:
            raise CannotDo({"evidence": CAME_BACK})
        return False
    its = {"commitment_id": found.commitment_id, "year": gave.year, "number": len(line.given) + 1}
    session.execute(
        sa.insert(CommitmentGiven).values(
            **its,
            figure=f"{gave.figure:f}",
            evidence=gave.evidence,
            given_by=viewer.person_id,
            given_at=clock.now(),
        )
    )
    where = (owner_id, place.contract_id, found.engagement_id)
    for file_id in keep_brought(session, viewer, gave.brought, *where):
        session.execute(sa.insert(CommitmentFile).values(file_id=file_id, **its))
    note(session, viewer, place, found.engagement_id, "commitment-given", found.commitment_id, gave.year)
    session.commit()
    return True


def check_giving(found: Promised, line: YearLine, gave: YearGiven) -> None:
    """Raises CannotDo."""
    if found.struck:
        raise CannotDo({"": STRUCK})
    if not gave.evidence:
        raise CannotDo({"evidence": EVIDENCE})
    if line.year.span.from_on > clock.today():
        raise CannotDo({"figure": NOT_YET})


def is_same(last: Given, gave: YearGiven) -> bool:
    """Whether it is what was given last, without a file that is new."""
    there = {(each.name, each.sha256) for each in last.files}
    came = {(each.name, each.sha256) for each in gave.brought.files}
    return (last.figure, last.evidence) == (gave.figure, gave.evidence) and came <= there


def decide(
    session: Session, viewer: Viewer, place: ContractPlace, commitment_id: uuid.UUID, said: Deciding
) -> None:
    """Nobody decides on what they gave, or what their own organisation did as a partner. Raises NotAllowed,
    NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, LEAD)
    lock_contract(session, place.contract_id)
    found = get_promised(session, place, commitment_id)
    if found.engagement_id:
        lock_engagement(session, found.engagement_id)
        found = get_promised(session, place, commitment_id)
    line = found.get_year(said.year)
    if found.partner_id in viewer.organisations:
        raise NotAllowed(OWN)
    if found.struck:
        raise CannotDo({"": STRUCK})
    if not check_decision(viewer, line, said):
        return
    require_read(line.given[-1].files if said.is_accepted else ())
    session.execute(
        sa.insert(CommitmentAnswer).values(
            commitment_id=commitment_id,
            year=said.year,
            number=said.number,
            is_accepted=said.is_accepted,
            words=said.words,
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    name = "commitment-accepted" if said.is_accepted else "commitment-returned"
    note(session, viewer, place, found.engagement_id, name, commitment_id, said.year)
    session.commit()


def check_decision(viewer: Viewer, line: YearLine, said: Deciding) -> bool:
    """Whether there is anything to do: the same decision in the same words is none."""
    if not line.given or not 1 <= said.number <= len(line.given):
        raise NotHere
    if said.number < len(line.given):
        raise CannotDo({"": NEWER})
    last = line.given[-1]
    if last.answer:
        if last.answer.is_accepted != said.is_accepted:
            raise CannotDo({"": DECIDED})
        if last.answer.words != said.words:
            raise CannotDo({"": ASKED.format(person=last.answer.person)})
        return False
    if last.given_by == viewer.person_id:
        raise NotAllowed(SAME)
    if not said.is_accepted and not said.words:
        raise CannotDo({"words": WHY})
    return True
