"""What a lead's own tracking sheet may be about: the engagements of a contract, its requirements, and how
each stands today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import Decision
from checklists.identity import called
from checklists.intervals import on_day
from checklists.kinds import rules_for
from checklists.reasons import part_title
from checklists.requirement import WHOLE, Checklist, Requirement
from checklists.timeline import part_timelines
from checklists.vocabulary import Kind, Outcome, State
from portal.access import Audience, NotHere, Viewer
from portal.contracts.queries.named import list_nameable
from portal.contracts.sheets.tracked import Place, Places, Tracked, TrackedPartner
from portal.places.contracts import ContractPlace
from portal.reading_once import reads_once
from portal.records import Engagement, OrganisationName, StoodIn
from portal.standing.queries.called import is_known_by
from portal.standing.queries.cases import Case, load_cases
from portal.standing.queries.in_force import get_checklist

NOT_TRACKED = frozenset({Kind.ISSUED, Kind.REGISTER, Kind.ACCOUNTS})
"""What the lead issues is acknowledged; people and financial years are each by themselves."""


def is_tracked(requirement: Requirement) -> bool:
    return requirement.kind not in NOT_TRACKED and requirement.is_the_partners


def list_tracked(session: Session, place: ContractPlace, today: date) -> tuple[Tracked, ...]:
    """What can be carried over of what is asked today, in the checklist's order."""
    return tuple(
        Tracked(each.key, part, part_title(each, part) if part else each.title)
        for each in get_checklist(session, place.contract_id, today).requirements
        if is_tracked(each)
        for part in parts_of(each)
    )


def parts_of(requirement: Requirement) -> Sequence[str]:
    return [each.key for each in requirement.parts] if requirement.kind is Kind.COVER else [WHOLE]


def list_not_tracked(session: Session, place: ContractPlace, today: date) -> tuple[str, ...]:
    """The titles of what is not carried over."""
    asked: Checklist = get_checklist(session, place.contract_id, today)
    return tuple(each.title for each in asked.requirements if not is_tracked(each))


def list_tracked_partners(
    session: Session, viewer: Viewer, place: ContractPlace
) -> tuple[TrackedPartner, ...]:
    """The engagements of the contract, by partner and area. Raises NotHere for
    anybody else than the lead's managers."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    return read_tracked_partners(session, viewer, place)


@reads_once
def read_tracked_partners(
    session: Session, viewer: Viewer, place: ContractPlace
) -> tuple[TrackedPartner, ...]:
    known = {each.organisation_id: each for each in list_nameable(session, place.lead_id, place.contract_id)}
    names = names_borne(session, place)
    rows = session.execute(
        sa.select(Engagement.id, Engagement.partner_id, Engagement.area).where(
            Engagement.contract_id == place.contract_id
        )
    )
    found = [
        TrackedPartner(
            row.id,
            named.name,
            row.area,
            replace(named.identity, names=named.identity.names | names[row.partner_id]),
            row.partner_id in viewer.organisations,
        )
        for row in rows
        if (named := known.get(row.partner_id))
    ]
    return tuple(sorted(found, key=lambda each: (each.name, each.area, str(each.engagement_id))))


def names_borne(session: Session, place: ContractPlace) -> defaultdict[UUID, frozenset[str]]:
    """By partner, every name by which the lead has known it: a sheet has the one of its own time, which
    another may bear by now."""
    rows = session.execute(
        sa.select(Engagement.partner_id, OrganisationName.name)
        .select_from(Engagement)
        .outerjoin(StoodIn, StoodIn.engagement_id == Engagement.id)
        .join(OrganisationName, is_known_by(Engagement.partner_id))
        .where(Engagement.contract_id == place.contract_id)
    )
    found = defaultdict[UUID, frozenset[str]](frozenset)
    for row in rows:
        found[row.partner_id] |= {called(row.name)}
    return found


def find_places(
    session: Session, place: ContractPlace, engagement_ids: Sequence[UUID], today: date
) -> Places:
    """How each part that can be carried over stands today."""
    checklist = get_checklist(session, place.contract_id, today)
    asked = [each for each in checklist.requirements if is_tracked(each)]
    cases = load_cases(session, engagement_ids, [each.key for each in asked])
    return {
        (engagement_id, requirement.key, part): found
        for engagement_id, case in cases.items()
        for requirement in asked
        for part, found in places_in(case, requirement, today).items()
    }


def places_in(case: Case, requirement: Requirement, today: date) -> dict[str, Place]:
    lines = part_timelines(requirement, case.decisions.get(requirement.key, ()), case.engagement)
    otherwise = State.NOT_NEEDED if today in case.engagement.span else None
    found = {}
    for part in parts_of(requirement):
        interval = on_day(lines.get(part, ()), today)
        carried = Decision("", Outcome.ACCEPT, today, part, carried=True)
        limit = rules_for(requirement).limit_of(requirement, carried)
        found[part] = Place(interval.state if interval else otherwise, limit)
    return found
