"""The register: checks, status checks and training belong to the person and not to an engagement.

What was entered of a check for one submission becomes a record of the person, which that submission refers
to. Drafts about a person are not needed any more: what they said of a check is on the record.
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0004_register"
down_revision = "0003_conditions"

MOMENT = sa.DateTime(timezone=True)
WORKER_COLUMNS = (
    sa.Column("staff_code", sa.Text(), server_default="", nullable=False),
    sa.Column("shown_as", sa.Text(), server_default="name", nullable=False),
    sa.Column("engaged_as", sa.Text(), server_default="staff", nullable=False),
    sa.Column("eligibility", sa.Text(), server_default="", nullable=False),
    sa.Column("started_on", sa.Date(), nullable=True),
    sa.Column("left_on", sa.Date(), nullable=True),
    sa.Column("renewal_applied_on", sa.Date(), nullable=True),
    sa.Column("removed_at", MOMENT, nullable=True),
)
FILLED = ("staff_code", "shown_as", "engaged_as", "eligibility")


def upgrade() -> None:
    widen_worker()
    op.rename_table("dbs_check", "old_check")
    make_tables()
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("check_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("training_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_submission_check_id"), "dbs_check", ["check_id"], ["id"])
        table.create_foreign_key(op.f("fk_submission_training_id"), "training", ["training_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_submission_one_record"), "check_id IS NULL OR training_id IS NULL"
        )
        table.create_index(op.f("ix_submission_check_id"), ["check_id"])
        table.create_index(op.f("ix_submission_training_id"), ["training_id"])
    move_checks()
    op.drop_table("old_check")
    drop_drafts()


def widen_worker() -> None:
    """People started on the first day that is known of them."""
    with op.batch_alter_table("worker") as table:
        for column in WORKER_COLUMNS:
            table.add_column(column)
    op.execute(
        "UPDATE worker SET started_on = COALESCE((SELECT MIN(from_on) FROM assignment"
        " WHERE assignment.worker_id = worker.id), DATE(created_at))"
    )
    with op.batch_alter_table("worker") as table:
        for name in FILLED:
            table.alter_column(name, server_default=None)
        table.alter_column("started_on", nullable=False)
        table.create_check_constraint(op.f("ck_worker_shown_as_word"), "shown_as IN ('name', 'staff-code')")
        table.create_check_constraint(
            op.f("ck_worker_engaged_as_word"), "engaged_as IN ('staff', 'volunteer')"
        )
        table.create_check_constraint(op.f("ck_worker_dates"), "left_on >= started_on")
        table.create_check_constraint(
            op.f("ck_worker_called"), "name <> '' OR staff_code <> '' OR removed_at IS NOT NULL"
        )
    op.create_index(
        "uq_worker_staff_code",
        "worker",
        ["organisation_id", "staff_code"],
        unique=True,
        sqlite_where=sa.text("staff_code <> ''"),
        postgresql_where=sa.text("staff_code <> ''"),
    )


def make_tables() -> None:
    """PostgreSQL keeps the old names of constraints when a table is renamed: the new ones come after."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE old_check RENAME CONSTRAINT pk_dbs_check TO pk_old_check")
    op.create_table(
        "dbs_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("adults_list", sa.Boolean(), nullable=False),
        sa.Column("childrens_list", sa.Boolean(), nullable=False),
        sa.Column("certificate_number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("update_service", sa.Boolean(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("risk_decided_by", sa.Text(), nullable=False),
        sa.Column("risk_decided_on", sa.Date(), nullable=True),
        sa.Column("risk_reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "level IN ('basic', 'standard', 'enhanced')", name=op.f("ck_dbs_check_level_word")
        ),
        sa.CheckConstraint(
            "outcome IN ('clear', 'risk-decision', 'undecided')", name=op.f("ck_dbs_check_outcome_word")
        ),
        sa.CheckConstraint(
            "outcome <> 'risk-decision' OR risk_decided_on IS NOT NULL", name=op.f("ck_dbs_check_risk")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_dbs_check_worker_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_dbs_check_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dbs_check")),
    )
    op.create_index(op.f("ix_dbs_check_worker_id"), "dbs_check", ["worker_id"])
    op.create_table(
        "status_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("check_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "result IN ('no-new-information', 'new-information')", name=op.f("ck_status_check_result_word")
        ),
        sa.ForeignKeyConstraint(["check_id"], ["dbs_check.id"], name=op.f("fk_status_check_check_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_status_check_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_check")),
    )
    op.create_index(op.f("ix_status_check_check_id"), "status_check", ["check_id"])
    op.create_table(
        "training",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_training_worker_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_training_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_index(op.f("ix_training_worker_id_topic"), "training", ["worker_id", "topic"])


def move_checks() -> None:
    """A check per submission, with the submission's id; a check of nobody had no worker and goes."""
    op.execute(MOVE.replace("IS_ABOUT", f"{worker_as_text()} = s.part_key"))
    op.execute("UPDATE submission SET check_id = id WHERE id IN (SELECT id FROM dbs_check)")


def drop_drafts() -> None:
    """The drafts about people; nothing points to them any more."""
    connection = op.get_bind()
    found = DRAFTS.replace("IS_ABOUT", f"{worker_as_text()} = s.part_key")
    drafts = connection.execute(sa.text(found)).scalars().all()
    of_drafts = (("under_way", "submission_id"), ("submission_file", "submission_id"), ("submission", "id"))
    for table, column in of_drafts:
        rows = sa.table(table, sa.column(column))
        connection.execute(sa.delete(rows).where(rows.c[column].in_(drafts)))


MOVE = (
    "INSERT INTO dbs_check (id, worker_id, level, adults_list, childrens_list, certificate_number,"
    " issued_on, seen_by, seen_on, outcome, risk_decided_by, risk_reason, recorded_by, recorded_at)"
    " SELECT s.id, w.id, o.level, o.adults_list, o.childrens_list, '', s.from_on, o.seen_by, o.seen_on,"
    " CASE WHEN o.clear THEN 'clear' WHEN NOT o.clear THEN 'undecided' END, '', '', s.made_by, s.made_at"
    " FROM old_check o JOIN submission s ON s.id = o.submission_id JOIN worker w ON IS_ABOUT"
)
"""The columns of the new table from those of the old one, its submission and its person."""

DRAFTS = "SELECT s.id FROM submission s JOIN worker w ON IS_ABOUT WHERE s.sent_at IS NULL"


def worker_as_text() -> str:
    """A worker's id as the part of a slot names it: in lower case, with hyphens."""
    if op.get_bind().dialect.name == "postgresql":
        return "CAST(w.id AS text)"
    cuts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return " || '-' || ".join(f"SUBSTR(LOWER(w.id), {start}, {length})" for start, length in cuts)


def downgrade() -> None:
    """One record serves several submissions now, and no older table can hold that: there is no way back."""
    raise CommandError("This step cannot be undone. Restore the database from the copy made before it.")
