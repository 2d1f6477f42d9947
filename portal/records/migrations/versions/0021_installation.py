"""Which installation this is: an id that is made at first use, and stands in the store too."""

import sqlalchemy as sa
from alembic import op

revision = "0021_installation"
down_revision = "0023_running"


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number = 1", name=op.f("ck_installation_alone")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_installation")),
        sa.UniqueConstraint("id", name=op.f("uq_installation_id")),
    )


def downgrade() -> None:
    op.drop_table("installation")
