"""A worker, and somebody who signed in, are forgotten; what names them is then looked for in every place."""

import gzip
import json
import os
import tempfile
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from checklists.calendar import add_months
from evidence.local_store import LocalStore
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.database import Database, open_database
from portal.history.actions.scrub_database import scrub_database
from portal.history.actions.settle_name import settle_name
from portal.history.queries.names_left import list_names_left
from portal.people.actions.forget_leavers import forget_leavers
from portal.places.organisations import get_organisation_place
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import (
    Action,
    Assessment,
    Base,
    EngagementTerms,
    Finding,
    Hold,
    MessageKind,
    Notice,
    StoredFile,
    Submission,
)
from portal.register.actions.forget_people import forget_people
from portal.register.actions.record_leaving import record_leaving
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders import assessing, leaving, returning, sending
from tests.builders import finding as findings
from tests.builders.world import World, make_world
from tests.parts.databases import migrate_at
from trust.gate import Result

FIRST, LAST = "Zenobia", "Quillfeather"
NAME, NUMBER = f"{FIRST} {LAST}", "009876543210"
PERSON = leaving.NAME.split()[0]
SPELLINGS = (NAME, f"{LAST}, {FIRST}", f"{FIRST}_{LAST}".lower(), f"{FIRST}{LAST}", NAME.upper())


def run() -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'portal.db'}"
        migrate_at(url)
        database = open_database(url)
        world = make_world(database, LocalStore(folder / "evidence"))
        person = leaving.told_everywhere(world)
        worker = write_everywhere(world)
        before = count(database, folder)
        forget(world, worker)
        leaving.leave(world, person)
        forget_person(database)
        settle_all(world)
        scrub_database(database)
        places = [*look(database, folder)]
        left = [where for where, is_there in places if is_there]
        with database.reading() as session:
            findings = [*verify_events(session), *verify_standing(session)]
        database.engine.dispose()
    for each in [*left, *findings]:
        print(f"  {each}")
    figures = f"{len(places):,} places looked at, {before} named them before, {len(left)} after"
    return Result(not left and not findings and before > 10, figures)


def write_everywhere(world: World) -> uuid.UUID:
    """What names her in every way in which people write."""
    worker = sending.a_worker(world, NAME)
    checked = sending.check(world, worker, certificate_number=NUMBER)
    sending.accept(world, checked, words=f"{FIRST} is fine: {NUMBER}.")
    returned = sending.send(world, "anti-bribery")
    sending.give_back(world, returned, words=f"Not {SPELLINGS[1]}, ask {FIRST}.")
    sending.attach(world, sending.draft(world, "whistleblowing"), name=f"dbs-{SPELLINGS[2]}.pdf")
    sending.draft(world, "data-protection")
    findings.sent(world)
    returning.begin(world)
    returning.write(world, "narrative", replace(returning.WORDS, words=f"{NAME} led the group."))
    assessing.written(world)
    assessing.incident(world, world.today)
    with world.database.writing() as session:
        drafts = Submission.sent_at.is_(None)
        session.execute(sa.update(Submission).where(drafts).values(statement=f"{SPELLINGS[4]} said so"))
        session.execute(sa.update(Assessment).values(about=f"With {NAME}.", took_part=SPELLINGS[3]))
        first = sa.select(EngagementTerms.id).where(EngagementTerms.engagement_id == world.engagement_id)
        session.execute(
            sa.update(EngagementTerms).where(EngagementTerms.id.in_(first)).values(words=f"{NAME} moved")
        )
        session.execute(sa.update(Finding).values(words=f"Nobody had seen the check of {SPELLINGS[1]}."))
        session.execute(sa.update(Action).values(who=NAME, what=f"Ask {FIRST}."))
        session.add(hold(world))
        session.add(notice(world))
        letter = Letter(f"{NAME}’s check", "Hello", opening=(f"The check of {NAME} ends.",))
        write_message(session, Addressee("pat@example.org", "Pat"), MessageKind.DIGEST, letter)
        session.execute(
            sa.update(StoredFile)
            .where(StoredFile.organisation_id == world.partner_id)
            .values(name=sa.literal(f"{SPELLINGS[3]} ") + StoredFile.name)
        )
        session.commit()
    return worker


def hold(world: World) -> Hold:
    return Hold(
        id=uuid.uuid4(),
        engagement_id=world.engagement_id,
        requirement_key="",
        until_on=world.today,
        reason=f"{FIRST} is away",
        made_by=world.manager.person_id,
        made_at=clock.now(),
    )


def notice(world: World) -> Notice:
    return Notice(
        id=uuid.uuid4(),
        person_id=world.member.person_id,
        contract_id=world.contract_id,
        engagement_id=world.engagement_id,
        about="reminders",
        cause="a-check",
        what=f"{NAME}: DBS check",
        why="It ends.",
        consequence="",
        href="/",
        pace="daily",
        made_at=clock.now(),
    )


def forget(world: World, worker: uuid.UUID) -> None:
    left_on = world.today - timedelta(days=3)
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), worker, left_on)
    with world.database.writing() as session:
        forget_people(session, add_months(left_on, 12) + timedelta(days=1), 12)


def forget_person(database: Database) -> None:
    with database.writing() as session:
        forgotten = forget_leavers(session, add_months(clock.today(), 12) + timedelta(days=1), 12)
        assert forgotten == 1


def settle_all(world: World) -> None:
    """The managers of both sides read what is listed for them, and take her first name out."""
    partner = Viewer(world.member.person_id, "Pat", "", (Belonging(world.partner_id, "", "manager"),))
    for viewer, organisation_id in ((partner, world.partner_id), (world.manager, world.lead_id)):
        with world.database.writing() as session:
            place = get_organisation_place(session, viewer, organisation_id, (Audience.OWN,))
            for left in list_names_left(session, place).places:
                settle_name(session, viewer, place, left.left_id, without(left.text))


def without(text: str) -> str:
    return text.replace(FIRST, "they").replace(PERSON, "they")


def count(database: Database, folder: Path) -> int:
    return sum(is_there for _, is_there in look(database, folder))


def look(database: Database, folder: Path) -> Iterator[tuple[str, bool]]:
    """Every cell of every table, and the raw bytes of every file: the database, what stands beside it, the
    store."""
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(sa.select(table)).mappings():
                for column, value in row.items():
                    yield f"{table.name}.{column}", is_named_in(as_text(value).encode())
    for parent, _, names in os.walk(folder):
        for name in names:
            content = (Path(parent) / name).read_bytes()
            yield f"the bytes of {name}", is_named_in(content)
            yield f"the bytes of {name}, unpacked", is_named_in(unpacked(content))


def as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def is_named_in(content: bytes) -> bool:
    lower = content.lower()
    sought = [each.lower() for each in (FIRST, LAST, NUMBER, PERSON, leaving.NAME.split()[1], leaving.PHONE)]
    return any(each.encode(code) in lower for each in sought for code in ("utf-8", "utf-16-le", "utf-16-be"))


def unpacked(content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return b""
