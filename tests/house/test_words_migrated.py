"""What was there before is found by the same words as what is written since."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from checklists.names import found_by
from portal.database import open_database
from portal.records import FileWord
from portal.records.migrations import migrate

BEFORE = "0043_council"
NAME, TRADING, FILE = "St. Brânwen’s & Friends", "The Ŵylan", "Père_Noël’s plan.v2.PDF"
IDS = {name: uuid.UUID(int=place + 1).hex for place, name in enumerate("abcde")}
VALUES = {**IDS, "name": NAME, "trading": f'["{TRADING}"]', "file": FILE, "at": "2026-01-02 03:04:05"}
ROWS = (
    "INSERT INTO organisation (id, name, trading_names, created_at) VALUES (:a, :name, :trading, :at)",
    "INSERT INTO organisation_name (id, organisation_id, name, trading_names, recorded_at)"
    " VALUES (:b, :a, :name, :trading, :at)",
    "INSERT INTO person (id, email, name, created_at) VALUES (:c, 'pat@example.org', 'Pat', :at)",
    "INSERT INTO stored_file (id, organisation_id, key, name, media_type, size, sha256, uploaded_by,"
    " uploaded_at, scan, signatures, found)"
    " VALUES (:d, :a, 'k', :file, 'application/pdf', 1, '', :c, :at, 'unscanned', '', '')",
    "INSERT INTO stored_file (id, organisation_id, key, name, media_type, size, sha256, uploaded_by,"
    " uploaded_at, scan, signatures, found, removed_at)"
    " VALUES (:e, :a, 'l', 'removed', 'application/pdf', 1, '', :c, :at, 'unscanned', '', '', :at)",
)


def migrated(address: str, since: str, rows: Iterable[str]) -> sa.Engine:
    """A database of that version with those rows, brought up to date."""
    engine = open_database(address).engine
    migrate(engine, since)
    with engine.begin() as connection:
        for statement in rows:
            connection.execute(sa.text(statement), VALUES)
    migrate(engine)
    return engine


def test_names_and_files_of_before_are_found(empty_database_url: str) -> None:
    engine = migrated(empty_database_url, BEFORE, ROWS)
    with engine.connect() as connection:
        names = connection.execute(sa.text("SELECT word FROM name_word")).scalars().all()
        files = connection.execute(sa.text("SELECT word FROM file_word")).scalars().all()
    engine.dispose()
    assert set(names) == found_by(NAME) | found_by(TRADING)
    assert set(files) == found_by(FILE)


LAST_BEFORE = "0054_history_read"
OWNER = IDS["a"]
GIVEN = (
    "INSERT INTO organisation (id, name, trading_names, created_at) VALUES (:a, 'Partner', '[]', :at)",
    "INSERT INTO organisation (id, name, trading_names, created_at) VALUES (:b, 'Lead', '[]', :at)",
    *ROWS[2:4],
    "INSERT INTO file_word (organisation_id, word, file_id) VALUES (:b, 'plan', :d)",
    "INSERT INTO file_word (organisation_id, word, file_id) VALUES (:b, 'v2pdf', :d)",
)


def test_words_of_a_file_stand_with_whoever_has_it(empty_database_url: str) -> None:
    engine = migrated(empty_database_url, LAST_BEFORE, GIVEN)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(FileWord.organisation_id, FileWord.word)).all()
    engine.dispose()
    assert {(row.organisation_id.hex, row.word) for row in rows} == {(OWNER, "plan"), (OWNER, "v2pdf")}
