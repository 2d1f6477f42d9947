"""The shelf."""

revision = "0008_shelf"
down_revision = "0007_assessments"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
