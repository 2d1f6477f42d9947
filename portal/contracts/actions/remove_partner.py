"""Remove a partner from a contract that was added by mistake, as long as nothing is lost by it that proves
something. The log keeps that it was there."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.contracts.actions.name_organisation import keep_stand_in, lock_names
from portal.contracts.queries.removing import GOING, find_to_remove, list_open_invitations
from portal.invitations.actions.withdraw_invitation import take_back
from portal.places.contracts import EngagementPlace
from portal.records import Engagement, table_of
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements

NO_WORDS = "Say in a sentence why it is removed."
ITS_OWN = "Somebody of {name} has joined it, so it cannot be removed. End its part early instead."
KEPT = "It cannot be removed: there is something that has to be kept ({what}). End its part early instead."


def remove_partner(session: Session, viewer: Viewer, place: EngagementPlace, words: str) -> None:
    """The engagement with what was agreed; where the partner is named for nothing else, invitations for it
    too. Raises NotAllowed, CannotDo, or NotHere where it is gone. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers remove a partner.")
    contract = place.contract
    lock_names(session, contract.lead_id)
    lock_contract(session, contract.contract_id)
    lock_engagements(session, [place.engagement_id])
    if not keep_stand_in(session, contract.lead_id, place.partner_id):
        raise CannotDo({"": ITS_OWN.format(name=place.partner)})
    found = find_to_remove(session, place)
    if found.kept_by:
        raise CannotDo({"": KEPT.format(what=", ".join(found.kept_by))})
    words = one_line(words)
    refuse_problems(check_length("words", words, NO_WORDS))
    if found.is_last:
        take_back_invitations(session, viewer, place)
    take_out(session, place.engagement_id)
    keep_numbers(session, [contract.contract_id])
    record_event(
        session,
        "partner-removed",
        viewer.person_id,
        contract_id=contract.contract_id,
        engagement_id=place.engagement_id,
        data={
            "partner": place.partner,
            "area": place.area,
            "reference": place.reference,
            "because": words,
            "organisation": str(place.partner_id),
        },
    )
    session.commit()


def take_back_invitations(session: Session, viewer: Viewer, place: EngagementPlace) -> None:
    for invitation_id, _ in list_open_invitations(session, place):
        take_back(session, viewer, invitation_id)


def take_out(session: Session, engagement_id: uuid.UUID) -> None:
    """The engagement with what was agreed. Raises NotHere where it is gone."""
    for model in GOING:
        table = table_of(model)
        session.execute(sa.delete(table).where(table.c.engagement_id == engagement_id))
    its = sa.delete(Engagement).where(Engagement.id == engagement_id)
    if session.execute(its.returning(Engagement.id)).one_or_none() is None:
        raise NotHere
