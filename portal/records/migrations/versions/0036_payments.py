"""Payment by results: fees, statements and what a second person says of them."""

import sqlalchemy as sa
from alembic import op

revision = "0036_payments"
down_revision = "0033_on_the_day"

UNIQUE = "uq_payment_statement_engagement_id_quarter_number"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "payment_fee",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("payment_key", sa.Text(), nullable=False),
        sa.Column("area_key", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        *elsewhere("payment_fee", engagement_id="engagement.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("engagement_id", name=op.f("pk_payment_fee")),
    )
    op.create_table(
        "payment_statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("put_up_by", sa.Uuid(), nullable=False),
        sa.Column("put_up_at", MOMENT, nullable=False),
        *elsewhere("payment_statement", engagement_id="engagement.id", put_up_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_statement")),
        sa.UniqueConstraint("reference", name=op.f("uq_payment_statement_reference")),
        sa.UniqueConstraint("engagement_id", "quarter", "number", name=op.f(UNIQUE)),
    )
    op.create_table(
        "payment_answer",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "answer IN ('approved', 'handed-back')", name=op.f("ck_payment_answer_answer_word")
        ),
        *elsewhere("payment_answer", statement_id="payment_statement.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_payment_answer")),
    )


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def downgrade() -> None:
    for table in ("payment_answer", "payment_statement", "payment_fee"):
        op.drop_table(table)
