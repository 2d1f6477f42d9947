"""Events carry a seal and the digests of rows; where the log ends is kept beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0029_proof"
down_revision = "0028_packs"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("rows", sa.JSON(), nullable=True))
        table.add_column(sa.Column("seal", sa.Text(), nullable=True))
        table.add_column(sa.Column("organisation_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_event_organisation_id"), "organisation", ["organisation_id"], ["id"]
        )
        table.create_index(op.f("ix_event_person_id"), ["person_id"])
        table.create_index(op.f("ix_event_organisation_id_number"), ["organisation_id", "number"])
        table.drop_index(op.f("ix_event_contract_id"))
        table.create_index(op.f("ix_event_contract_id_number"), ["contract_id", "number"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("person", recreate="always" if on_sqlite else "never") as table:
        table.add_column(sa.Column("forgotten_at", MOMENT, nullable=True))
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("keyed_from", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
    )
    op.create_table(
        "name_left",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_name_left_organisation_id")
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_name_left_settled_by")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_name_left_worker_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_name_left_person_id")),
        sa.CheckConstraint("(worker_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_name_left_leaver")),
        sa.UniqueConstraint(
            "person_id",
            "table_name",
            "row_key",
            "place",
            name=op.f("uq_name_left_person_id_table_name_row_key_place"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_left")),
        sa.UniqueConstraint(
            "worker_id",
            "table_name",
            "row_key",
            "place",
            name=op.f("uq_name_left_worker_id_table_name_row_key_place"),
        ),
    )
    op.create_index(op.f("ix_name_left_organisation_id"), "name_left", ["organisation_id"])
    op.create_table(
        "contract_archive",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_archive_contract_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_contract_archive_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_archive")),
        sa.UniqueConstraint("file_id", name=op.f("uq_contract_archive_file_id")),
    )
    op.create_index(op.f("ix_contract_archive_contract_id"), "contract_archive", ["contract_id"])
    op.create_table(
        "going",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("goes_on", sa.Date(), nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_going_contract_id")),
        sa.PrimaryKeyConstraint("contract_id", "kind", name=op.f("pk_going")),
    )


def downgrade() -> None:
    for name in ("going", "contract_archive", "name_left"):
        op.drop_table(name)
    op.drop_table("log_head")
    with op.batch_alter_table("person") as table:
        table.drop_column("forgotten_at")
    with op.batch_alter_table("event") as table:
        table.drop_index(op.f("ix_event_contract_id_number"))
        table.create_index(op.f("ix_event_contract_id"), ["contract_id"])
        table.drop_index(op.f("ix_event_organisation_id_number"))
        table.drop_index(op.f("ix_event_person_id"))
        table.drop_constraint(op.f("fk_event_organisation_id"), type_="foreignkey")
        table.drop_column("organisation_id")
        table.drop_column("seal")
        table.drop_column("rows")
