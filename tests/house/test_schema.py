"""The migrations make the tables that the records describe, on both engines; there is one last revision."""

from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.database import open_database
from portal.records import Base
from portal.records.migrations import FOLDER, is_migrated, make_config, migrate


def test_one_head_and_it_is_pinned() -> None:
    """Two branches of history collide in `.current-head` when they are merged, not in somebody's database."""
    heads = ScriptDirectory.from_config(make_config()).get_heads()
    assert heads == [(FOLDER / ".current-head").read_text("ascii").strip()]


def test_migrations_make_what_records_describe(empty_database_url: str) -> None:
    engine = open_database(empty_database_url).engine
    migrate(engine)
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrations_make_every_check(empty_database_url: str) -> None:
    """Autogenerate does not look at check constraints, so they are compared by name and words."""
    engine = open_database(empty_database_url).engine
    migrate(engine)
    inspector = sa.inspect(engine)
    for table in Base.metadata.sorted_tables:
        described = {each.name for each in table.constraints if isinstance(each, sa.CheckConstraint)}
        assert {each["name"] for each in inspector.get_check_constraints(table.name)} == described
    engine.dispose()


def test_migrations_make_the_same_tables_as_the_records_themselves(tmp_path: Path) -> None:
    """On SQLite a table's statement says everything, checks and partial indexes too."""
    migrated = open_database(f"sqlite:///{tmp_path / 'migrated.db'}").engine
    described = open_database(f"sqlite:///{tmp_path / 'described.db'}").engine
    migrate(migrated)
    Base.metadata.create_all(described)
    assert statements(migrated) == statements(described)
    migrated.dispose()
    described.dispose()


def statements(engine: sa.Engine) -> dict[str, list[str]]:
    """By name, the sorted lines of what makes each table and index."""
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return {name: sorted(line.strip(" \t,") for line in sql.splitlines()) for name, sql in rows}


def test_an_empty_database_is_not_migrated(empty_database_url: str) -> None:
    engine = open_database(empty_database_url).engine
    assert not is_migrated(engine)
    migrate(engine)
    assert is_migrated(engine)
    migrate(engine)
    assert is_migrated(engine)
    engine.dispose()
