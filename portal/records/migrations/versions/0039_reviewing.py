"""Who of the lead has what open, and whom it was given to."""

import sqlalchemy as sa
from alembic import op

revision = "0039_reviewing"
down_revision = "0038_column_match"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "open_review",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        *elsewhere("open_review", person_id="person.id", submission_id="submission.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_open_review")),
    )
    op.create_index(op.f("ix_open_review_submission_id"), "open_review", ["submission_id"])
    op.create_table(
        "review_given",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        *elsewhere(
            "review_given", submission_id="submission.id", person_id="person.id", given_by="person.id"
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_review_given")),
    )
    op.create_index(op.f("ix_review_given_person_id"), "review_given", ["person_id"])


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def downgrade() -> None:
    op.drop_table("review_given")
    op.drop_table("open_review")
