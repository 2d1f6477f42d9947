"""What a lead's own entry stands in for comes to be an organisation's: one of its own from now on, or one
that is there already. In the caller's transaction, who has asked its manager."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from checklists.names import folded
from portal import clock
from portal.acting.give_files import give_files
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.invitations.queries.waiting import Part, list_parts
from portal.records import Answer, Contract, Engagement, Invitation, Organisation, StoodIn, StoredFile
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements
from portal.standing.actions.rewrite_standing import rewrite_standing

CHANGED = "What it is about has changed since you opened this page. Look at it again."
BOTH_SIDES = "{name} has another part in {contract} already, and cannot have this one too."
SAME_AREA = "{name} delivers in {area} under {contract} already. Ask whoever invited you to look at it."


@dataclass(frozen=True, slots=True)
class StandIn:
    """The lead's entry, locked, with all that it is named for."""

    organisation_id: uuid.UUID
    lead_id: uuid.UUID
    parts: tuple[Part, ...]


def seen_of(parts: Sequence[Part]) -> str:
    """What somebody has seen of what she says yes to, in one word."""
    return ".".join(sorted(f"{each.engagement_id or each.contract_id}" for each in parts))


def lock_stand_in(session: Session, organisation_id: uuid.UUID, seen: str) -> StandIn | None:
    """None where it belongs to itself meanwhile. Contracts are locked first, then engagements, then the
    organisation, as everywhere. Raises CannotDo where it is named for other things than were seen."""
    parts = list_parts(session, organisation_id)
    for contract_id in sorted({each.contract_id for each in parts}):
        lock_contract(session, contract_id)
    lock_engagements(session, sorted(each.engagement_id for each in parts if each.engagement_id))
    query = sa.select(Organisation.made_by_id).where(
        Organisation.id == organisation_id,
        Organisation.made_by_id.is_not(None),
        Organisation.became_id.is_(None),
    )
    lead_id = session.scalar(query.with_for_update(key_share=True))
    if lead_id is None:
        return None
    if seen_of(list_parts(session, organisation_id)) != seen_of(parts) or seen_of(parts) != seen:
        raise CannotDo({"": CHANGED})
    return StandIn(organisation_id, lead_id, parts)


def become_own(session: Session, stand_in: StandIn, person_id: uuid.UUID) -> uuid.UUID:
    """It belongs to itself from now on, with all that it is named for; its id."""
    is_it = Organisation.id == stand_in.organisation_id
    session.execute(sa.update(Organisation).where(is_it).values(made_by_id=None))
    say_joined(session, stand_in, stand_in.organisation_id, person_id)
    return stand_in.organisation_id


def become_hers(
    session: Session, stand_in: StandIn, organisation_id: uuid.UUID, person_id: uuid.UUID
) -> uuid.UUID:
    """All that it is named for is now that organisation's, with the files of what came by post for it, and
    what that one says of itself counts. The lead's entry stands in for nobody any more. Raises CannotDo."""
    mine = sa.select(Organisation.name).where(Organisation.id == organisation_id)
    name = session.scalars(mine.with_for_update(key_share=True)).one()  # nobody changes its facts meanwhile
    refuse_other_sides(session, stand_in, organisation_id, name)
    engagements = sorted(each.engagement_id for each in stand_in.parts if each.engagement_id)
    move(session, stand_in, organisation_id, name)
    keep_numbers(session, {each.contract_id for each in stand_in.parts if each.engagement_id})
    for engagement_id in engagements:
        stood = {"engagement_id": engagement_id, "organisation_id": stand_in.organisation_id}
        session.execute(sa.insert(StoodIn).values(**stood, until_at=clock.now()))
    move_invitations(session, stand_in, organisation_id)
    give_files(session, StoredFile.organisation_id == stand_in.organisation_id, organisation_id)
    is_it = Organisation.id == stand_in.organisation_id
    session.execute(sa.update(Organisation).where(is_it).values(became_id=organisation_id))
    if engagements:
        rewrite_standing(session, engagements)
    say_joined(session, stand_in, organisation_id, person_id)
    return organisation_id


def refuse_other_sides(session: Session, stand_in: StandIn, organisation_id: uuid.UUID, name: str) -> None:
    """Nobody is its own commissioner, lead or partner, and nobody has one area twice."""
    for part in stand_in.parts:
        contract = session.execute(
            sa.select(Contract.lead_id, Contract.commissioner_id).where(Contract.id == part.contract_id)
        ).one()
        theirs = sa.select(Engagement.area).where(
            Engagement.contract_id == part.contract_id, Engagement.partner_id == organisation_id
        )
        areas = set(map(folded, session.scalars(theirs)))
        delivers, commissions = part.engagement_id is not None, contract.commissioner_id == organisation_id
        if contract.lead_id == organisation_id or (delivers and commissions) or (not delivers and areas):
            raise CannotDo({"organisation": BOTH_SIDES.format(name=name, contract=part.contract)})
        if delivers and folded(part.area) in areas:
            words = SAME_AREA.format(name=name, area=part.area, contract=part.contract)
            raise CannotDo({"organisation": words})


def move(session: Session, stand_in: StandIn, organisation_id: uuid.UUID, name: str) -> None:
    delivers = sa.update(Engagement).where(Engagement.partner_id == stand_in.organisation_id)
    commissions = sa.update(Contract).where(Contract.commissioner_id == stand_in.organisation_id)
    try:
        session.execute(delivers.values(partner_id=organisation_id, sort_name=name.casefold()))
        session.execute(commissions.values(commissioner_id=organisation_id))
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": CHANGED}) from None


def move_invitations(session: Session, stand_in: StandIn, organisation_id: uuid.UUID) -> None:
    """Whoever else was invited for the entry is invited for the organisation, whose manager has a say in
    it."""
    mine, theirs = Invitation.organisation_id == stand_in.organisation_id, aliased(Invitation)
    is_invited = sa.exists().where(
        theirs.organisation_id == organisation_id,
        theirs.email == Invitation.email,
        theirs.answer.is_(None),
    )
    session.execute(
        sa.update(Invitation)
        .where(mine, Invitation.answer.is_(None), is_invited)
        .values(answer=Answer.REVOKED.value, answered_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    session.execute(sa.update(Invitation).where(mine).values(organisation_id=organisation_id))


def say_joined(session: Session, stand_in: StandIn, organisation_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """An event for each contract that has a partner or a commissioner of its own now."""
    data = {"organisation": str(organisation_id), "stood_in": str(stand_in.organisation_id)}
    for part in stand_in.parts:
        record_event(
            session,
            "partner-joined" if part.engagement_id else "commissioner-joined",
            person_id,
            contract_id=part.contract_id,
            engagement_id=part.engagement_id,
            data=data,
        )
