"""What organisations call the columns of their own lists."""

import sqlalchemy as sa
from alembic import op

revision = "0038_column_match"
down_revision = "0037_feedback"


def upgrade() -> None:
    op.create_table(
        "column_match",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("purpose IN ('people', 'partners')", name=op.f("ck_column_match_purpose_word")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_column_match_organisation_id")
        ),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_column_match_said_by")),
        sa.PrimaryKeyConstraint("organisation_id", "purpose", "heading", name=op.f("pk_column_match")),
    )
    # sheets that wait were kept as they had been read, and are not known how to be read again
    op.execute("DELETE FROM proposal WHERE confirmed_at IS NULL")


def downgrade() -> None:
    op.drop_table("column_match")
