"""What was read from a file and waits to be confirmed, for those whom it belongs to."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.places.organisations import OrganisationPlace
from portal.records import ColumnMatch, KeptSheet, SheetPurpose


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What was read; `content` is empty once it is confirmed, `outcome` before."""

    sheet_id: uuid.UUID
    file_name: str
    content: dict[str, object]
    outcome: dict[str, Any]
    made_at: datetime
    is_confirmed: bool


def get_people_sheet(
    session: Session, place: OrganisationPlace, sheet_id: uuid.UUID, now: datetime
) -> SheetRead:
    """For the organisation's own people; raises NotHere for anybody else's and after a day."""
    if Audience.OWN not in place.audiences:
        raise NotHere
    is_ours = KeptSheet.organisation_id == place.organisation_id
    return get_sheet(session, sheet_id, now, is_ours, KeptSheet.purpose == SheetPurpose.PEOPLE.value)


def get_partners_sheet(
    session: Session, place: ContractPlace, sheet_id: uuid.UUID, now: datetime
) -> SheetRead:
    """For the managers of the contract's lead; raises NotHere for anybody else's and after a day."""
    return get_contract_sheet(session, place, sheet_id, now, SheetPurpose.PARTNERS)


def get_tracking_sheet(
    session: Session, place: ContractPlace, sheet_id: uuid.UUID, now: datetime
) -> SheetRead:
    """The same of what the lead has accepted before."""
    return get_contract_sheet(session, place, sheet_id, now, SheetPurpose.TRACKING)


def get_contract_sheet(
    session: Session, place: ContractPlace, sheet_id: uuid.UUID, now: datetime, purpose: SheetPurpose
) -> SheetRead:
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    is_ours = KeptSheet.contract_id == place.contract_id
    return get_sheet(session, sheet_id, now, is_ours, KeptSheet.purpose == purpose.value)


def get_sheet(
    session: Session, sheet_id: uuid.UUID, now: datetime, *are_ours: sa.ColumnElement[bool]
) -> SheetRead:
    row = session.execute(
        sa.select(
            KeptSheet.id.label("sheet_id"),
            KeptSheet.file_name,
            KeptSheet.content,
            KeptSheet.outcome,
            KeptSheet.made_at,
            KeptSheet.confirmed_at.is_not(None).label("is_confirmed"),
        ).where(KeptSheet.id == sheet_id, KeptSheet.made_at > now - timedelta(days=1), *are_ours)
    ).one_or_none()
    if row is None:
        raise NotHere
    return SheetRead(**row._asdict())


def remembered_headings(session: Session, organisation_id: uuid.UUID, purpose: str) -> dict[str, str]:
    """What the organisation has said of headings before: plain heading to column, empty for one that is not
    read."""
    rows = session.execute(
        sa.select(ColumnMatch.heading, ColumnMatch.column_key).where(
            ColumnMatch.organisation_id == organisation_id, ColumnMatch.purpose == purpose
        )
    )
    return {row.heading: row.column_key for row in rows}
