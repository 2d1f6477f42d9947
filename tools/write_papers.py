"""Writes the Word documents of packs of a demonstration: python tools/write_papers.py HOME FOLDER."""

import sys
import tempfile
import zipfile
from pathlib import Path

import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.database import open_database
from portal.demo import load_demo
from portal.packs.building import Sought, write_pack
from portal.records import Contract, Engagement, Organisation
from portal.records.migrations import migrate
from portal.settings import read_settings


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
        ).first()
    for name, engagement_id, without_names in (
        ("contract", None, False),
        ("partner", partner, False),
        ("council", None, True),
    ):
        sought = Sought(
            "P-TRY2-TRY2",
            contract.id,
            engagement_id,
            "audit-visit",
            clock.today(),
            without_names,
            "Mary Manager",
            contract.lead,
            contract.lead_id,
        )
        with tempfile.TemporaryFile() as out:
            write_pack(database, store, sought, out, lambda _done, _of: None)
            with zipfile.ZipFile(out) as pack:
                paper = next(each for each in pack.namelist() if each.endswith("TRY2.docx"))
                (Path(folder) / f"{name}.docx").write_bytes(pack.read(paper))


if __name__ == "__main__":
    main(*sys.argv[1:])
