"""How each stored file stands with the virus scanner."""

import sqlalchemy as sa
from alembic import op

revision = "0020_scans"
down_revision = "0017_cancelled"

MOMENT = sa.DateTime(timezone=True)
WORDS = ("unscanned", "checking", "clean", "found")


def upgrade() -> None:
    with op.batch_alter_table("stored_file") as table:
        table.add_column(sa.Column("scan", sa.Text(), server_default="unscanned", nullable=False))
        table.add_column(sa.Column("scanned_at", MOMENT, nullable=True))
        table.add_column(sa.Column("signatures", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("found", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("removed_at", MOMENT, nullable=True))
        listed = ", ".join(f"'{word}'" for word in WORDS)
        table.create_check_constraint(op.f("ck_stored_file_scan_word"), f"scan IN ({listed})")
        table.create_index(op.f("ix_stored_file_scan"), ["scan"])
    with op.batch_alter_table("stored_file") as table:
        for name in ("scan", "signatures", "found"):
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("stored_file") as table:
        table.drop_index(op.f("ix_stored_file_scan"))
        table.drop_constraint(op.f("ck_stored_file_scan_word"), type_="check")
        for name in ("removed_at", "found", "signatures", "scanned_at", "scan"):
            table.drop_column(name)
