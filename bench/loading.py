"""The data that is measured: the demonstration in bulk, with submissions to decide on and drafts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.engines import Engine, analyse
from checklists.library import library
from checklists.vocabulary import DbsLevel, DbsOutcome, Kind, Outcome
from evidence.store import open_store
from portal import clock
from portal.database import Database, open_database
from portal.demo import fill
from portal.demo.contract import MANAGER, OF_TWO, PASSWORD
from portal.demo.setting import CHECKLIST
from portal.demo.shelf import Shelf
from portal.records import (
    Assignment,
    Base,
    Contract,
    DbsCheck,
    Decision,
    Engagement,
    Membership,
    Person,
    Submission,
    Visit,
    Worker,
)
from portal.records.migrations import migrate
from portal.settings import Settings, read_settings
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.rebuild_standing import rebuild
from tests.builders.multiplying import multiply

BASE = 200
"""Partners that are made one by one; where there are more, they are copies of these."""

HALF_A_YEAR = timedelta(days=182)

REGISTER = "dbs-checks"
FEW, MANY = 5, 240
REGISTERS = ((-1, FEW), (-2, MANY))
"""Places of two partners among all, and how many people are put on the register of each."""


@dataclass(frozen=True)
class Data:
    """Where things are. `waiting` are submissions for the reviewer, `drafts` belong to who uploads;
    `with_few` and `with_many` wait too, each of one partner with so many people on its register."""

    settings: Settings
    partners: int
    contract_id: uuid.UUID
    engagement_id: uuid.UUID
    visit_id: uuid.UUID
    visit_on: str
    known_on: str
    waiting: tuple[uuid.UUID, ...]
    drafts: tuple[uuid.UUID, ...]
    with_few: tuple[uuid.UUID, ...]
    with_many: tuple[uuid.UUID, ...]
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
        with_large_cache(session)
        fill(session, shelf, min(partners, BASE), with_files=0)
        copy_partners(session, partners)
        keep_numbers(session, session.scalars(sa.select(Contract.id)).all())
        session.commit()
    data = prepare(database, settings, partners, decisions)
    database.engine.dispose()
    analyse(engine)
    return data


def with_large_cache(session: Session) -> None:
    """Ids are scattered, so that SQLite comes back to all its pages while many rows are written."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("PRAGMA cache_size = -400000"))


def copy_partners(session: Session, partners: int) -> None:
    """The partners that are there, once more and once more, until there are so many."""
    if partners > BASE:
        engagements = session.scalars(sa.select(Engagement.id)).all()
        multiply(session, engagements, 1, partners // BASE - 1)


def prepare(database: Database, settings: Settings, partners: int, decisions: int) -> Data:
    with database.writing() as session:
        contract_id = session.scalars(sa.select(Contract.id)).one()
        engagements = session.scalars(sa.select(Engagement.id).order_by(Engagement.sort_name)).all()
        visit = session.execute(
            sa.select(Visit.id, Visit.on_date).where(Visit.on_date > clock.today()).order_by(Visit.on_date)
        ).all()[0]
        waiting, concerned = send_many(session, engagements, decisions)
        few, many = (with_register(session, engagements[place], people) for place, people in REGISTERS)
        mine, drafts = begin_drafts(session)
        rebuild(session, [*concerned, mine, *(engagements[place] for place, _ in REGISTERS)])
        session.commit()
    middle = engagements[len(engagements) // 2]
    return Data(
        settings,
        partners,
        contract_id,
        middle,
        visit.id,
        visit.on_date.isoformat(),
        (clock.today() - HALF_A_YEAR).isoformat(),
        tuple(waiting),
        drafts,
        few,
        many,
    )


def with_register(session: Session, engagement_id: uuid.UUID, people: int) -> tuple[uuid.UUID, ...]:
    """People with accepted checks for a partner, and a policy of each kind that waits for the reviewer."""
    partner_id, from_on = session.execute(
        sa.select(Engagement.partner_id, Engagement.starts_on).where(Engagement.id == engagement_id)
    ).one()
    person_id = sender(session)
    rows = [
        registered(partner_id, engagement_id, person_id, from_on, 20_000 + people * 10 + number)
        for number in range(people)
    ]
    for table in (Worker, Assignment, DbsCheck, Submission, Decision):
        session.execute(sa.insert(table), [each[table] for each in rows])
    documents = [each.key for each in library()[CHECKLIST].requirements if each.kind is Kind.DOCUMENT]
    waiting = [
        submission(person_id, engagement_id, key, 10_000 + people * 20 + number, sent=True)
        for number, key in enumerate(documents)
    ]
    session.execute(sa.insert(Submission), waiting)
    return tuple(each["id"] for each in waiting)


def registered(
    partner_id: uuid.UUID, engagement_id: uuid.UUID, person_id: uuid.UUID, from_on: date, number: int
) -> dict[type[Base], dict[str, Any]]:
    """Somebody with a check that was sent and accepted: a row for each table."""
    worker_id, check_id, now = uuid.uuid4(), uuid.uuid4(), clock.now()
    issued_on = clock.today() - timedelta(days=30 + number % 300)
    sent = submission(person_id, engagement_id, REGISTER, number, sent=True)
    sent |= {"part_key": str(worker_id), "from_on": issued_on, "check_id": check_id}
    about = {"engagement_id": engagement_id, "requirement_key": REGISTER, "part_key": str(worker_id)}
    return {
        Worker: {
            "id": worker_id,
            "organisation_id": partner_id,
            "name": f"Worker {number}",
            "job": "Peer supporter",
            "started_on": from_on,
            "created_at": now,
        },
        Assignment: {"worker_id": worker_id, "engagement_id": engagement_id, "from_on": from_on},
        DbsCheck: {
            "id": check_id,
            "worker_id": worker_id,
            "level": DbsLevel.ENHANCED,
            "adults_list": True,
            "childrens_list": True,
            "issued_on": issued_on,
            "seen_by": "Pat",
            "seen_on": issued_on,
            "outcome": DbsOutcome.CLEAR,
            "recorded_by": person_id,
            "recorded_at": now,
        },
        Submission: sent,
        Decision: {
            **about,
            "id": uuid.uuid4(),
            "submission_id": sent["id"],
            "outcome": Outcome.ACCEPT,
            "from_on": issued_on,
            "reason": "",
            "words": "",
            "made_by": person_id,
            "made_at": now,
            "made_on": clock.today(),
        },
    }


def sender(session: Session) -> uuid.UUID:
    """Who sent what waits: not the reviewer, who may not decide on it then."""
    return session.scalars(sa.select(Person.id).where(Person.email == OF_TWO.email)).one()


def send_many(
    session: Session, engagements: Sequence[uuid.UUID], number: int
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Policies that wait for the reviewer, over as many partners as there are; and whose they are."""
    keys = [each.key for each in library()[CHECKLIST].requirements if each.kind is Kind.DOCUMENT]
    places = list(islice(((each, key) for key, each in product(keys, engagements)), number))
    person_id = sender(session)
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
