"""The migrations make the tables that the records describe, on both engines; there is one last revision. Who
only looks at the tables looks at a copy of those that were made for all tests."""

import shutil
import uuid
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


def test_migrations_make_what_records_describe(database_url: str) -> None:
    engine = open_database(database_url).engine
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrations_make_every_check(database_url: str) -> None:
    """Autogenerate does not look at check constraints, so they are compared by name and words."""
    engine = open_database(database_url).engine
    inspector = sa.inspect(engine)
    for table in Base.metadata.sorted_tables:
        described = {each.name for each in table.constraints if isinstance(each, sa.CheckConstraint)}
        assert {each["name"] for each in inspector.get_check_constraints(table.name)} == described
    engine.dispose()


def test_migrations_make_the_same_tables_as_the_records_themselves(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    """On SQLite a table's statement says everything, checks and partial indexes too."""
    copy = shutil.copyfile(migrated_sqlite, tmp_path / "migrated.db")
    migrated = open_database(f"sqlite:///{copy}").engine
    described = open_database(f"sqlite:///{tmp_path / 'described.db'}").engine
    Base.metadata.create_all(described)
    assert statements(migrated) == statements(described)
    migrated.dispose()
    described.dispose()


def statements(engine: sa.Engine) -> dict[str, list[str]]:
    """By name, the sorted lines of what makes each table and index; SQLite quotes what was renamed."""
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return {
        name: sorted(line.strip(" \t,") for line in sql.replace('"', "").splitlines()) for name, sql in rows
    }


def test_an_empty_database_is_not_migrated(empty_database_url: str) -> None:
    engine = open_database(empty_database_url).engine
    assert not is_migrated(engine)
    migrate(engine)
    assert is_migrated(engine)
    migrate(engine)
    assert is_migrated(engine)
    engine.dispose()


FIRST = "0001_first_tables"


def test_migrations_keep_what_is_there(empty_database_url: str) -> None:
    """From the first tables, with a contract, two engagements and a check, to the last."""
    engine = open_database(empty_database_url).engine
    migrate(engine, FIRST)
    with engine.begin() as connection:
        for statement in OLD_ROWS:
            connection.execute(sa.text(statement), OLD_VALUES)
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM organisation")) == 3
        assert connection.scalar(sa.text("SELECT count(*) FROM engagement")) == 1
        asked = sa.text("SELECT email, role, state, problem, answer FROM invitation")
        assert [tuple(each) for each in connection.execute(asked)] == [
            ("pat@example.org", "member", "sent", "", None)
        ], "who never came in is asked"
        conditions = connection.execute(sa.text(KEPT_CONDITIONS)).all()
        assert [tuple(each) for each in conditions] == [("East", "uses-volunteers", None, True, None)]
        checks = connection.execute(sa.text(KEPT_CHECKS)).all()
        assert [tuple(each) for each in checks] == [
            ("S-1", "Wim", "2026-04-01", "name", "enhanced", "2026-04-01", "clear", "Pat")
        ]
        begun = connection.scalars(sa.text("SELECT outcome FROM dbs_check WHERE issued_on IS NULL")).all()
        assert begun == ["undecided"], "what a draft said of a check is on the person's record"
        drafts = sa.text("SELECT count(*) FROM submission WHERE reference = 'S-DRAFT'")
        assert connection.scalar(drafts) == 0
        filed = sa.select(sa.column("details", sa.JSON())).select_from(sa.table("decision"))
        audited = connection.scalars(filed.where(sa.column("part_key") == "2025-03-31")).all()
        assert audited == [{"assurance": "audit"}]
        assessed = filed.where(sa.column("requirement_key") == "eqia")
        assert connection.scalars(assessed).all() == [{"covers": ["age", "race"]}]
        versions = connection.execute(sa.text("SELECT reason, replaces_id FROM checklist_version")).all()
        assert [tuple(each) for each in versions] == [("", None)]
        others = filed.where(sa.column("requirement_key") == "dbs-checks")
        assert connection.scalars(others).all() == [{}]
    engine.dispose()


KEPT_CONDITIONS = (
    "SELECT area, condition, from_on, holds, recorded_by FROM engagement_condition"
    " JOIN engagement ON engagement.id = engagement_condition.engagement_id"
)

KEPT_CHECKS = (
    "SELECT s.reference, w.name, CAST(w.started_on AS text), w.shown_as, c.level, CAST(c.issued_on AS text),"
    " c.outcome, c.seen_by FROM dbs_check c JOIN worker w ON w.id = c.worker_id"
    " JOIN submission s ON s.check_id = c.id"
)
"""What was entered of a check for one submission is on the person's record, and the submission names it."""

OLD_VALUES = {
    **{name: uuid.UUID(int=place).hex for place, name in enumerate("abcdefghijklmn")},
    "at": "2026-01-02 03:04:05",
    "on": "2026-04-01",
    "end": "2028-03-31",
    "asked": '{"requirements": [{"key": "eqia", "characteristics": ["age", "race"]}, {"key": "other"}]}',
}
"""`a` to `n` are ids; a name stands for the same row throughout."""

OLD_ROWS = (
    "INSERT INTO organisation (id, name, created_at) VALUES (:a, 'A', :at), (:b, 'B', :at), (:c, 'C', :at)",
    "INSERT INTO person (id, email, name, created_at) VALUES (:d, 'pat@example.org', 'Pat', :at)",
    "INSERT INTO membership (id, person_id, organisation_id, role, created_at)"
    " VALUES (:j, :d, :c, 'member', :at)",
    "INSERT INTO one_time_link (token_hash, person_id, purpose, created_at, expires_at)"
    " VALUES ('x', :d, 'invitation', :at, :at), ('y', :d, 'invitation', :at, :at),"
    " ('z', :d, 'reset', :at, :at)",
    "INSERT INTO contract (id, reference, title, commissioner_id, lead_id, starts_on, ends_on, created_at)"
    " VALUES (:e, 'C-1', 'Peers', :a, :b, :on, :end, :at)",
    "INSERT INTO engagement (id, reference, contract_id, partner_id, sort_name, area, starts_on, ends_on,"
    " uses_volunteers, created_at) VALUES (:f, 'E-1', :e, :c, 'c', 'East', :on, :end, true, :at)",
    "INSERT INTO worker (id, organisation_id, name, job, created_at) VALUES (:g, :c, 'Wim', 'Driver', :at)",
    "INSERT INTO assignment (worker_id, engagement_id, from_on) VALUES (:g, :f, :on)",
    "INSERT INTO submission (id, reference, engagement_id, requirement_key, part_key, from_on, made_by,"
    " made_at, sent_by, sent_at)"
    " VALUES (:h, 'S-1', :f, 'dbs-checks', '00000000-0000-0000-0000-000000000006', :on, :d, :at, :d, :at)",
    "INSERT INTO submission (id, reference, engagement_id, requirement_key, part_key, made_by, made_at)"
    " VALUES ('000000000000000000000000000000fd', 'S-DRAFT', :f, 'dbs-checks',"
    " '00000000-0000-0000-0000-000000000006', :d, :at)",
    "INSERT INTO dbs_check (submission_id, level, adults_list, childrens_list, clear, seen_by)"
    " VALUES ('000000000000000000000000000000fd', 'basic', false, false, false, 'Pat')",
    "INSERT INTO dbs_check (submission_id, level, adults_list, childrens_list, clear, seen_by, seen_on)"
    " VALUES (:h, 'enhanced', true, true, true, 'Pat', :on)",
    "INSERT INTO decision (id, engagement_id, requirement_key, part_key, submission_id, outcome, from_on,"
    " reason, words, made_by, made_at, made_on) VALUES (:i, :f, 'dbs-checks',"
    " '00000000-0000-0000-0000-000000000006', :h, 'accept', :on, '', '', :d, :at, :on)",
    "INSERT INTO submission (id, reference, engagement_id, requirement_key, part_key, made_by, made_at,"
    " sent_by, sent_at) VALUES (:k, 'S-2', :f, 'audited-accounts', '2025-03-31', :d, :at, :d, :at)",
    "INSERT INTO decision (id, engagement_id, requirement_key, part_key, submission_id, outcome, reason,"
    " words, made_by, made_at, made_on)"
    " VALUES (:k, :f, 'audited-accounts', '2025-03-31', :k, 'accept', '', '', :d, :at, :on)",
    "INSERT INTO checklist_version (id, contract_id, in_force_from, definition, created_at)"
    " VALUES (:l, :e, :on, :asked, :at)",
    "INSERT INTO submission (id, reference, engagement_id, requirement_key, part_key, from_on, made_by,"
    " made_at, sent_by, sent_at) VALUES (:m, 'S-3', :f, 'eqia', '', :on, :d, :at, :d, :at)",
    "INSERT INTO decision (id, engagement_id, requirement_key, part_key, submission_id, outcome, from_on,"
    " reason, words, made_by, made_at, made_on)"
    " VALUES (:n, :f, 'eqia', '', :m, 'accept', :on, '', '', :d, :at, :on)",
)
