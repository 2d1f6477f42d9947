"""A visit that was cancelled stays, so that a question about an evening before still finds it."""

import sqlalchemy as sa
from alembic import op

revision = "0017_cancelled"
down_revision = "0016_post"


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("visit", recreate="always" if on_sqlite else "never") as table:
        table.add_column(sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("visit") as table:
        op.execute("DELETE FROM visit WHERE cancelled_at IS NOT NULL")
        table.drop_column("cancelled_at")
