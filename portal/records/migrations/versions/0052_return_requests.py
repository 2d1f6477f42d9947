"""Returns that a lead asks for, besides those of every period."""

import sqlalchemy as sa
from alembic import op

revision = "0052_return_requests"
down_revision = "0048_away"

MOMENT = sa.DateTime(timezone=True)
ONE = "uq_return_request_engagement_id_return_key_part"
POINTS = {"engagement_id": "engagement", "made_by": "person", "withdrawn_by": "person"}


def upgrade() -> None:
    op.create_table(
        "return_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("return_key", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_words", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_return_request_{name}"))
            for name, table in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_request")),
        sa.UniqueConstraint("engagement_id", "return_key", "part", name=op.f(ONE)),
    )


def downgrade() -> None:
    op.drop_table("return_request")
