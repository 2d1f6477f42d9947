"""An index in whose order a contract's history is read, with all that its counts ask of an event."""

from alembic import op

revision = "0054_history_read"
down_revision = "0053_looked_up"

IN_ORDER = "ix_event_contract_id_at_number_name"


def upgrade() -> None:
    op.create_index(op.f(IN_ORDER), "event", ["contract_id", "at", "number", "name"])


def downgrade() -> None:
    op.drop_index(op.f(IN_ORDER), "event")
