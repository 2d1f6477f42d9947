"""Who was seen when, who may not sign in, who has a contract, and addresses that wait to be confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0018_people"
down_revision = "0019_factors"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("person", recreate="always" if on_sqlite else "never") as table:
        table.add_column(sa.Column("last_seen_at", MOMENT, nullable=True))
        table.add_column(sa.Column("disabled_at", MOMENT, nullable=True))
    op.create_table(
        "contract_manager",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("place IN ('manager', 'deputy')", name=op.f("ck_contract_manager_place_word")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_manager_contract_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contract_manager_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_contract_manager_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_manager")),
    )
    op.create_index(
        op.f("ix_contract_manager_contract_id_recorded_at"),
        "contract_manager",
        ["contract_id", "recorded_at"],
    )
    op.create_index(op.f("ix_contract_manager_person_id"), "contract_manager", ["person_id"])
    op.create_table(
        "address_change",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_address_change_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_address_change")),
    )
    op.create_index(op.f("ix_address_change_person_id"), "address_change", ["person_id"])


def downgrade() -> None:
    op.drop_table("address_change")
    op.drop_table("contract_manager")
    with op.batch_alter_table("person") as table:
        table.drop_column("disabled_at")
        table.drop_column("last_seen_at")
