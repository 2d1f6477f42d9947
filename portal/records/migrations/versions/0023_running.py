"""Messages are found by their state: how many wait is asked every few seconds."""

from alembic import op

revision = "0023_running"
down_revision = "0020_scans"


def upgrade() -> None:
    op.create_index(op.f("ix_message_state_made_at"), "message", ["state", "made_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_message_state_made_at"), table_name="message")
