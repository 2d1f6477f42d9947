"""A lead's own tracking sheet waits to be confirmed as other sheets do, and its columns are remembered."""

import sqlalchemy as sa
from alembic import op

revision = "0045_tracking"
down_revision = "0044_received"

TABLES = ("proposal", "column_match")


def upgrade() -> None:
    say("'people', 'partners', 'tracking'")


def downgrade() -> None:
    for name in TABLES:
        table = sa.table(name, sa.column("purpose", sa.Text))
        op.execute(sa.delete(table).where(table.c.purpose == "tracking"))
    say("'people', 'partners'")


def say(words: str) -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_purpose_word"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_purpose_word"), f"purpose IN ({words})")
