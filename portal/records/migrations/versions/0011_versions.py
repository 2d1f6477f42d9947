"""A version of a checklist may replace another, with a reason; who published it is kept beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0011_versions"
down_revision = "0010_known"

VERSION, DRAFT = "checklist_version", "checklist_draft"


def upgrade() -> None:
    with op.batch_alter_table(VERSION) as table:
        table.drop_constraint(op.f("uq_checklist_version_contract_id_in_force_from"), type_="unique")
        table.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        for name, target in (("published_by", "person"), ("replaces_id", VERSION)):
            table.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_checklist_version_{name}"), target, [name], ["id"])
        table.create_unique_constraint(op.f("uq_checklist_version_replaces_id"), ["replaces_id"])
    with op.batch_alter_table(VERSION) as table:
        table.alter_column("reason", server_default=None)
        table.create_index(op.f("ix_checklist_version_contract_id"), ["contract_id"])
    with op.batch_alter_table(DRAFT) as table:
        for name in ("copied_id", "replaces_id"):
            table.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_checklist_draft_{name}"), VERSION, [name], ["id"])
    op.execute("UPDATE checklist_draft SET copied_id = base_id")
