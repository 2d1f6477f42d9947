"""Somebody who left and came back: the days in between, of the person and of each engagement."""

import sqlalchemy as sa
from alembic import op

revision = "0048_away"
down_revision = "0047_words"

TABLES = ("worker", "assignment", "assignment_days")


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in TABLES:
        with op.batch_alter_table(name, recreate="always" if on_sqlite else "never") as table:
            table.add_column(sa.Column("away", sa.Text(), nullable=True))


def downgrade() -> None:
    for name in reversed(TABLES):
        with op.batch_alter_table(name) as table:
            table.drop_column("away")
