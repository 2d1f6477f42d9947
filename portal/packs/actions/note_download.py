"""Note that a pack was downloaded: each time is an event, also of a part of it."""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.packs.queries.packs import PackLine
from portal.places.contracts import ContractPlace


def note_download(session: Session, viewer: Viewer, pack: PackLine, sent: int) -> None:
    """`sent` bytes of it have gone. Commits."""
    is_whole = sent >= (pack.size or 0)
    data: dict[str, str | int] = {"pack": str(pack.pack_id), "reference": pack.reference}
    record_event(
        session,
        "pack-downloaded" if is_whole else "pack-partly-downloaded",
        viewer.person_id,
        contract_id=pack.contract_id,
        engagement_id=pack.engagement_id,
        data=data if is_whole else data | {"sent": sent},
    )
    session.commit()


def note_sheet(
    session: Session, viewer: Viewer, place: ContractPlace, what: str, on: date, known: date | None
) -> None:
    """Readiness or the matrix of a day was taken away as a spreadsheet. Commits."""
    data = {"what": what, "day": on.isoformat()} | ({"known": known.isoformat()} if known else {})
    record_event(session, "sheet-downloaded", viewer.person_id, contract_id=place.contract_id, data=data)
    session.commit()


def note_written(
    session: Session, contract_id: uuid.UUID, engagement_id: uuid.UUID | None, reference: str, sha256: str
) -> None:
    """Whoever runs the portal has written one into a file. Commits."""
    record_event(
        session,
        "pack-written",
        None,
        contract_id=contract_id,
        engagement_id=engagement_id,
        data={"reference": reference, "sha256": sha256},
    )
    session.commit()
