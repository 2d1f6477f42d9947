"""Writes the Word documents of packs of a demonstration: python tools/write_papers.py HOME FOLDER."""

import io
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from evidence.accept import Incoming
from evidence.example_template import write_example
from evidence.store import Store, open_store
from portal import clock
from portal.database import Database, open_database
from portal.demo import load_demo
from portal.demo.own_template import own_template
from portal.files.actions.keep_file import add_stored_file, keep_file
from portal.packs.building import Sought, write_pack
from portal.packs.presenters.template import EXAMPLE
from portal.records import Contract, Engagement, Membership, Organisation, PackTemplate
from portal.records.migrations import migrate
from portal.settings import read_settings

LARGE = 10 * 1024 * 1024


def main(home: str, folder: str) -> None:
    settings = read_settings({"PORTAL_HOME": home})
    database, store = open_database(settings.database_url), open_store(settings.evidence)
    migrate(database.engine)
    load_demo(settings, database, store)
    with database.reading() as session:
        contract = session.execute(
            sa.select(Contract.id, Contract.lead_id, Organisation.name.label("lead"))
            .join(Organisation, Organisation.id == Contract.lead_id)
            .join(Engagement, Engagement.contract_id == Contract.id)
            .group_by(Contract.id, Contract.lead_id, Organisation.name)
            .order_by(sa.func.count().desc())
        ).all()[0]
        partner = session.scalars(
            sa.select(Engagement.id)
            .where(Engagement.contract_id == contract.id, Engagement.ends_on >= clock.today())
            .order_by(Engagement.sort_name)
            .limit(1)
        ).one()
    for name, engagement_ids, without_names, template in (
        ("contract", frozenset(), False, None),
        ("partner", frozenset({partner}), False, None),
        ("council", frozenset(), True, None),
        ("example", frozenset(), True, plain_example),
        ("own-look", frozenset({partner}), False, own_look),
    ):
        put_in(database, store, contract.lead_id, template)
        sought = Sought(
            "P-TRY2-TRY2",
            contract.id,
            engagement_ids,
            "audit-visit",
            clock.today(),
            without_names,
            "Mary Manager",
            contract.lead,
            contract.lead_id,
        )
        with tempfile.TemporaryFile() as out:
            made = write_pack(database, store, sought, out, lambda _done, _of: None)
            if template and not made.template_sha256:
                raise SystemExit(f"{name}: {made.template_why}")
            with zipfile.ZipFile(out) as pack:
                paper = next(each for each in pack.namelist() if each.endswith("TRY2.docx"))
                (Path(folder) / f"{name}.docx").write_bytes(pack.read(paper))


def put_in(
    database: Database, store: Store, lead_id: uuid.UUID, template: Callable[[], bytes] | None
) -> None:
    """In the place of what was there; none is our own look."""
    with database.writing() as session:
        session.execute(sa.delete(PackTemplate).where(PackTemplate.organisation_id == lead_id))
        session.commit()
    if template is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        incoming = Incoming(Path(folder), "template.docx", LARGE)
        incoming.write(template())
        kept = keep_file(store, incoming.finish(), scanned=False)
    with database.writing() as session:
        person = session.scalars(
            sa.select(Membership.person_id).where(Membership.organisation_id == lead_id)
        ).first()
        assert person  # noqa: S101 - a demonstration's lead has people
        file_id = add_stored_file(session, kept, lead_id, person)
        told = {"id": uuid.uuid4(), "organisation_id": lead_id, "file_id": file_id}
        session.execute(sa.insert(PackTemplate).values(**told, put_by=person, put_at=clock.now()))
        session.commit()


def plain_example() -> bytes:
    return write_example(EXAMPLE, "Harbour Light")


def own_look() -> bytes:
    """That of the demonstration, landscape."""
    document = Document(io.BytesIO(own_template("Harbour Light")))
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
