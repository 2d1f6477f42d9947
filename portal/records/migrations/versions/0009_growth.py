"""Indexes by which what belongs to one partner is found without looking at what belongs to others."""

from alembic import op

revision = "0009_growth"
down_revision = "0008_standing"

ON_DAY = [
    "contract_id",
    "asked_until_on",
    "asked_from_on",
    "level",
    "blockers",
    "asked",
    "in_order",
    "preferred_asked",
    "preferred_in_order",
    "engagement_id",
]
"""All that the counts of a day read, and what tells which partners are on a page of those worst off."""


def upgrade() -> None:
    op.create_index("ix_decision_submission_id", "decision", ["submission_id"])
    op.create_index(
        "ix_visit_contract_id_engagement_id_on_date", "visit", ["contract_id", "engagement_id", "on_date"]
    )
    op.drop_index("ix_engagement_standing_on_day", "engagement_standing")
    op.create_index("ix_engagement_standing_on_day", "engagement_standing", ON_DAY)
