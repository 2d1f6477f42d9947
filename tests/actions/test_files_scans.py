"""A file is held until a real scanner has answered; what it finds nobody opens, and who must know is told."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.scanner import Verdict
from evidence.store import NotStored
from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import SCAN
from portal.files.actions.note_scan import ask_for_scans, note_scan
from portal.files.queries import get_file
from portal.history.queries.events import Wanted, events_of_contract, events_of_organisation, list_events
from portal.notices.rounds import tell_events
from portal.records import Event, Notice, StoredFile, SubmissionFile, Work
from portal.settings import Settings, read_settings
from portal.standing.queries.verify import verify_files
from portal.work.scanning import do_remove_harmful, do_scan_file, do_scan_stored, do_scan_waiting
from portal.work.tools import NotYet, Tools
from tests.builders import good_files as good
from tests.builders import receiving, sending
from tests.builders.world import World
from tests.parts.clamd import HARMFUL, HARMFUL_LATER, Clamd

FOUND = Verdict("Invented.1", "ClamAV 1")
CLEAN = Verdict("", "ClamAV 1")


def settings_with(folder: Path, clamd: str = "") -> Settings:
    return read_settings({"PORTAL_HOME": str(folder), **({"PORTAL_CLAMD": clamd} if clamd else {})})


def tools(world: World, folder: Path, clamd: str = "") -> Tools:
    assert world.store
    return Tools(settings_with(folder, clamd), world.database, world.store, lambda _done, _of: None)


def held(world: World, content: bytes = good.pdf(), name: str = "policy.pdf") -> tuple[uuid.UUID, uuid.UUID]:
    """A draft, and the file in it, which waits for the scanner."""
    draft = sending.draft(world, "complaints-policy")
    return draft, sending.attach(world, draft, name, content, scan="checking")


def scan_of(world: World, file_id: uuid.UUID) -> str:
    with world.database.reading() as session:
        return session.scalars(sa.select(StoredFile.scan).where(StoredFile.id == file_id)).one()


def may_open(world: World, viewer: Viewer, file_id: uuid.UUID) -> bool:
    with world.database.reading() as session:
        try:
            return get_file(session, viewer, file_id).file_id == file_id
        except CannotDo:
            return False


def asked(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Work.subject).where(Work.kind == SCAN)))


def events(world: World, name: str) -> list[Event]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event).where(Event.name == name)))


def told(world: World, viewer: Viewer) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Notice.what).where(Notice.person_id == viewer.person_id)))


def sent_with(world: World, scan: str) -> tuple[uuid.UUID, uuid.UUID]:
    """A submission that was sent, and its file, which stands so with the scanner."""
    submission = sending.send(world, "complaints-policy")
    with world.database.writing() as session:
        wanted = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission)
        file_id = session.scalars(wanted).one()
        session.execute(sa.update(StoredFile).where(StoredFile.id == file_id).values(scan=scan))
        session.commit()
    return submission, file_id


def test_a_file_that_waits_is_asked_for_and_opened_by_nobody(world: World) -> None:
    _, file_id = held(world)
    assert asked(world) == [str(file_id)]
    assert not may_open(world, world.member, file_id)


def test_a_clean_file_is_opened(world: World, clamd: Clamd, tmp_path: Path) -> None:
    _, file_id = held(world)
    do_scan_file(tools(world, tmp_path, clamd.address), str(file_id))
    assert scan_of(world, file_id) == "clean"
    assert may_open(world, world.member, file_id)
    assert events(world, "harmful-file-found") == []


def test_a_harmful_one_is_opened_by_nobody_and_cannot_be_sent(
    world: World, clamd: Clamd, tmp_path: Path
) -> None:
    _, file_id = held(world, good.pdf() + HARMFUL)
    do_scan_file(tools(world, tmp_path, clamd.address), str(file_id))
    assert scan_of(world, file_id) == "found"
    assert not may_open(world, world.member, file_id)
    with pytest.raises(
        CannotDo, match=r"policy.pdf was found to be harmful. Take it out and add a clean copy"
    ):
        sending.send(world, "complaints-policy")
    tell_events(world.database)
    (said,) = told(world, world.member)
    assert said == "policy.pdf was found to be harmful: Complaints policy"
    assert told(world, world.manager) == [], "the lead hears nothing of a draft"
    (happened,) = events(world, "harmful-file-found")
    assert happened.data["found"] == "Invented.1.UNOFFICIAL"


def test_where_it_was_sent_the_lead_is_told(world: World) -> None:
    submission, file_id = sent_with(world, "checking")
    assert not may_open(world, world.reviewer, file_id)
    with pytest.raises(CannotDo, match="cannot be opened"):
        sending.accept(world, submission)
    with world.database.writing() as session:
        note_scan(session, file_id, FOUND)
    tell_events(world.database)
    what = "policy.pdf was found to be harmful: Complaints policy"
    assert what in told(world, world.manager)
    assert what in told(world, world.reviewer)
    assert what in told(world, world.member)
    with pytest.raises(CannotDo, match="cannot be opened"):
        sending.accept(world, submission)
    sending.give_back(world, submission)


def in_history(world: World) -> list[bool]:
    """Whether the lead, and the partner, read of a harmful file."""
    wanted = Wanted(names=("harmful-file-found",))
    with world.database.reading() as session:
        of_lead = list_events(session, events_of_contract(world.contract_place(session)), wanted)
        of_partner = list_events(session, events_of_organisation(session, world.own_place(session)), wanted)
    return [bool(of_lead), bool(of_partner)]


def test_a_harmful_file_of_a_draft_is_its_own_sides_to_know(world: World) -> None:
    _, file_id = held(world)
    with world.database.writing() as session:
        note_scan(session, file_id, FOUND)
    assert in_history(world) == [False, True]


def test_of_what_the_lead_enters_its_partner_hears_nothing_before_it_is_sent(world: World) -> None:
    draft = receiving.begin(world, "complaints-policy")
    file_id = sending.attach(world, draft, "wrong.pdf", by=world.reviewer, scan="checking")
    with world.database.writing() as session:
        note_scan(session, file_id, FOUND)
    tell_events(world.database)
    assert told(world, world.member) == []
    assert told(world, world.reviewer) == ["wrong.pdf was found to be harmful: Complaints policy"]
    assert in_history(world) == [True, False]


def test_a_clean_answer_lets_a_reviewer_accept(world: World) -> None:
    submission, file_id = sent_with(world, "checking")
    with world.database.writing() as session:
        note_scan(session, file_id, CLEAN)
    sending.accept(world, submission)


@pytest.mark.parametrize("address", ["unix:///nobody/there", "tcp://127.0.0.1:1"])
def test_without_an_answer_it_is_held_and_tried_again(world: World, tmp_path: Path, address: str) -> None:
    _, file_id = held(world)
    for _ in range(3):
        with pytest.raises(NotYet):
            do_scan_file(tools(world, tmp_path, address), str(file_id))
    assert scan_of(world, file_id) == "checking"
    assert not may_open(world, world.member, file_id)


def test_what_was_stored_is_scanned_again_by_new_signatures(
    world: World, clamd: Clamd, tmp_path: Path
) -> None:
    _, file_id = held(world, good.pdf() + HARMFUL_LATER)
    work = tools(world, tmp_path, clamd.address)
    do_scan_file(work, str(file_id))
    do_scan_stored(work, "today")
    assert scan_of(world, file_id) == "clean", "nothing has changed"
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).values(signatures="ClamAV of yesterday"))
        session.commit()
    clamd.know(HARMFUL, HARMFUL_LATER)
    clamd.read_again()
    try:
        do_scan_stored(work, "today")
    finally:
        clamd.know(HARMFUL)
        clamd.read_again()
    assert scan_of(world, file_id) == "found"


def test_what_was_found_stays_found(world: World) -> None:
    _, file_id = held(world)
    with world.database.writing() as session:
        note_scan(session, file_id, FOUND)
        note_scan(session, file_id, CLEAN)
        note_scan(session, file_id, FOUND)
    assert scan_of(world, file_id) == "found"
    assert len(events(world, "harmful-file-found")) == 1


def test_its_bytes_go_after_a_set_time(world: World, tmp_path: Path) -> None:
    _, file_id = held(world)
    assert world.store
    with world.database.writing() as session:
        note_scan(session, file_id, FOUND)
        key = session.scalars(sa.select(StoredFile.key)).one()
    work = tools(world, tmp_path)
    do_remove_harmful(work, "today")
    assert world.store.size(key)
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).values(scanned_at=clock.now() - timedelta(days=31)))
        session.commit()
    do_remove_harmful(work, "today")
    do_remove_harmful(work, "again")
    with pytest.raises(NotStored):
        world.store.size(key)
    assert len(events(world, "harmful-file-removed")) == 1
    with world.database.reading() as session:
        assert list(verify_files(session, world.store)) == []


def test_what_came_in_unscanned_is_held_once_there_is_a_scanner(world: World, tmp_path: Path) -> None:
    draft = sending.draft(world, "complaints-policy")
    file_id = sending.attach(world, draft)
    assert may_open(world, world.member, file_id)
    do_scan_waiting(tools(world, tmp_path, "unix:///nobody/there"), "")
    assert scan_of(world, file_id) == "checking"
    assert asked(world) == [str(file_id)]
    with world.database.writing() as session:
        ask_for_scans(session, scanned=False)
    assert scan_of(world, file_id) == "unscanned"
    do_scan_file(tools(world, tmp_path), str(file_id))
    assert scan_of(world, file_id) == "unscanned", "nobody looked at it"
