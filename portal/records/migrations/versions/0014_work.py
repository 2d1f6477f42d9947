"""Work that nobody waits for, messages that it sends, and who looks after it."""

import sqlalchemy as sa
from alembic import op

revision = "0014_work"
down_revision = "0013_endless_exceptions"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "work",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("again_at", MOMENT, nullable=True),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps_of", sa.Integer(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'taken', 'done', 'failed')", name=op.f("ck_work_state_word")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_work_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
    )
    op.create_index(op.f("ix_work_state_due_at"), "work", ["state", "due_at"], unique=False)
    op.create_index(
        "uq_work_open",
        "work",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'taken')"),
        postgresql_where=sa.text("state IN ('waiting', 'taken')"),
    )
    op.create_table(
        "administrator",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_administrator_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_administrator")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to_email", sa.Text(), nullable=False),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("letter", sa.JSON(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("bounced_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('digest', 'at-once', 'invitation', 'reset', 'letter')",
            name=op.f("ck_message_kind_word"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'handing-over', 'sent', 'failed')", name=op.f("ck_message_state_word")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("header", name=op.f("uq_message_header")),
    )
    op.create_index(op.f("ix_message_person_id_made_at"), "message", ["person_id", "made_at"], unique=False)
