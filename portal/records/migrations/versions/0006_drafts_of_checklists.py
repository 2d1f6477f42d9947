"""Checklists that a lead makes for itself."""

import sqlalchemy as sa
from alembic import op

revision = "0006_drafts_of_checklists"
down_revision = "0005_imports"

OPEN = sa.text("finished_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "own_checklist",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_own_checklist_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_own_checklist_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_checklist")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_own_checklist_organisation_id_key")),
    )
    op.create_table(
        "checklist_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["base_id"], ["checklist_version.id"], name=op.f("fk_checklist_draft_base_id")
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_checklist_draft_contract_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_checklist_draft_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_checklist_draft_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_draft")),
    )
    op.create_index(op.f("ix_checklist_draft_organisation_id"), "checklist_draft", ["organisation_id"])
    op.create_index(
        "uq_checklist_draft_open",
        "checklist_draft",
        ["contract_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("checklist_draft")
    op.drop_table("own_checklist")
