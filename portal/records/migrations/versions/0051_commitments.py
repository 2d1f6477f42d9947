"""What a tender promised beside the service, what was given of it, and what was decided on that."""

import sqlalchemy as sa
from alembic import op

revision = "0051_commitments"
down_revision = "0050_return_requests"

MOMENT = sa.DateTime(timezone=True)
GIVEN = ("commitment_id", "year", "number")


def upgrade() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "unit", "clause", "source")),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("struck_because", sa.Text(), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", MOMENT, nullable=True),
        sa.CheckConstraint("(struck_at IS NULL) = (struck_because = '')", name=op.f("ck_commitment_reason")),
        sa.CheckConstraint("(struck_at IS NULL) = (struck_by IS NULL)", name=op.f("ck_commitment_struck")),
        *elsewhere(
            "commitment",
            contract_id="contract.id",
            engagement_id="engagement.id",
            made_by="person.id",
            struck_by="person.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    for column in ("contract_id", "engagement_id"):
        op.create_index(op.f(f"ix_commitment_{column}"), "commitment", [column])
    op.create_table(
        "commitment_given",
        *which(),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        *elsewhere("commitment_given", commitment_id="commitment.id", given_by="person.id"),
        sa.PrimaryKeyConstraint(*GIVEN, name=op.f("pk_commitment_given")),
    )
    op.create_table(
        "commitment_answer",
        *which(),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("is_accepted OR words <> ''", name=op.f("ck_commitment_answer_words")),
        of_given("commitment_answer"),
        *elsewhere("commitment_answer", made_by="person.id"),
        sa.PrimaryKeyConstraint(*GIVEN, name=op.f("pk_commitment_answer")),
    )
    op.create_table(
        "commitment_file",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        *which(),
        of_given("commitment_file"),
        *elsewhere("commitment_file", file_id="stored_file.id"),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_commitment_file")),
    )
    op.create_index(op.f("ix_commitment_file_commitment_id"), "commitment_file", ["commitment_id"])


def of_given(table: str) -> sa.ForeignKeyConstraint:
    there = [f"commitment_given.{each}" for each in GIVEN]
    return sa.ForeignKeyConstraint(GIVEN, there, name=op.f(f"fk_{table}_commitment_id_year_number"))


def which() -> list[sa.Column[object]]:
    return [
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
    ]


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def downgrade() -> None:
    for table in ("commitment_file", "commitment_answer", "commitment_given", "commitment"):
        op.drop_table(table)
