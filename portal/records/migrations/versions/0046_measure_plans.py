"""Actions that follow from a measure that was missed, and from no visit."""

import sqlalchemy as sa
from alembic import op

revision = "0046_measure_plans"
down_revision = "0045_tracking"

MOMENT = sa.DateTime(timezone=True)
ADDED = ("measure_key", "part", "met_at")
ONE = "uq_action_engagement_id_measure_key_part"
AFTER, PART = "ck_action_after_what", "ck_action_part"


def upgrade() -> None:
    with op.batch_alter_table("action") as table:
        table.alter_column("visit_id", existing_type=sa.Uuid(), nullable=True)
        for name in ADDED:
            table.add_column(sa.Column(name, MOMENT if name == "met_at" else sa.Text(), nullable=True))
        table.create_check_constraint(op.f(AFTER), "(visit_id IS NULL) = (measure_key IS NOT NULL)")
        table.create_check_constraint(op.f(PART), "(measure_key IS NULL) = (part IS NULL)")
        table.create_unique_constraint(op.f(ONE), ["engagement_id", "measure_key", "part"])


def downgrade() -> None:
    op.execute("DELETE FROM action_step WHERE action_id IN (SELECT id FROM action WHERE visit_id IS NULL)")
    op.execute("DELETE FROM finding_file WHERE action_id IN (SELECT id FROM action WHERE visit_id IS NULL)")
    op.execute("DELETE FROM action WHERE visit_id IS NULL")
    with op.batch_alter_table("action") as table:
        table.drop_constraint(op.f(ONE), type_="unique")
        for name in (AFTER, PART):
            table.drop_constraint(op.f(name), type_="check")
        for name in ADDED:
            table.drop_column(name)
        table.alter_column("visit_id", existing_type=sa.Uuid(), nullable=False)
