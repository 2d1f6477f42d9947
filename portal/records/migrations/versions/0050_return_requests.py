"""Returns that a lead asks for, besides those of every period; and two more kinds of visits and meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0050_return_requests"
down_revision = "0049_editions"

MOMENT = sa.DateTime(timezone=True)
ONE = "uq_return_request_engagement_id_return_key_part"
POINTS = {"engagement_id": "engagement", "made_by": "person", "withdrawn_by": "person"}

FIRST_KINDS = (
    "audit-visit",
    "observation",
    "focus-group",
    "spot-audit",
    "compliance-meeting",
    "review-meeting",
    "operational-meeting",
    "steering-group",
    "weekly-meeting",
)
LIKE = {"provider-meeting": "operational-meeting", "council-visit": "audit-visit"}
"""The new kinds, each with what comes nearest to it."""


def kinds(known: tuple[str, ...]) -> None:
    """Of visits, and of the meetings that are asked for."""
    words = ", ".join(f"'{kind}'" for kind in known)
    for name in ("visit", "meetings_asked"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_kind_word"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_kind_word"), f"kind IN ({words})")


def upgrade() -> None:
    kinds((*FIRST_KINDS, *LIKE))
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
    visit = sa.table("visit", sa.column("kind"))
    asked = sa.table("meetings_asked", sa.column("kind"))
    for new, old in LIKE.items():
        op.execute(sa.update(visit).where(visit.c.kind == new).values(kind=old))
        op.execute(sa.delete(asked).where(asked.c.kind == new))
    kinds(FIRST_KINDS)
    op.drop_table("return_request")
