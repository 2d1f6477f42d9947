"""Which partner one that was entered by mistake may be merged into, and what goes where."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.names import folded
from portal.access import Audience, NotHere
from portal.contracts.queries.named import list_nameable
from portal.contracts.queries.removing import KEEPING, ToRemove, find_to_remove
from portal.places.contracts import EngagementPlace
from portal.records import Engagement, Organisation
from portal.standing.queries.conditions import conditions_by_engagement

END_IT = "End its part early instead."
ITS_OWN = f"Somebody of {{name}} has joined it: it belongs to itself, and cannot be merged. {END_IT}"
OTHER_NUMBERS = (
    "{name} and {kept} have different charity or company numbers, so they are not the same. "
    "Put the number right that is wrong, or remove what was added by mistake."
)
HAS_ITS_OWN = (
    f"{{kept}} works in {{area}} already, and what there is of {{name}} cannot go there ({{what}}). {END_IT}"
)
ELSEWHERE = (
    f"You have named {{name}} for something else too, so this cannot be taken out of it ({{what}}). {END_IT}"
)
CONDITIONS = (
    "What the checklist depends on holds for {name} and not for {kept}, or on other days. Say the same of "
    "both first."
)


@dataclass(frozen=True, slots=True)
class Keepable:
    """A partner that the lead knows already. `areas` are those that it has in the contract, `same_id` is its
    engagement in the area of the one that goes. `stands_in` says that nobody has joined it."""

    organisation_id: uuid.UUID
    name: str
    charity_number: str | None
    company_number: str | None
    areas: tuple[str, ...]
    stands_in: bool
    same_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class ToMerge:
    """What goes along, by sort; without `hindrance` it may."""

    kept: Keepable
    goes: ToRemove
    hindrance: str


def list_keepable(session: Session, place: EngagementPlace) -> tuple[Keepable, ...]:
    """By name: what the lead entered itself, and of those that belong to themselves the ones that work in
    the same area, which get no other part by it. For the lead's managers; raises NotHere for others."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    contract, parts = place.contract, parts_of(session, place.contract.contract_id)
    others = (
        each
        for each in list_nameable(session, contract.lead_id, contract.contract_id)
        if each.organisation_id not in (place.partner_id, contract.commissioner_id)
    )
    found = (
        Keepable(
            each.organisation_id,
            each.name,
            each.identity.charity_number,
            each.identity.company_number,
            tuple(parts[each.organisation_id]),
            each.stands_in,
            next((its for area, its in parts[each.organisation_id].items() if same(area, place)), None),
        )
        for each in others
    )
    may = (each for each in found if each.stands_in or each.same_id)
    return tuple(sorted(may, key=lambda each: (each.name.casefold(), each.organisation_id)))


def same(area: str, place: EngagementPlace) -> bool:
    return folded(area) == folded(place.area)


def parts_of(session: Session, contract_id: uuid.UUID) -> defaultdict[uuid.UUID, dict[str, uuid.UUID]]:
    """By partner, its engagements in the contract by their areas."""
    found: defaultdict[uuid.UUID, dict[str, uuid.UUID]] = defaultdict(dict)
    query = sa.select(Engagement.partner_id, Engagement.area, Engagement.id)
    query = query.where(Engagement.contract_id == contract_id).order_by(Engagement.area)
    for row in session.execute(query):
        found[row.partner_id][row.area] = row.id
    return found


def find_to_merge(session: Session, place: EngagementPlace, kept: Keepable) -> ToMerge:
    goes = find_to_remove(session, place)
    return ToMerge(kept, goes, hindrance_of(session, place, kept, goes))


def hindrance_of(session: Session, place: EngagementPlace, kept: Keepable, goes: ToRemove) -> str:
    """In a sentence; empty where nothing is in the way."""
    others = [each for each in goes.kept_by if each != KEEPING["partner_note"]]
    told = {"name": place.partner, "kept": kept.name, "area": place.area, "what": ", ".join(others)}
    if goes.is_its_own:
        return ITS_OWN.format(**told)
    if have_other_numbers(session, place, kept):
        return OTHER_NUMBERS.format(**told)
    if others and kept.same_id:
        return HAS_ITS_OWN.format(**told)
    if others and not goes.is_last:
        return ELSEWHERE.format(**told)
    if kept.same_id and holds_otherwise(session, place.engagement_id, kept.same_id):
        return CONDITIONS.format(**told)
    return ""


def holds_otherwise(session: Session, goes_id: uuid.UUID, kept_id: uuid.UUID) -> bool:
    """Whether a condition holds for the one that goes, and for the other not, or on other days."""
    days = conditions_by_engagement(session, [goes_id, kept_id])
    kept = days[kept_id]
    return any(spans and spans != kept.get(each) for each, spans in days[goes_id].items())


def have_other_numbers(session: Session, place: EngagementPlace, kept: Keepable) -> bool:
    query = sa.select(Organisation.charity_number, Organisation.company_number)
    mine = session.execute(query.where(Organisation.id == place.partner_id)).one()
    pairs = (
        (mine.charity_number, kept.charity_number),
        (mine.company_number, kept.company_number),
    )
    return any(one and other and one != other for one, other in pairs)
