"""Rows are sealed as they are written: by whoever writes, by two at once, and not where nothing counts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from evidence.scanner import Verdict
from portal import clock
from portal.acting.log_key import LOG_KEY, LogKey
from portal.acting.record_event import AnotherKey
from portal.database import Database, database_on
from portal.files.actions.note_scan import ask_for_scans, note_scan
from portal.history.actions.seal_log import seal_log
from portal.records import Event, StoredFile
from portal.sign_in.actions.note_seen import note_seen
from portal.sign_in.tokens import hash_token
from portal.standing.queries.verify_log import verify_events
from portal.visits.actions.book_visit import book_visit
from tests.builders import keeping
from tests.builders.at_once import at_once
from tests.builders.sending import accepted, attach, draft, send
from tests.builders.tampering import BEHIND, Tamperer
from tests.builders.world import World

NEW_KEY = LogKey(b"a key that comes after another  ")


def found(database: Database) -> list[str]:
    with database.reading() as session:
        return list(verify_events(session))


def names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event.name).order_by(Event.number)))


def sealing(database: Database, why: str) -> Callable[[], object]:
    def act() -> None:
        with database.writing() as session:
            seal_log(session, why)

    return act


def booking(world: World, database: Database, days: int) -> Callable[[], object]:
    def act() -> None:
        with database.writing() as session:
            on = clock.today() + timedelta(days=days)
            book_visit(session, world.manager, world.contract_place(session), "audit-visit", on)

    return act


def test_of_two_who_seal_at_once_one_does(world: World) -> None:
    """As where two servers are upgraded at once."""
    accepted(world, "complaints-policy")
    with world.database.writing() as session:
        by = Tamperer(session)
        by.write_anew([each | {"seal": None, "rows": None} for each in by.events])
        by.end_nowhere()
        session.commit()
    assert at_once(*[sealing(world.database, "begun")] * 3) == []
    assert names(world).count("log-sealed") == 1
    assert found(world.database) == []


def test_who_seals_anew_and_who_writes_meanwhile_lose_nothing(world: World) -> None:
    """With another key, which no server has before it is begun with; again and again while colleagues go on:
    what they write is sealed with it too."""
    accepted(world, "complaints-policy")
    other = database_on(world.database.engine, NEW_KEY)
    assert at_once(*[sealing(other, "new-key")] * 3) == []
    writing = [booking(world, other, days) for days in range(1, 5)]
    assert at_once(sealing(other, "new-key"), *writing, sealing(other, "new-key")) == []
    assert names(world).count("visit-booked") == 4
    with other.writing() as session:
        seal_log(session, "new-key")
    assert found(other) == []


def test_a_server_with_the_former_key_writes_nothing_any_more(world: World) -> None:
    """It was not started anew: what it writes is refused, before or after whoever seals with the new one."""
    accepted(world, "complaints-policy")
    other, before = database_on(world.database.engine, NEW_KEY), names(world).count("visit-booked")
    *former, afterwards = [booking(world, world.database, days) for days in range(1, 5)]
    refused = list[AnotherKey]()

    def trying(act: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            try:
                act()
            except AnotherKey as error:
                refused.append(error)

        return run

    assert at_once(*map(trying, former), sealing(other, "new-key")) == []
    with pytest.raises(AnotherKey):
        afterwards()
    assert names(world).count("visit-booked") == before + len(former) - len(refused)
    assert found(other) == []


def test_what_is_verified_while_somebody_writes_is_no_false_alarm(world: World) -> None:
    accepted(world, "complaints-policy")
    alarms: list[str] = []

    def verify() -> None:
        for _ in range(4):
            alarms.extend(found(world.database))

    acts = [booking(world, world.database, days) for days in range(1, 7)]
    assert at_once(verify, *acts, verify) == []
    assert alarms == []


def test_that_somebody_was_here_is_no_event(world: World) -> None:
    before = len(names(world))
    sessions = BEHIND.tables["browser_session"]
    with world.database.writing() as session:
        life = {"created_at": clock.now(), "expires_at": clock.now() + timedelta(hours=1)}
        mine = {"token_hash": hash_token("t"), "person_id": world.member.person_id, "way": "", "browser": ""}
        session.execute(sa.insert(sessions).values(mine | life))
        session.commit()
    with world.database.writing() as session:
        note_seen(session, "t")
    assert len(names(world)) == before
    assert found(world.database) == []


def test_a_file_that_stays_clean_is_not_sealed_anew_and_what_is_found_is(world: World) -> None:
    """New signatures come each day."""
    file_id = attach(world, draft(world, "complaints-policy"), scan="checking")
    before = names(world).count("rows-sealed")
    for signatures in ("1", "2", "3"):
        with world.database.writing() as session:
            note_scan(session, file_id, Verdict("", signatures))
    assert names(world).count("rows-sealed") == before + 1, "that it is clean at all"
    assert found(world.database) == []
    with world.database.writing() as session:
        note_scan(session, file_id, Verdict("Invented.1", "4"))
    assert found(world.database) == []
    files = BEHIND.tables["stored_file"]
    with world.database.writing() as session:
        session.execute(sa.update(files).values(scan="clean"))
        assert f"row: stored_file {file_id} was changed" in list(verify_events(session))
        session.rollback()


@pytest.mark.parametrize("scanned", [True, False])
def test_an_archive_is_not_held_for_a_scanner(world: World, scanned: bool) -> None:
    send(world, "anti-bribery")
    keeping.archived(world)
    with world.database.writing() as session:
        ask_for_scans(session, scanned)
        archives = sa.select(BEHIND.tables["contract_archive"].c.file_id)
        scans = session.scalars(sa.select(StoredFile.scan).where(StoredFile.id.in_(archives))).all()
    assert scans == ["unscanned"]
    assert found(world.database) == []


def test_the_key_is_shown_by_nothing_that_tells_of_it(world: World) -> None:
    with world.database.reading() as session:
        assert session.info[LOG_KEY].secret.hex() not in repr(session.info)
