"""How far a message has got, what came back, and which message an invitation is."""

import sqlalchemy as sa
from alembic import op

revision = "0016_post"
down_revision = "0015_notices"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("message") as table:
        table.add_column(sa.Column("good_until", MOMENT, nullable=True))
        table.add_column(sa.Column("handed_at", MOMENT, nullable=True))
        table.add_column(sa.Column("handed_by", sa.Text(), nullable=True))
        table.add_column(sa.Column("bounce_status", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("bounce_words", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("message") as table:
        table.alter_column("bounce_status", server_default=None)
        table.alter_column("bounce_words", server_default=None)
    with op.batch_alter_table("invitation") as table:
        table.add_column(sa.Column("message_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_invitation_message_id"), "message", ["message_id"], ["id"])
        table.drop_column("tried_at")
    # Nobody sends these any more: until now whoever asked for them did, in the same breath.
    op.execute(
        "UPDATE invitation SET state = 'failed', problem = 'Sending it broke off.' WHERE state = 'waiting'"
    )


def downgrade() -> None:
    with op.batch_alter_table("invitation") as table:
        table.add_column(sa.Column("tried_at", MOMENT, nullable=True))
        table.drop_constraint(op.f("fk_invitation_message_id"), type_="foreignkey")
        table.drop_column("message_id")
    with op.batch_alter_table("message") as table:
        for name in ("bounce_words", "bounce_status", "handed_by", "handed_at", "good_until"):
            table.drop_column(name)
