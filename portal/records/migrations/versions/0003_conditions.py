"""Conditions of engagements from a date on, and preferred requirements counted apart."""

revision = "0003_conditions"
down_revision = "0002_details"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
