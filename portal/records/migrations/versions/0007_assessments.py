"""Assessments that are made in the portal."""

revision = "0007_assessments"
down_revision = "0006_drafts_of_checklists"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
