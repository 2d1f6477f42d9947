"""What the lead has asked for besides the returns of every period, and can ask for."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.owed import Request
from checklists.year.rows import Return, is_asked_of
from checklists.year.vocabulary import Every, Party
from portal.access import NotHere
from portal.clock import local_day
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.reading_once import reads_once
from portal.records import Person, ReturnRequest
from portal.standing.queries.in_force import get_checklist, list_versions


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request; `withdrawn_by` is empty while it stands."""

    request_id: uuid.UUID
    return_key: str
    part: str
    wanted: str
    due_on: date
    asked_on: date
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_words: str

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def request(self) -> Request:
        number = int(self.part.partition("/")[2] or 1)
        return Request(self.asked_on, number, self.due_on, self.wanted)


@reads_once
def list_requests(
    session: Session, engagement_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, Sequence[RequestLine]]:
    """By engagement, in the order in which they were made; those that were withdrawn too."""
    found: defaultdict[uuid.UUID, list[RequestLine]] = defaultdict(list)
    asked = ReturnRequest
    columns = (asked.id, asked.engagement_id, asked.return_key, asked.part, asked.wanted, asked.due_on)
    rows = session.execute(
        sa.select(*columns, asked.made_at, asked.withdrawn_at, asked.withdrawn_words, Person.name)
        .outerjoin(Person, Person.id == asked.withdrawn_by)
        .where(asked.engagement_id.in_(tuple(engagement_ids)))
        .order_by(asked.made_at, asked.part)
    )
    for row in rows:
        line = RequestLine(
            row.id,
            row.return_key,
            row.part,
            row.wanted,
            row.due_on,
            local_day(row.made_at),
            row.name or "",
            row.withdrawn_at,
            row.withdrawn_words,
        )
        found[row.engagement_id].append(line)
    return found


def requests_by_return(lines: Sequence[RequestLine]) -> dict[str, tuple[Request, ...]]:
    """Of those that stand."""
    found: defaultdict[str, list[Request]] = defaultdict(list)
    for each in lines:
        if each.stands:
            found[each.return_key].append(each.request)
    return {key: tuple(some) for key, some in found.items()}


def get_request(session: Session, place: EngagementPlace, key: str, part: str) -> RequestLine:
    """Raises NotHere where nobody asked for it."""
    for each in list_requests(session, [place.engagement_id]).get(place.engagement_id, ()):
        if (each.return_key, each.part) == (key, part):
            return each
    raise NotHere


def list_withdrawn(session: Session, place: EngagementPlace) -> tuple[RequestLine, ...]:
    """The last first."""
    lines = list_requests(session, [place.engagement_id]).get(place.engagement_id, ())
    return tuple(each for each in reversed(lines) if not each.stands)


def titles_of(session: Session, contract_id: uuid.UUID) -> dict[str, str]:
    """By return what it is called, in the last version that asks for it."""
    versions = list_versions(session, [contract_id]).get(contract_id, ())
    return {row.key: row.title for version in versions for row in version.year.returns}


def list_askable(session: Session, place: ContractPlace, on: date) -> tuple[Return, ...]:
    """What partners give when they are asked, by the checklist in force on the day."""
    try:
        rows = get_checklist(session, place.contract_id, on).year.returns
    except NotHere:
        return ()
    return tuple(each for each in rows if each.every is Every.ON_REQUEST and is_asked_of(each, Party.PARTNER))
