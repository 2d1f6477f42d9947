"""Of a slot, the parts that are wanting in a lesser way. Read models are written anew after a migration."""

import sqlalchemy as sa
from alembic import op

revision = "0008_standing"
down_revision = "0007_assessments"


def upgrade() -> None:
    with op.batch_alter_table("standing") as table:
        table.add_column(sa.Column("also", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("standing") as table:
        table.alter_column("also", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("standing") as table:
        table.drop_column("also")
