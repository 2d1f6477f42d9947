"""Returns of a period: sections, what was done with them, and what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0031_returns"
down_revision = "0029_proof"

MOMENT = sa.DateTime(timezone=True)
UNIQUE = "uq_period_return_engagement_id_return_key_part"
ACTS = "'put-up', 'handed-back', 'sent', 'accepted', 'returned', 'reopened'"


def points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "returns_begin",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        points_to("returns_begin", "contract_id", "contract.id"),
        points_to("returns_begin", "said_by", "person.id"),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_returns_begin")),
    )
    op.create_table(
        "period_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("return_key", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        points_to("period_return", "engagement_id", "engagement.id"),
        points_to("period_return", "made_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_return")),
        sa.UniqueConstraint("reference", name=op.f("uq_period_return_reference")),
        sa.UniqueConstraint("engagement_id", "return_key", "part", name=op.f(UNIQUE)),
    )
    op.create_table(
        "return_section",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("section_key", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("is_ready", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        points_to("return_section", "return_id", "period_return.id"),
        points_to("return_section", "written_by", "person.id"),
        sa.PrimaryKeyConstraint("return_id", "section_key", name=op.f("pk_return_section")),
    )
    op.create_table(
        "return_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(f"act IN ({ACTS})", name=op.f("ck_return_act_act_word")),
        points_to("return_act", "return_id", "period_return.id"),
        points_to("return_act", "made_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_act")),
        sa.UniqueConstraint("return_id", "number", name=op.f("uq_return_act_return_id_number")),
    )
    op.create_table(
        "return_sent",
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("section_key", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        points_to("return_sent", "act_id", "return_act.id"),
        sa.PrimaryKeyConstraint("act_id", "section_key", name=op.f("pk_return_sent")),
    )
    op.create_table(
        "return_file",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("section_key", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("is_sent", sa.Boolean(), nullable=False),
        points_to("return_file", "return_id", "period_return.id"),
        points_to("return_file", "file_id", "stored_file.id"),
        sa.PrimaryKeyConstraint("return_id", "section_key", "file_id", name=op.f("pk_return_file")),
    )
    op.create_index(op.f("ix_return_file_file_id"), "return_file", ["file_id"])


def downgrade() -> None:
    for table in ("return_file", "return_sent", "return_act", "return_section", "period_return"):
        op.drop_table(table)
    op.drop_table("returns_begin")
