"""Packs: the state on a day, frozen in a file; and who else may open one."""

import sqlalchemy as sa
from alembic import op

revision = "0028_packs"
down_revision = "0025_calendar"

MOMENT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("finished_at IS NULL")
ELSEWHERE = {
    "contract_id": "contract.id",
    "engagement_id": "engagement.id",
    "visit_id": "visit.id",
    "owner_id": "organisation.id",
    "asked_by": "person.id",
    "checklist_version_id": "checklist_version.id",
}


def upgrade() -> None:
    op.create_table(
        "pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("without_names", sa.Boolean(), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("known_at", MOMENT, nullable=True),
        sa.Column("checklist_version_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("files_asked", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.CheckConstraint("files <= files_asked", name=op.f("ck_pack_files")),
        sa.CheckConstraint("(finished_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_pack_finished")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_pack_{column}"))
            for column, target in ELSEWHERE.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("reference", name=op.f("uq_pack_reference")),
        sa.UniqueConstraint("key", name=op.f("uq_pack_key")),
    )
    op.create_index(op.f("ix_pack_contract_id_asked_at"), "pack", ["contract_id", "asked_at"])
    for column in ("engagement_id", "visit_id", "owner_id"):
        op.create_index(op.f(f"ix_pack_{column}"), "pack", [column])
    op.create_index(
        "uq_pack_open",
        "pack",
        ["sought"],
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    op.create_table(
        "pack_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("shared_by", sa.Uuid(), nullable=False),
        sa.Column("shared_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_pack_share_days")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_share_pack_id")),
        sa.ForeignKeyConstraint(["shared_by"], ["person.id"], name=op.f("fk_pack_share_shared_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_pack_share_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_share")),
    )
    op.create_index(op.f("ix_pack_share_pack_id"), "pack_share", ["pack_id"])


def downgrade() -> None:
    op.drop_table("pack_share")
    op.drop_table("pack")
