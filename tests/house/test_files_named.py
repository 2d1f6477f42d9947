"""Whatever points to a stored file keeps it from being thrown away as one that nobody was given."""

import re

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from portal.files.queries import ways_away
from portal.records import Base, StoredFile
from tests.house.sources import list_python, name_of


def test_every_row_that_points_to_a_file_is_a_way_in_which_it_was_given_away() -> None:
    """What goes with the file, as its words do, holds nobody up."""
    stored = StoredFile.__table__
    pointing = {
        str(key.parent)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is stored and key.ondelete != "CASCADE"
    }
    named = {
        str(each)
        for way in ways_away()
        for each in visitors.iterate(way)
        if isinstance(each, sa.Column) and each.table is not stored
    }
    assert "council_layout.file_id" in pointing
    assert pointing - named == set()


def test_whose_a_file_is_changes_in_one_place() -> None:
    """Its words go with it there."""
    changing = re.compile(r"update\(StoredFile\)(?:(?!update\()[\s\S])*?values\(\s*organisation_id=")
    files = [path for path in list_python("portal") if changing.search(path.read_text(encoding="utf-8"))]
    assert [name_of(path) for path in files] == ["portal/acting/give_files.py"]
