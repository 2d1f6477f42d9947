"""What has happened and must be told: what was said of it, and what was done with it."""

import sqlalchemy as sa
from alembic import op

revision = "0042_occurrences"
down_revision = "0041_pack_template"

MOMENT = sa.DateTime(timezone=True)
KINDS = "kind IN ('acknowledged', 'forwarded', 'followed', 'closed')"
FORWARDED = "(kind = 'forwarded') = (done_on IS NOT NULL)"
ONCE = sa.text("kind <> 'followed'")


def upgrade() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        *elsewhere("occurrence", engagement_id="engagement.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("reference", name=op.f("uq_occurrence_reference")),
    )
    op.create_index(op.f("ix_occurrence_engagement_id"), "occurrence", ["engagement_id"])
    op.create_table(
        "occurrence_version",
        sa.Column("occurrence_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_key", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("their_reference", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("follows", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("by_lead", sa.Boolean(), nullable=False),
        *said("occurrence_version"),
    )
    op.create_table(
        "occurrence_step",
        sa.Column("occurrence_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("by_lead", sa.Boolean(), nullable=False),
        *said("occurrence_step"),
        sa.CheckConstraint(KINDS, name=op.f("ck_occurrence_step_kind_word")),
        sa.CheckConstraint(FORWARDED, name=op.f("ck_occurrence_step_forwarded")),
    )
    op.create_index(
        "uq_occurrence_step_once",
        "occurrence_step",
        ["occurrence_id", "kind"],
        unique=True,
        postgresql_where=ONCE,
        sqlite_where=ONCE,
    )


def said(table: str) -> list[sa.schema.SchemaItem]:
    """By whom and when, and the key of what is appended to an occurrence."""
    return [
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        *elsewhere(table, occurrence_id="occurrence.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("occurrence_id", "number", name=op.f(f"pk_{table}")),
    ]


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def downgrade() -> None:
    for table in ("occurrence_step", "occurrence_version", "occurrence"):
        op.drop_table(table)
