"""What a lead keeps about a partner for itself: notes, and the letters that it wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0040_partners"
down_revision = "0039_reviewing"

MOMENT = sa.DateTime(timezone=True)
POINTS = {"engagement_id": "engagement.id", "written_by": "person.id"}


def upgrade() -> None:
    op.create_table(
        "partner_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *written("partner_note", **POINTS),
    )
    op.create_table(
        "partner_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *written("partner_letter", **POINTS, message_id="message.id", person_id="person.id"),
        sa.UniqueConstraint("message_id", name=op.f("uq_partner_letter_message_id")),
    )
    for table in ("partner_note", "partner_letter"):
        op.create_index(op.f(f"ix_{table}_engagement_id_written_at"), table, ["engagement_id", "written_at"])


def written(table: str, **columns: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
            for column, target in columns.items()
        ),
    ]


def downgrade() -> None:
    for table in ("partner_letter", "partner_note"):
        op.drop_table(table)
