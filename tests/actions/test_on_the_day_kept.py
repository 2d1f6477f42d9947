"""What was looked at on a visit goes into the archive of its contract, and goes when its time is over."""

import sqlalchemy as sa

from portal.history.actions.remove_kept import remove_files, remove_words
from portal.history.queries.contents import Contents
from portal.records import StoredFile, Visit, VisitNote, VisitPhoto, VisitRow, VisitSigning
from portal.standing.queries.verify import verify_events
from portal.visits.actions.cancel_visit import cancel_visit
from tests.builders import looking
from tests.builders.world import World

TABLES = {"visit_sheet", "visit_row", "visit_note", "visit_photo", "visit_signing"}


def test_the_archive_has_all_of_it(world: World) -> None:
    looking.reported(world)
    contents, other = Contents(world.contract_id), Contents(world.noise_contract_id)
    with world.database.reading() as session:
        told = list(contents.told(session))
        assert {table for table, _, _ in told} >= TABLES
        for words in looking.SAID:
            assert words in str(told)
        assert {table for table, _, _ in other.told(session)}.isdisjoint(TABLES)
        photo = session.scalars(sa.select(VisitPhoto.file_id)).one()
        assert photo in session.scalars(sa.select(StoredFile.id).where(contents.files)).all()


def test_words_and_photos_go_and_what_was_seen_stays(world: World) -> None:
    looking.reported(world)
    contents = Contents(world.contract_id)
    with world.database.writing() as session:
        many = contents.count(session, "words")
        assert remove_words(session, contents) == (many, [])
        assert many >= len(looking.SAID)
        photo = session.scalars(sa.select(VisitPhoto.file_id)).one()
        _, keys = remove_files(session, contents)
        assert session.get_one(StoredFile, photo).key in keys
        session.commit()
    with world.database.reading() as session:
        rows = session.execute(sa.select(VisitRow.result, VisitRow.note).where(VisitRow.note != "")).all()
        assert [tuple(each) for each in rows] == [("not-seen", "removed")]
        assert session.scalars(sa.select(VisitNote.words)).all() == [""]
        assert sorted(session.scalars(sa.select(VisitSigning.reopened_because))) == ["", "removed"]
        assert list(verify_events(session)) == []


def test_why_a_visit_did_not_take_place_goes_too(world: World) -> None:
    visit_id, contents = looking.a_visit(world), Contents(world.contract_id)
    with world.database.writing() as session:
        place = world.contract_place(session)
        cancel_visit(session, world.manager, place, visit_id, "Their keyholder was unwell.")
        session.commit()
    with world.database.writing() as session:
        many = contents.count(session, "words")
        assert many >= 1, "and it is shown before"
        assert remove_words(session, contents) == (many, [])
        assert session.get_one(Visit, visit_id).cancelled_because == ""


def test_the_archive_tells_to_what_evidence_belongs(world: World) -> None:
    """The files alone say nothing of what they were sent for."""
    assert set(Contents(world.contract_id).rows()) >= {"finding_file", "return_file", "visit_move"}
