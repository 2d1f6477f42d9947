"""Documents that the lead issued under a contract, edition by edition."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import FIRST_EDITION
from portal.places.contracts import ContractPlace
from portal.records import IssuedDocument, Person, StoredFile


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """An edition of what the lead has issued for a requirement. The first is called nothing, changes nothing
    and counts from the day on which it was issued."""

    requirement_key: str
    file_id: uuid.UUID
    name: str
    media_type: str
    size: int
    scan: str
    issued_at: datetime
    issued_by: str
    edition: int
    title: str
    words: str
    from_on: date | None
    by_on: date | None


def list_issued(
    session: Session, place: ContractPlace, requirement_key: str | None = None
) -> tuple[IssuedLine, ...]:
    """What the lead has issued, or for one requirement alone, oldest first."""
    table = IssuedDocument
    query = (
        sa.select(
            table.requirement_key,
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.scan,
            table.issued_at,
            Person.name.label("issued_by"),
            sa.func.coalesce(table.edition, FIRST_EDITION).label("edition"),
            sa.func.coalesce(table.title, "").label("title"),
            sa.func.coalesce(table.words, "").label("words"),
            table.from_on,
            table.by_on,
        )
        .join(StoredFile, StoredFile.id == table.file_id)
        .join(Person, Person.id == table.issued_by)
        .where(table.contract_id == place.contract_id)
        .order_by(table.issued_at, table.edition)
    )
    if requirement_key is not None:
        query = query.where(table.requirement_key == requirement_key)
    return tuple(IssuedLine(**row._asdict()) for row in session.execute(query))
