"""Of whom a form is that somebody has left, by the ids in its address, as far as the viewer sees it now."""

from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Parties, Viewer, audiences_of
from portal.places.contracts import ENGAGEMENTS, contracts_unseen, engagement_place
from portal.places.organisations import get_organisation_place
from portal.records import Engagement, NamedRow, Submission
from portal.standing.queries.in_force import list_versions

ANY = tuple(Audience)


def list_names(session: Session, viewer: Viewer, ids: Mapping[str, Collection[UUID]]) -> dict[UUID, str]:
    """Names by ids; `ids` by the names of the gaps of addresses. Without what is not for the viewer."""
    found = contract_names(session, viewer, ids.get("contract_id", ()))
    for organisation_id in ids.get("organisation_id", ()):
        found |= organisation_name(session, viewer, organisation_id)
    found |= engagement_names(session, viewer, ids.get("engagement_id", ()))
    return found | submission_names(session, viewer, ids.get("submission_id", ()))


def contract_names(session: Session, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, str]:
    places = contracts_unseen(session, tuple(ids)) if ids else {}
    return {
        each.contract_id: each.title
        for each in places.values()
        if audiences_of(viewer, Parties(each.commissioner_id, each.lead_id))
    }


def organisation_name(session: Session, viewer: Viewer, organisation_id: UUID) -> dict[UUID, str]:
    try:
        return {organisation_id: get_organisation_place(session, viewer, organisation_id, ANY).name}
    except NotHere:
        return {}


def engagement_names(session: Session, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, str]:
    rows = session.execute(ENGAGEMENTS.where(Engagement.id.in_(ids))).all() if ids else ()
    return {row.engagement_id: name for row in rows if (name := name_of(row, viewer))}


def submission_names(session: Session, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, str]:
    """With the requirement, but of a draft that somebody else has made."""
    is_told = sa.or_(Submission.sent_at.is_not(None), Submission.made_by == viewer.person_id)
    query = ENGAGEMENTS.add_columns(
        Submission.id.label("submission_id"), Submission.requirement_key, is_told.label("is_told")
    ).join(Submission, Submission.engagement_id == Engagement.id)
    rows = session.execute(query.where(Submission.id.in_(ids))).all() if ids else ()
    return {
        row.submission_id: f"{title}, {name}" if title else name
        for row in rows
        if (name := name_of(row, viewer))
        for title in [title_of(session, row.contract_id, row.requirement_key) if row.is_told else ""]
    }


def list_titles(
    session: Session, viewer: Viewer, asked: Collection[tuple[UUID, str]]
) -> dict[tuple[UUID, str], str]:
    """Of requirements, by engagement and key; without those of engagements that are not for the viewer."""
    if not asked:
        return {}
    rows = session.execute(ENGAGEMENTS.where(Engagement.id.in_({each for each, _ in asked})))
    contracts = {row.engagement_id: row.contract_id for row in rows if name_of(row, viewer)}
    return {
        (each, key): title
        for each, key in asked
        if each in contracts and (title := title_of(session, contracts[each], key))
    }


def title_of(session: Session, contract_id: UUID, key: str) -> str:
    """By the newest version that has it; empty where none has."""
    versions = list_versions(session, [contract_id]).get(contract_id, ())
    found = (each.find(key) for each in reversed(versions))
    return next((each.title for each in found if each), "")


def name_of(row: NamedRow, viewer: Viewer) -> str:
    """Empty where it is not for the viewer."""
    try:
        place = engagement_place(row, viewer, ANY)
    except NotHere:
        return ""
    return f"{place.partner}, {place.contract.title}"
