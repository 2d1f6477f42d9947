"""Merge a partner that was entered by mistake into one that the lead knows already, with all it has. The log
keeps by what name it was entered."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import LegalForm
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.give_files import give_files
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.contracts.actions.add_partner import NewPartner, fill_in, lock_partners
from portal.contracts.actions.name_organisation import add_numbers, lock_names
from portal.contracts.actions.remove_partner import take_back_invitations, take_out
from portal.contracts.queries.merging import Keepable, ToMerge, find_to_merge, list_keepable
from portal.invitations.actions.join_contracts import StandIn, move_invitations
from portal.places.contracts import EngagementPlace
from portal.records import Engagement, Organisation, PartnerNote, StoredFile
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import lock_contract
from portal.standing.actions.rewrite_standing import rewrite_standing

CHOOSE = "Choose the partner that it is the same as."
NO_WORDS = "Say in a sentence why they are the same."


def merge_partner(session: Session, viewer: Viewer, place: EngagementPlace, into: str, words: str) -> None:
    """`into` is the id of one of `list_keepable`. Where that one has no part in the area, the engagement is
    its own from now on as it stands; otherwise the notes go there, and the engagement goes. Raises
    NotAllowed, CannotDo, or NotHere where it is gone or merged already. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers merge partners.")
    contract = place.contract
    lock_names(session, contract.lead_id)
    lock_contract(session, contract.contract_id)
    merge = lock_both(session, place, into)
    if merge.hindrance:
        raise CannotDo({"": merge.hindrance})
    words = one_line(words)
    refuse_problems(check_length("words", words, NO_WORDS))
    kept_id, same_id = merge.kept.organisation_id, merge.kept.same_id
    is_filled = merge.kept.stands_in and tell_kept(session, place, kept_id, viewer.person_id)
    if merge.goes.is_last:
        close_entry(session, viewer, place, merge.kept)
    if same_id:
        notes = sa.update(PartnerNote).where(PartnerNote.engagement_id == place.engagement_id)
        session.execute(notes.values(engagement_id=same_id))
        take_out(session, place.engagement_id)
    else:
        its = sa.update(Engagement).where(Engagement.id == place.engagement_id)
        session.execute(its.values(partner_id=kept_id, sort_name=merge.kept.name.casefold()))
    keep_numbers(session, [contract.contract_id])
    rewrite_standing(session, to_rewrite(session, place, merge.kept, is_filled))
    record_event(
        session,
        "partner-merged",
        viewer.person_id,
        contract_id=contract.contract_id,
        engagement_id=same_id or place.engagement_id,
        data={
            "partner": place.partner,
            "kept": merge.kept.name,
            "area": place.area,
            "reference": place.reference,
            "because": words,
            "organisation": str(kept_id),
            "stood_in": str(place.partner_id),
        },
    )
    session.commit()


def lock_both(session: Session, place: EngagementPlace, into: str) -> ToMerge:
    """All engagements of the two, and then the two themselves, so that nobody joins one of them meanwhile."""
    ids = sorted((place.partner_id, choose(session, place, into).organisation_id))
    lock_partners(session, ids)
    both = sa.select(Organisation.id).where(Organisation.id.in_(ids)).order_by(Organisation.id)
    session.execute(both.with_for_update(key_share=True))
    partner_id = session.scalar(sa.select(Engagement.partner_id).where(Engagement.id == place.engagement_id))
    if partner_id != place.partner_id:
        raise NotHere
    return find_to_merge(session, place, choose(session, place, into))


def choose(session: Session, place: EngagementPlace, into: str) -> Keepable:
    for each in list_keepable(session, place):
        if str(each.organisation_id) == into:
            return each
    raise CannotDo({"into": CHOOSE})


def tell_kept(session: Session, place: EngagementPlace, kept_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """What was known of the one that goes alone: numbers, and the accounts. Whether something of these was
    not known before and is now."""
    known = session.get_one(Organisation, place.partner_id, populate_existing=True)
    new = NewPartner(
        known.name,
        LegalForm(known.legal_form) if known.legal_form else None,
        known.year_end_month,
        known.year_end_day,
        known.first_year_end_on,
        known.charity_number,
        known.company_number,
    )
    add_numbers(session, kept_id, new.typed)
    return fill_in(session, kept_id, new, person_id)


def close_entry(session: Session, viewer: Viewer, place: EngagementPlace, kept: Keepable) -> None:
    """The entry is named for nothing else: whoever was invited for it is invited for the one that is kept,
    unless that belongs to itself and invites its own people."""
    if kept.stands_in:
        entry = StandIn(place.partner_id, place.contract.lead_id, ())
        move_invitations(session, entry, kept.organisation_id)
        give_files(session, StoredFile.organisation_id == place.partner_id, kept.organisation_id)
    else:
        take_back_invitations(session, viewer, place)
    is_it = Organisation.id == place.partner_id
    session.execute(sa.update(Organisation).where(is_it).values(became_id=kept.organisation_id))


def to_rewrite(session: Session, place: EngagementPlace, kept: Keepable, is_filled: bool) -> list[uuid.UUID]:
    if is_filled:
        theirs = sa.select(Engagement.id).where(Engagement.partner_id == kept.organisation_id)
        return list(session.scalars(theirs.order_by(Engagement.id)))
    return [kept.same_id or place.engagement_id]
