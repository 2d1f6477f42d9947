"""Write down what a tender promised, or strike what was written down wrongly."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.names_in import names_in
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.commitments.queries.promised import get_promised, list_promised, list_who, years_of
from portal.places.contracts import ContractPlace
from portal.records import Commitment, Engagement
from portal.standing.actions.lock_engagements import hold_contract, lock_contract, lock_engagement

MANAGERS = "Only the lead provider’s managers say what the tender promised."
NO_TARGET = "Enter how many are promised, for one year at least."
NOT_THERE = "This partner’s part of the contract does not reach into that year. Leave it empty."
MORE_THAN_NONE = "Enter more than 0, or leave it empty where nothing is promised for that year."
TWICE = "That is written down already."
STRUCK = "{person} struck it already, for another reason. Nothing of yours is kept."
NAMED = "The council reads this without names of people: take out {names}."


@dataclass(frozen=True, slots=True)
class Promise:
    """Who promised what, counted in which unit, with at least how many in each contract year; `clause` is
    the contract's, `source` where the tender says so. Without an `engagement_id` it is the lead's own."""

    engagement_id: uuid.UUID | None
    title: str
    unit: str
    clause: str
    source: str
    targets: Mapping[int, Decimal]


def promise(session: Session, viewer: Viewer, place: ContractPlace, made: Promise) -> uuid.UUID:
    """Its id. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    place = hold_contract(session, place)
    check_targets(made, {each.year for each in years_of(session, place, days_of(session, place, made))})
    refuse_names(session, place, made)
    for each in list_promised(session, place):
        alike = (each.engagement_id, each.title) == (made.engagement_id, made.title)
        if alike and each.struck is None:
            raise CannotDo({"title": TWICE})
    commitment_id = uuid.uuid4()
    session.execute(
        sa.insert(Commitment).values(
            id=commitment_id,
            contract_id=place.contract_id,
            engagement_id=made.engagement_id,
            title=made.title,
            unit=made.unit,
            clause=made.clause,
            source=made.source,
            targets={str(year): f"{target:f}" for year, target in sorted(made.targets.items())},
            made_by=viewer.person_id,
            made_at=clock.now(),
            struck_because="",
        )
    )
    note(session, viewer, place, made.engagement_id, "commitment-made", commitment_id)
    session.commit()
    return commitment_id


def days_of(session: Session, place: ContractPlace, made: Promise) -> Span:
    if made.engagement_id is None:
        return Span(place.starts_on, place.ends_on)
    for each in list_who(session, place):
        if each.engagement_id == made.engagement_id:
            return each.span
    raise NotHere


def refuse_names(session: Session, place: ContractPlace, made: Promise) -> None:
    """Raises CannotDo where somebody of whoever promised is named in what the council reads."""
    its = sa.select(Engagement.partner_id).where(Engagement.id == made.engagement_id)
    owner_id = session.scalars(its).one() if made.engagement_id else place.lead_id
    read = {"title": made.title, "unit": made.unit, "clause": made.clause}
    named = {field: names_in(session, owner_id, words) for field, words in read.items()}
    refuse_problems({field: NAMED.format(names=", ".join(names)) for field, names in named.items() if names})


def check_targets(made: Promise, years: set[int]) -> None:
    """Raises CannotDo."""
    problems = {f"target_{year}": f"{year}: {NOT_THERE}" for year in made.targets if year not in years}
    problems |= {
        f"target_{year}": f"{year}: {MORE_THAN_NONE}" for year, many in made.targets.items() if many <= 0
    }
    if not made.targets:
        problems[f"target_{min(years)}"] = NO_TARGET
    if problems:
        raise CannotDo(problems)


def strike(
    session: Session, viewer: Viewer, place: ContractPlace, commitment_id: uuid.UUID, because: str
) -> None:
    """Nothing is asked by it any more; it stays to be read by the lead. One that is struck already for that
    reason is what was wanted. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    lock_contract(session, place.contract_id)
    found = get_promised(session, place, commitment_id)
    if found.struck:
        other = {"": STRUCK.format(person=found.struck.person)}
        refuse_problems({} if found.struck.because == because else other)
        return
    if found.engagement_id:
        lock_engagement(session, found.engagement_id)
    if not because:
        raise CannotDo({"because": "Say why it is struck."})
    values = {"struck_because": because, "struck_by": viewer.person_id, "struck_at": clock.now()}
    session.execute(sa.update(Commitment).where(Commitment.id == commitment_id).values(**values))
    note(session, viewer, place, found.engagement_id, "commitment-struck", commitment_id)
    session.commit()


def note(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    engagement_id: uuid.UUID | None,
    name: str,
    commitment_id: uuid.UUID,
    year: int | None = None,
) -> None:
    data = {"commitment": str(commitment_id)} | ({"year": str(year)} if year else {})
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=engagement_id,
        data=data,
    )
