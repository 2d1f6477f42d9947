"""Trading names, incidents, and the answers that only one kind of evidence has."""

import sqlalchemy as sa
from alembic import op

revision = "0002_details"
down_revision = "0001_first_tables"


def upgrade() -> None:
    add_filled("organisation", "trading_names", "[]")
    add_filled("submission", "details", "{}")
    add_filled("decision", "details", "{}")
    mark_as_audited()
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name=op.f("fk_incident_engagement_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_incident_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_engagement_id"), "incident", ["engagement_id"])


def add_filled(table: str, column: str, value: str) -> None:
    """A JSON column that holds `value` in every row there is."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(column, sa.JSON(), server_default=value, nullable=False))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, server_default=None)


def mark_as_audited() -> None:
    """Accounts that were accepted before anybody was asked what came with them count as audited: "audited
    accounts" was what the reviewer judged. Only the part of accounts is a day, as in 2021-03-31."""
    decision = sa.table(
        "decision", sa.column("outcome"), sa.column("part_key"), sa.column("details", sa.JSON())
    )
    is_accepted_year = (decision.c.outcome == "accept") & decision.c.part_key.like("____-__-__")
    op.execute(sa.update(decision).where(is_accepted_year).values(details={"assurance": "audit"}))


def downgrade() -> None:
    op.drop_table("incident")
    for name in ("decision", "submission"):
        with op.batch_alter_table(name) as table:
            table.drop_column("details")
    with op.batch_alter_table("organisation") as table:
        table.drop_column("trading_names")
