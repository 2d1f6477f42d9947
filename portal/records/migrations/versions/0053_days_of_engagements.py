"""An index by partner and days: who has a day, and how many partners that are, is read out of it alone."""

from alembic import op

revision = "0053_days_of_engagements"
down_revision = "0052_outcomes"

NAME = "ix_engagement_contract_id_partner_id_starts_on_ends_on_id"


def upgrade() -> None:
    op.create_index(op.f(NAME), "engagement", ["contract_id", "partner_id", "starts_on", "ends_on", "id"])


def downgrade() -> None:
    op.drop_index(op.f(NAME), "engagement")
