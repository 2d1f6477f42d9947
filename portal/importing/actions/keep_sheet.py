"""What was read from somebody's file: kept for a day, confirmed once or not at all."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.importing.sheets.said import Said, said_as_data
from portal.places.contracts import ContractPlace
from portal.places.organisations import OrganisationPlace
from portal.records import ColumnMatch, KeptSheet, SheetPurpose

PEOPLE, PARTNERS, TRACKING = (each.value for each in SheetPurpose)

KEPT = timedelta(days=1)
"""How long what was read waits to be confirmed."""


def keep_people_sheet(
    session: Session, viewer: Viewer, place: OrganisationPlace, file_name: str, content: dict[str, object]
) -> uuid.UUID:
    """People of the organisation; the sheet's id. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.OWN, "Only the organisation itself brings people in.")
    return keep(session, viewer, SheetPurpose.PEOPLE, place.organisation_id, None, file_name, content)


def keep_partners_sheet(
    session: Session, viewer: Viewer, place: ContractPlace, file_name: str, content: dict[str, object]
) -> uuid.UUID:
    """Delivery partners of the contract; the sheet's id. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers bring partners in.")
    purpose = SheetPurpose.PARTNERS
    return keep(session, viewer, purpose, place.lead_id, place.contract_id, file_name, content)


def keep_tracking_sheet(
    session: Session, viewer: Viewer, place: ContractPlace, file_name: str, content: dict[str, object]
) -> uuid.UUID:
    """What the lead has accepted under the contract; the sheet's id. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers carry evidence over.")
    purpose = SheetPurpose.TRACKING
    return keep(session, viewer, purpose, place.lead_id, place.contract_id, file_name, content)


def keep(
    session: Session,
    viewer: Viewer,
    purpose: SheetPurpose,
    organisation_id: uuid.UUID,
    contract_id: uuid.UUID | None,
    file_name: str,
    content: dict[str, object],
) -> uuid.UUID:
    sheet_id = uuid.uuid4()
    session.execute(
        sa.insert(KeptSheet).values(
            id=sheet_id,
            organisation_id=organisation_id,
            contract_id=contract_id,
            purpose=purpose.value,
            file_name=file_name,
            content=content,
            outcome={},
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    session.commit()
    return sheet_id


def claim_sheet(session: Session, sheet_id: uuid.UUID) -> bool:
    """Whether it is this caller's to carry out: of two clicks, one's. In the caller's transaction."""
    claimed = session.execute(
        sa.update(KeptSheet)
        .where(KeptSheet.id == sheet_id, KeptSheet.confirmed_at.is_(None))
        .values(confirmed_at=clock.now())
        .returning(KeptSheet.id)
    )
    return claimed.one_or_none() is not None


def keep_answers(session: Session, sheet_id: uuid.UUID, content: Mapping[str, object], said: Said) -> None:
    """What was said of the sheet waits with it; nothing where it was confirmed meanwhile. Whose it is was
    looked at when it was found. Commits."""
    session.execute(
        sa.update(KeptSheet)
        .where(KeptSheet.id == sheet_id, KeptSheet.confirmed_at.is_(None))
        .values(content={**content, "said": said_as_data(said)})
    )
    session.commit()


def remember_headings(
    session: Session,
    viewer: Viewer,
    organisation_id: uuid.UUID,
    purpose: str,
    headings: Mapping[str, str],
) -> None:
    """What somebody has said that columns are, for the next file. In the caller's transaction."""
    of_heading = (
        ColumnMatch.organisation_id == organisation_id,
        ColumnMatch.purpose == purpose,
        ColumnMatch.heading.in_(headings),
    )
    session.execute(sa.delete(ColumnMatch).where(*of_heading))
    now = clock.now()
    rows = [
        {
            "organisation_id": organisation_id,
            "purpose": purpose,
            "heading": heading,
            "column_key": key,
            "said_by": viewer.person_id,
            "said_at": now,
        }
        for heading, key in sorted(headings.items())
    ]
    if rows:
        session.execute(sa.insert(ColumnMatch), rows)


def close_sheet(session: Session, sheet_id: uuid.UUID, outcome: dict[str, Any]) -> None:
    """What became of it stays, what was read does not. In the caller's transaction."""
    session.execute(sa.update(KeptSheet).where(KeptSheet.id == sheet_id).values(content={}, outcome=outcome))


def sweep_sheets(session: Session, before: datetime) -> int:
    """How many were removed that were made before that moment. Commits."""
    removed = session.execute(sa.delete(KeptSheet).where(KeptSheet.made_at < before).returning(KeptSheet.id))
    count = len(removed.all())
    session.commit()
    return count
