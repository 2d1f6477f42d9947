"""visits, pack."""

import hashlib
import json
from argparse import Namespace
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from evidence.store import Store, open_store
from portal.acting.references import new_reference
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.cli.tables import table
from portal.cli.whole_file import whole_file
from portal.database import Database
from portal.faults import write_anew
from portal.packs.actions.note_download import note_written
from portal.packs.building import Made, Sought, write_pack
from portal.packs.presenters.words import whole_words
from portal.packs.queries.visits import VisitAnswer, list_all_visits
from portal.records import Contract, Organisation
from portal.settings import read_settings

PARTIAL = 1
"""The exit code of `pack` where a file could not be read; 2 is that it cannot be done at all."""


def show_visits(chosen: Namespace) -> int:
    """Every visit and meeting that is not cancelled, by day."""
    with opened() as database, database.reading() as session:
        visits = list_all_visits(session)
    if chosen.json:
        print(json.dumps([visit_data(each) for each in visits], indent=2, ensure_ascii=False))
    else:
        rows = [(each.reference, each.contract, each.kind, each.on.isoformat()) for each in visits]
        print(table(("Reference", "Contract", "Kind", "On"), rows))
    return 0


def visit_data(visit: VisitAnswer) -> dict[str, str]:
    return {
        "reference": visit.reference,
        "contract": visit.contract,
        "kind": visit.kind,
        "on": visit.on.isoformat(),
    }


def write(chosen: Namespace) -> int:
    """The lead's pack for a visit into a file that was not there; nothing of it is kept in the portal but
    that it was written. Exit 1 where it is partial."""
    settings = read_settings()
    with opened(settings) as database:
        visit = find_visit(database, chosen.visit)
        with whole_file(Path(chosen.out)) as out:
            made = write_into(database, open_store(settings.evidence), visit, out)
    said = whole_words(made.files, made.files_asked, made.unread)
    print(said)
    return PARTIAL if made.unread else 0


def find_visit(database: Database, reference: str) -> VisitAnswer:
    """Raises Failed where there is none, or more than one."""
    with database.reading() as session:
        found = [each for each in list_all_visits(session) if each.reference == reference.strip().upper()]
    if not found:
        raise Failed(f"there is no visit {reference!r}: `portal visits` lists them")
    if len(found) > 1:
        raise Failed(f"two visits have the reference {reference}: make their packs in the portal")
    return next(iter(found))


def write_into(database: Database, store: Store, visit: VisitAnswer, out: BinaryIO) -> Made:
    reference = new_reference("P")
    with database.reading() as session:
        lead = session.execute(
            sa.select(Organisation.id, Organisation.name)
            .join(Contract, Contract.lead_id == Organisation.id)
            .where(Contract.id == visit.contract_id)
        ).one()
    sought = Sought(
        reference,
        visit.contract_id,
        visit.engagement_ids,
        visit.kind,
        visit.on,
        without_names=False,
        made_by="",
        owner=lead.name,
        owner_id=lead.id,
    )
    engagement_id = next(iter(visit.engagement_ids)) if len(visit.engagement_ids) == 1 else None
    made = write_pack(database, store, sought, out, lambda _done, _of: None)
    sha256 = digest_of(out)
    write_anew(
        database,
        lambda session: note_written(session, visit.contract_id, engagement_id, reference, sha256),
    )
    return made


def digest_of(out: BinaryIO) -> str:
    """Of a file that is open for writing alone, by its descriptor."""
    out.flush()
    with Path(f"/proc/self/fd/{out.fileno()}").open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
