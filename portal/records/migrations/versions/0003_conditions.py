"""Conditions of engagements from a date on, and preferred requirements counted apart."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0003_conditions"
down_revision = "0002_details"

WORDS = "condition IN ('uses-volunteers', 'supports-people-with-dementia', 'breaking-barriers-area')"
INDEX = "ix_engagement_standing_on_day"
ON_DAY = ["contract_id", "asked_until_on", "asked_from_on", "level", "asked", "in_order"]
PREFERRED = ["preferred_asked", "preferred_in_order"]

ENGAGEMENT = sa.table(
    "engagement",
    sa.column("id", sa.Uuid()),
    sa.column("uses_volunteers", sa.Boolean()),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
CONDITION = sa.table(
    "engagement_condition",
    sa.column("id", sa.Uuid()),
    sa.column("engagement_id", sa.Uuid()),
    sa.column("condition", sa.Text()),
    sa.column("holds", sa.Boolean()),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
)
VOLUNTEERS = "uses-volunteers"


def upgrade() -> None:
    make_conditions()
    move_volunteers()
    with op.batch_alter_table("engagement") as table:
        table.drop_column("uses_volunteers")
    count_preferred()


def make_conditions() -> None:
    op.create_table(
        "engagement_condition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(WORDS, name=op.f("ck_engagement_condition_condition_word")),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_engagement_condition_engagement_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_engagement_condition_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_condition")),
    )
    op.create_index(op.f("ix_engagement_condition_engagement_id"), "engagement_condition", ["engagement_id"])


def move_volunteers() -> None:
    """Who used volunteers does so from the engagement's first day on."""
    kept = sa.select(ENGAGEMENT.c.id, ENGAGEMENT.c.created_at).where(ENGAGEMENT.c.uses_volunteers)
    rows = [
        {"id": uuid.uuid4(), "engagement_id": each.id, "condition": VOLUNTEERS, "holds": True}
        | {"recorded_at": each.created_at}
        for each in op.get_bind().execute(kept)
    ]
    if rows:
        op.bulk_insert(CONDITION, rows)


def count_preferred() -> None:
    """Until then no checklist preferred anything: nothing is there to count apart."""
    op.drop_index(INDEX, "engagement_standing")
    with op.batch_alter_table("engagement_standing") as table:
        for name in PREFERRED:
            table.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("engagement_standing") as table:
        for name in PREFERRED:
            table.alter_column(name, server_default=None)
    op.create_index(INDEX, "engagement_standing", ON_DAY + PREFERRED)


def downgrade() -> None:
    op.drop_index(INDEX, "engagement_standing")
    with op.batch_alter_table("engagement_standing") as table:
        for name in PREFERRED:
            table.drop_column(name)
    op.create_index(INDEX, "engagement_standing", ON_DAY)
    with op.batch_alter_table("engagement") as table:
        table.add_column(sa.Column("uses_volunteers", sa.Boolean(), server_default="0", nullable=False))
    with op.batch_alter_table("engagement") as table:
        table.alter_column("uses_volunteers", server_default=None)
    using = sa.select(CONDITION.c.engagement_id).where(CONDITION.c.condition == VOLUNTEERS, CONDITION.c.holds)
    op.execute(sa.update(ENGAGEMENT).where(ENGAGEMENT.c.id.in_(using)).values(uses_volunteers=True))
    op.drop_table("engagement_condition")
