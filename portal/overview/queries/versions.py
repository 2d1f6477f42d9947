"""How the requirements of a contract are called."""

from datetime import date

from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from portal.places.contracts import ContractPlace
from portal.standing.queries.in_force import versions_known


def titles_of(session: Session, place: ContractPlace, known: date | None = None) -> dict[str, str]:
    """By key, as the newest version that has it words it, of those known that evening or now."""
    versions = versions_known(session, place.contract_id, known)
    return {each.key: each.title for version in versions for each in version.requirements}


def list_requirements(session: Session, place: ContractPlace) -> list[Requirement]:
    """All that any version has asked for, each as the newest that has it words it, in its order."""
    found: dict[str, Requirement] = {}
    for version in versions_known(session, place.contract_id, None):
        found |= {each.key: each for each in version.requirements}
    return list(found.values())
