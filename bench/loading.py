"""The data that is measured: the demonstration in bulk, with submissions to decide on and drafts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.engines import Engine, analyse
from checklists.library import library
from checklists.vocabulary import Kind
from evidence.store import open_store
from portal import clock
from portal.database import Database, open_database
from portal.demo import fill
from portal.demo.contract import MANAGER, OF_TWO, PASSWORD
from portal.demo.setting import CHECKLIST
from portal.demo.shelf import Shelf
from portal.records import Contract, Engagement, Membership, Person, Submission, Visit
from portal.records.migrations import migrate
from portal.settings import Settings, read_settings
from portal.standing.actions.rewrite_standing import rewrite_standing


@dataclass(frozen=True)
class Data:
    """Where things are. `waiting` are submissions for the reviewer, `drafts` belong to who uploads."""

    settings: Settings
    partners: int
    contract_id: uuid.UUID
    engagement_id: uuid.UUID
    visit_id: uuid.UUID
    visit_on: str
    waiting: tuple[uuid.UUID, ...]
    drafts: tuple[uuid.UUID, ...]
    reviewer: tuple[str, str] = (MANAGER.email, PASSWORD)
    uploader: tuple[str, str] = (OF_TWO.email, PASSWORD)


def load(home: Path, engine: Engine, partners: int, decisions: int) -> Data:
    """A portal with so many partners and, besides, so many submissions to decide on."""
    settings = read_settings({"PORTAL_HOME": str(home), "DATABASE_URL": engine.url})
    home.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    migrate(database.engine)
    shelf = Shelf(settings.incoming, open_store(settings.evidence))
    with database.writing() as session:
        fill(session, shelf, partners, with_files=0)
        session.commit()
    data = prepare(database, settings, partners, decisions)
    database.engine.dispose()
    analyse(engine)
    return data


def prepare(database: Database, settings: Settings, partners: int, decisions: int) -> Data:
    with database.writing() as session:
        contract_id = session.scalars(sa.select(Contract.id)).one()
        engagements = session.scalars(sa.select(Engagement.id).order_by(Engagement.sort_name)).all()
        visit = session.execute(
            sa.select(Visit.id, Visit.on_date).where(Visit.on_date > clock.today()).order_by(Visit.on_date)
        ).all()[0]
        waiting, concerned = send_many(session, engagements, decisions)
        mine, drafts = begin_drafts(session)
        rewrite_standing(session, [*concerned, mine])
        session.commit()
    middle = engagements[len(engagements) // 2]
    return Data(
        settings, partners, contract_id, middle, visit.id, visit.on_date.isoformat(), tuple(waiting), drafts
    )


def send_many(
    session: Session, engagements: Sequence[uuid.UUID], number: int
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Policies that wait for the reviewer, over as many partners as there are; and whose they are."""
    keys = [each.key for each in library()[CHECKLIST].requirements if each.kind is Kind.DOCUMENT]
    places = list(islice(((each, key) for key, each in product(keys, engagements)), number))
    person_id = session.scalars(sa.select(Person.id).limit(1)).one()
    rows = [submission(person_id, *place, number, sent=True) for number, place in enumerate(places)]
    session.execute(sa.insert(Submission), rows)
    return [row["id"] for row in rows], list(dict.fromkeys(each for each, _ in places))


def begin_drafts(session: Session) -> tuple[uuid.UUID, tuple[uuid.UUID, ...]]:
    """Two drafts of somebody who can sign in, and their engagement."""
    engagement_id, person_id = session.execute(
        sa.select(Engagement.id, Person.id)
        .join(Membership, Membership.organisation_id == Engagement.partner_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == OF_TWO.email)
        .limit(1)
    ).one()
    rows = [
        submission(person_id, engagement_id, key, number + 5_000, sent=False)
        for number, key in enumerate(("health-and-safety", "anti-bribery"))
    ]
    session.execute(sa.insert(Submission), rows)
    return engagement_id, tuple(row["id"] for row in rows)


def submission(
    person_id: uuid.UUID, engagement_id: uuid.UUID, key: str, number: int, *, sent: bool
) -> dict[str, Any]:
    at = clock.now() - timedelta(hours=12) + timedelta(seconds=number)
    return {
        "id": uuid.uuid4(),
        "reference": f"S-BENCH-{number:04}",
        "engagement_id": engagement_id,
        "requirement_key": key,
        "part_key": "",
        "from_on": clock.today() - timedelta(days=30),
        "made_by": person_id,
        "made_at": at,
        "sent_by": person_id if sent else None,
        "sent_at": at if sent else None,
    }
