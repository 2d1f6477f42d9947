"""What is sent to the council: roll-ups of periods, from how many people on it sees a figure, notes on
periods, and the workbook that it wants filled."""

import sqlalchemy as sa
from alembic import op

revision = "0043_council"
down_revision = "0042_occurrences"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "small_numbers",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        *elsewhere("small_numbers", contract_id="contract.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_small_numbers")),
    )
    op.create_table(
        "period_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        *elsewhere("period_note", contract_id="contract.id", made_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_note")),
    )
    op.create_index(op.f("ix_period_note_contract_id"), "period_note", ["contract_id"])
    op.create_table(
        "roll_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        *elsewhere("roll_up", contract_id="contract.id", sent_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_up")),
        sa.UniqueConstraint(
            "contract_id", "period", "number", name=op.f("uq_roll_up_contract_id_period_number")
        ),
    )
    op.create_table(
        "council_layout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        *elsewhere(
            "council_layout", contract_id="contract.id", file_id="stored_file.id", said_by="person.id"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_layout")),
        sa.UniqueConstraint("contract_id", "number", name=op.f("uq_council_layout_contract_id_number")),
    )
    op.create_index(op.f("ix_council_layout_file_id"), "council_layout", ["file_id"])


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def downgrade() -> None:
    for table in ("council_layout", "roll_up", "period_note", "small_numbers"):
        op.drop_table(table)
