"""Checklists that a lead makes for itself."""

revision = "0006_drafts_of_checklists"
down_revision = "0005_imports"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
