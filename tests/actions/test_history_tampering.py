"""Whoever can write into the database, and has not the key, changes nothing unseen."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.log_key import LogKey
from portal.acting.sealed import NOT_SEALED, PARTS, SEALED
from portal.history.actions.anchor_log import anchor_log, lines_of
from portal.history.anchors import make_anchor
from portal.history.queries.head import last_event
from portal.history.queries.verify_anchors import verify_anchors
from portal.records import Base
from portal.settings import read_settings
from portal.standing.actions.lock_engagements import lock_engagements
from portal.standing.actions.rebuild_standing import rebuild
from portal.standing.queries.verify_log import verify_events
from portal.visits.actions.book_visit import book_visit
from tests.builders.sending import a_worker, accepted, attach, check, draft, send
from tests.builders.tampering import BEHIND, EVENT, TAMPERINGS, Tamperer, is_free, other_value
from tests.builders.world import World


@pytest.fixture
def busy(world: World) -> World:
    """A world in which something has happened of most sorts."""
    accepted(world, "complaints-policy")
    send(world, "anti-bribery")
    attach(world, draft(world, "whistleblowing"))
    with world.database.writing() as session:
        on = clock.today() + timedelta(days=30)
        book_visit(session, world.manager, world.contract_place(session), "audit-visit", on)
    return world


def found_after(world: World, name: str) -> list[str]:
    """What is found after a tampering that is then taken back."""
    with world.database.writing() as session:
        TAMPERINGS[name](Tamperer(session))
        found = list(verify_events(session))
        session.rollback()
    return found


def test_every_tampering_with_the_log_is_found(busy: World) -> None:
    assert len(TAMPERINGS) >= 19
    assert [name for name in TAMPERINGS if not found_after(busy, name)] == []
    with busy.database.reading() as session:
        assert list(verify_events(session)) == [], "and what was taken back left nothing"


KINDS = {
    "decision": ("words", "until_on"),
    "submission": ("statement", "from_on"),
    "stored_file": ("name", "sha256"),
    "engagement_terms": ("words", "area"),
    "engagement_condition": ("holds",),
    "visit": ("on_date",),
    "organisation_fact": ("year_end_day",),
    "checklist_version": ("in_force_from", "definition"),
    "membership": ("created_at",),
    "person": ("name", "email"),
    "contract": ("ends_on",),
}
"""Columns that tell most, by table."""

WRITTEN = {
    "words": "Otherwise.",
    "statement": "Otherwise.",
    "until_on": clock.today(),
    "from_on": clock.today(),
    "year_end_day": 5,
}


@pytest.mark.parametrize("rebuilt", [False, True], ids=["as it is", "after a rebuild"])
def test_every_kind_of_row_is_watched(busy: World, rebuilt: bool) -> None:
    unseen = []
    for name, columns in KINDS.items():
        for column in columns:
            with busy.database.writing() as session:
                session.execute(sa.select(BEHIND.tables["contract"].c.id).with_for_update(key_share=True))
                lock_engagements(session, [busy.engagement_id])
                key = change_one(session, name, column)
                if rebuilt:
                    rebuild(session, [busy.engagement_id])
                if f"row: {name} {key} was changed" not in verify_events(session):
                    unseen.append((name, column))
                session.rollback()
    assert unseen == []


def change_one(session: Session, name: str, column: str) -> str:
    """A row of that table says something else; its key."""
    table, sealing = BEHIND.tables[name], SEALED[name]
    query = sa.select(table).limit(1)
    if sealing.once:
        query = query.where(table.c[sealing.once].is_not(None))
    row = session.execute(query).mappings().first()
    assert row, f"there is no {name}"
    value = row[column]
    other = other_value(table.c[column], value) if value is not None else WRITTEN[column]
    key = [each.name for each in sealing.keys]
    is_it = sa.and_(*(table.c[each] == row[each] for each in key))
    session.execute(sa.update(table).where(is_it).values({column: other}))
    return "/".join(str(row[each]) for each in key)


def test_a_row_that_is_taken_away_or_put_in_is_found(busy: World) -> None:
    for name in ("visit", "membership", "decision", "engagement_condition"):
        table = BEHIND.tables[name]
        with busy.database.writing() as session:
            row = session.execute(sa.select(table).limit(1)).mappings().one()
            session.execute(sa.delete(table).where(table.c.id == row["id"]))
            assert f"row: {name} {row['id']} was taken away" in list(verify_events(session))
            session.rollback()
    visits = BEHIND.tables["visit"]
    with busy.database.writing() as session:
        made_up = dict(session.execute(sa.select(visits).limit(1)).mappings().one())
        made_up["id"] = busy.contract_id
        session.execute(sa.insert(visits), made_up)
        assert list(verify_events(session)) == [f"row: visit {busy.contract_id} was put in"]
        session.rollback()


def test_two_rows_that_are_swapped_are_found(busy: World) -> None:
    people = BEHIND.tables["person"]
    with busy.database.writing() as session:
        one, other = session.execute(sa.select(people.c.id, people.c.name).limit(2)).all()
        for row, name in ((one, other.name), (other, one.name)):
            session.execute(sa.update(people).where(people.c.id == row.id).values(name=name))
        assert len(list(verify_events(session))) == 2
        session.rollback()


def test_an_assessment_and_the_files_are_part_of_what_was_sent(busy: World) -> None:
    """They have no seal of their own, and are as safe as it."""
    files = BEHIND.tables["submission_file"]
    with busy.database.writing() as session:
        sent = session.execute(
            sa.select(files.c.submission_id)
            .join(BEHIND.tables["submission"], BEHIND.tables["submission"].c.id == files.c.submission_id)
            .where(BEHIND.tables["submission"].c.sent_at.is_not(None))
            .limit(1)
        ).scalar_one()
        session.execute(sa.update(files).where(files.c.submission_id == sent).values(place=9))
        assert list(verify_events(session)) == [f"row: submission {sent} was changed"]
        session.rollback()


def test_every_table_is_sealed_or_says_why_not() -> None:
    tables = set(Base.metadata.tables)
    assert tables == SEALED.keys() | PARTS.keys() | NOT_SEALED.keys()
    assert not SEALED.keys() & NOT_SEALED.keys()


def test_a_draft_is_nobodys_business_yet(world: World) -> None:
    before = last_number(world)
    draft(world, "whistleblowing")
    assert last_number(world) == before, "nothing happened that the log would have to tell"


def last_number(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.max(EVENT.c.number))) or 0


def test_a_log_and_its_end_that_are_put_back_are_found_by_an_anchor(busy: World, tmp_path: Path) -> None:
    """An older copy of the database agrees with itself: only what is outside tells."""
    settings = read_settings({"PORTAL_HOME": str(tmp_path), "PORTAL_ADDRESS": "https://portal.example"})
    with busy.database.writing() as session:
        by = Tamperer(session)
        events, end = by.events, session.execute(sa.select(BEHIND.tables["log_head"])).mappings().one()
    with busy.database.writing() as session:
        book_visit(session, busy.manager, busy.contract_place(session), "observation", clock.today())
    made = anchor_log(settings, busy.database)
    assert made
    lines = lines_of(tmp_path / "anchors.jsonl")
    assert [json.loads(line)["number"] for line in lines] == [len(events) + 1]
    with busy.database.writing() as session:
        assert list(verify_anchors(session, lines)) == []
        Tamperer(session).remove(len(events))
        session.execute(sa.update(BEHIND.tables["log_head"]).values(dict(end)))
        (found,) = verify_anchors(session, lines)
        assert (
            found == f"anchor: on {made.day} the log had {len(events) + 1} events, now it has {len(events)}"
        )
        session.rollback()


def made_by_another(session: Session) -> str:
    """Of the log as it stands, signed with a key of their own."""
    number, last_hash = last_event(session)
    key = LogKey(b"somebody else's")
    return make_anchor(key, "https://portal.example", clock.now(), number, last_hash).line()


def test_todays_anchor_is_none_that_somebody_put_there(busy: World, tmp_path: Path) -> None:
    settings = read_settings({"PORTAL_HOME": str(tmp_path)})
    with busy.database.reading() as session:
        forged = made_by_another(session)
    (tmp_path / "anchors.jsonl").write_text(forged + "\n")
    made = anchor_log(settings, busy.database)
    assert made
    assert lines_of(tmp_path / "anchors.jsonl") == [forged, made.line()]
    assert made.key != json.loads(forged)["key"]


def test_an_anchor_that_somebody_made_up_is_found(busy: World, tmp_path: Path) -> None:
    settings = read_settings({"PORTAL_HOME": str(tmp_path)})
    anchor_log(settings, busy.database)
    anchor_log(settings, busy.database)
    (line,) = lines_of(tmp_path / "anchors.jsonl")
    said = json.loads(line) | {"number": 1}
    with busy.database.writing() as session:
        forged = made_by_another(session)
        (found,) = verify_anchors(session, [forged])
        assert found.startswith("anchor: line 1 is signed by the key ")
    with busy.database.reading() as session:
        assert list(verify_anchors(session, [json.dumps(said), "nothing"])) == [
            "anchor: line 1 is not signed as it says",
            "anchor: line 2 is not signed as it says",
        ]


def test_the_register_is_watched_too(world: World) -> None:
    check(world, a_worker(world))
    with world.database.reading() as session:
        assert list(verify_events(session)) == []
    for name in ("worker", "assignment", "dbs_check"):
        with world.database.writing() as session:
            table = BEHIND.tables[name]
            row = session.execute(sa.select(table).limit(1)).mappings().one()
            free = [each for each in table.columns if is_free(each) and row[each.name] is not None]
            is_it = sa.and_(*(each == row[each.name] for each in table.primary_key.columns))
            session.execute(
                sa.update(table).where(is_it).values({free[0]: other_value(free[0], row[free[0].name])})
            )
            (found,) = verify_events(session)
            assert found.startswith(f"row: {name} ")
            session.rollback()
