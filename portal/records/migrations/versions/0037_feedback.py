"""Feedback: rounds, codes, and answers without a name."""

import sqlalchemy as sa
from alembic import op

revision = "0037_feedback"
down_revision = "0036_payments"

MOMENT = sa.DateTime(timezone=True)
ASKED = "asked IN ('people', 'carers', 'staff', 'stakeholders')"


def upgrade() -> None:
    op.create_table(
        "feedback_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.CheckConstraint(ASKED, name=op.f("ck_feedback_round_asked_word")),
        sa.CheckConstraint("codes > 0", name=op.f("ck_feedback_round_codes")),
        *elsewhere(
            "feedback_round", engagement_id="engagement.id", made_by="person.id", closed_by="person.id"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_round")),
    )
    op.create_index(op.f("ix_feedback_round_engagement_id"), "feedback_round", ["engagement_id"])
    op.create_table(
        "feedback_code",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        *elsewhere("feedback_code", round_id="feedback_round.id"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_feedback_code")),
    )
    op.create_index(op.f("ix_feedback_code_round_id"), "feedback_code", ["round_id"])
    op.create_table(
        "feedback_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *elsewhere("feedback_answer", round_id="feedback_round.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_answer")),
    )
    op.create_index(op.f("ix_feedback_answer_round_id"), "feedback_answer", ["round_id"])


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def downgrade() -> None:
    for table in ("feedback_answer", "feedback_code", "feedback_round"):
        op.drop_table(table)
