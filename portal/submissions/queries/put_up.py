"""The text that the lead has put up for signing."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import FIRST_EDITION
from portal.places.contracts import SubmissionPlace
from portal.records import IssuedDocument, StoredFile
from portal.standing.queries.submissions import FileLine


def find_put_up(session: Session, place: SubmissionPlace) -> FileLine | None:
    """The newest, of the requirement of the draft; None where there is none yet."""
    row = session.execute(
        sa.select(
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.scan,
        )
        .join(IssuedDocument, IssuedDocument.file_id == StoredFile.id)
        .where(
            IssuedDocument.contract_id == place.engagement.contract.contract_id,
            IssuedDocument.requirement_key == place.requirement_key,
        )
        .order_by(sa.func.coalesce(IssuedDocument.edition, FIRST_EDITION).desc())
        .limit(1)
    ).one_or_none()
    return FileLine(**row._asdict()) if row else None
