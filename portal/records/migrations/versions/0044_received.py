"""Evidence that came by post or mail is entered by the lead: on which day and how it came."""

import sqlalchemy as sa
from alembic import op

revision = "0044_received"
down_revision = "0043_council"


def upgrade() -> None:
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("received_way", sa.Text(), nullable=True))
        table.create_check_constraint(
            op.f("ck_submission_received_way_word"), "received_way IN ('post', 'e-mail', 'by-hand')"
        )
        table.create_check_constraint(
            op.f("ck_submission_received"), "(received_on IS NULL) = (received_way IS NULL)"
        )


def downgrade() -> None:
    with op.batch_alter_table("submission") as table:
        table.drop_constraint(op.f("ck_submission_received"), type_="check")
        table.drop_constraint(op.f("ck_submission_received_way_word"), type_="check")
        table.drop_column("received_way")
        table.drop_column("received_on")
