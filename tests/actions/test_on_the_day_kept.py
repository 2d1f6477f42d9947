"""What was looked at on a visit goes into the archive of its contract, and goes when its time is over."""

import sqlalchemy as sa

from portal.history.actions.remove_kept import remove_files, remove_words
from portal.history.queries.contents import Contents
from portal.records import StoredFile, VisitNote, VisitPhoto, VisitRow, VisitSigning
from portal.standing.queries.verify import verify_events
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
