"""Issue a document to all partners of a contract, or put the text of an agreement up for signing: once."""

import uuid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.vocabulary import FROM_THE_LEAD
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.places.contracts import ContractPlace
from portal.records import Engagement, IssuedDocument
from portal.standing.actions.lock_engagements import hold_contract, lock_engagements
from portal.standing.actions.rewrite_standing import rewrite_contract
from portal.standing.queries.in_force import get_checklist

ALREADY = "This has been issued already."


def issue_document(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    requirement_key: str,
    kept: KeptFile,
    limits: Limits | None = None,
) -> uuid.UUID:
    """The row of a file whose bytes the store already keeps; now it is the partners' turn.

    The file's id. Raises NotAllowed, NotHere where nothing of the kind is to be issued, or CannotDo.
    """
    require(place.audiences, Audience.REVIEWER, "Only the lead provider issues documents.")
    require_issuable(session, place, requirement_key)
    lock_all(session, place)
    file_id = add_file(session, viewer, place, kept, limits)
    add_issued(session, viewer, place, requirement_key, file_id, ALREADY)
    rewrite_contract(session, place.contract_id)
    record_event(
        session,
        "document-issued",
        viewer.person_id,
        contract_id=place.contract_id,
        requirement_key=requirement_key,
        data=uploaded_data(file_id, kept),
    )
    session.commit()
    return file_id


def lock_all(session: Session, place: ContractPlace) -> ContractPlace:
    """The contract as it is, then all its engagements: the turn of each changes."""
    place = hold_contract(session, place)
    its = sa.select(Engagement.id).where(Engagement.contract_id == place.contract_id)
    lock_engagements(session, session.scalars(its).all())
    return place


def add_file(
    session: Session, viewer: Viewer, place: ContractPlace, kept: KeptFile, limits: Limits | None
) -> uuid.UUID:
    """Among the lead's files. Raises NoRoom."""
    if limits:
        lock_room(session, place.lead_id)
        require_room(session, limits, place.lead_id, kept.size)
    return add_stored_file(session, kept, place.lead_id, viewer.person_id)


def require_issuable(session: Session, place: ContractPlace, requirement_key: str) -> None:
    asked = get_checklist(session, place.contract_id, clock.today()).requirements
    if requirement_key not in {each.key for each in asked if each.kind in FROM_THE_LEAD}:
        raise NotHere


def add_issued(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    requirement_key: str,
    file_id: uuid.UUID,
    already: str,
    **edition: object,
) -> None:
    """Raises CannotDo with what to say where somebody issued the same first."""
    try:
        session.execute(
            sa.insert(IssuedDocument).values(
                id=uuid.uuid4(),
                contract_id=place.contract_id,
                requirement_key=requirement_key,
                file_id=file_id,
                issued_by=viewer.person_id,
                issued_at=clock.now(),
                **edition,
            )
        )
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": already}) from None
