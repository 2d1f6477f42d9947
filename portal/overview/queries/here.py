"""Which partners have a day: how many there are, in how many areas, and who is apart."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.contracts import ContractPlace
from portal.standing.queries.apart import Apart, list_apart
from portal.standing.queries.as_known import When
from portal.standing.queries.counted import Counted, count_on


@dataclass(frozen=True, slots=True)
class Here:
    """`is_outside` where the day is none of the contract's. `apart` are the engagements that do not have the
    day."""

    is_outside: bool
    counted: Counted
    apart: tuple[Apart, ...]

    @property
    def partners(self) -> int | None:
        """Organisations, of which one may work in several areas; None where nobody does."""
        return self.counted.several


def find_here(session: Session, place: ContractPlace, when: When) -> Here:
    is_outside = when.on not in Span(place.starts_on, place.ends_on)
    apart = list_apart(session, place, when.on, when.known)
    return Here(is_outside, count_on(session, place.contract_id, when), tuple(apart))


def count_organisations(session: Session, place: ContractPlace, when: When) -> int | None:
    """How many there are on the day, where some work in several areas of the contract."""
    return count_on(session, place.contract_id, when).several
