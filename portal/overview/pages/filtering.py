"""What matrix and readiness can be narrowed down to, here and for whoever asks."""

from collections.abc import Iterable
from uuid import UUID

from checklists.requirement import Requirement
from checklists.slots import version_on
from portal.overview.presenters.filters import Names, names_of
from portal.overview.presenters.readiness import is_lead
from portal.overview.queries.narrowing import list_areas, list_given_to
from portal.standing.queries.in_force import versions_known
from portal.web.at import AtContract


def people_here(at: AtContract) -> dict[UUID, str]:
    """Who of the lead has something given now; on another day nobody, and for the council never."""
    return list_given_to(at.session, at.place) if is_lead(at.place) and at.as_at.is_now else {}


def asked_here(at: AtContract) -> tuple[Requirement, ...]:
    """What is asked on the day; nothing where nobody had published a checklist by then."""
    versions = versions_known(at.session, at.place.contract_id, at.as_at.known)
    return version_on(versions, at.as_at.on).requirements if versions else ()


def names_here(at: AtContract, requirements: Iterable[Requirement], people: dict[UUID, str]) -> Names:
    areas = list_areas(at.session, at.place, at.as_at.known)
    return names_of(requirements, areas, people, at.place.lead, is_lead=is_lead(at.place))
