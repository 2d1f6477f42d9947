"""Indexes by which little is looked up: who has a day and how many partners that are, by partner and days;
and what somebody sent or made herself."""

from alembic import op

revision = "0053_looked_up"
down_revision = "0052_outcomes"

DAYS = "ix_engagement_contract_id_partner_id_starts_on_ends_on_id"


def upgrade() -> None:
    op.create_index(op.f(DAYS), "engagement", ["contract_id", "partner_id", "starts_on", "ends_on", "id"])
    op.create_index(op.f("ix_submission_sent_by"), "submission", ["sent_by"])
    op.create_index(op.f("ix_submission_made_by"), "submission", ["made_by"])


def downgrade() -> None:
    op.drop_index(op.f("ix_submission_made_by"), "submission")
    op.drop_index(op.f("ix_submission_sent_by"), "submission")
    op.drop_index(op.f(DAYS), "engagement")
