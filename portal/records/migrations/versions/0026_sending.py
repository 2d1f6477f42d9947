"""What was sent may be taken back until a reviewer has opened it; people have a telephone."""

import sqlalchemy as sa
from alembic import op

revision = "0026_sending"
down_revision = "0024_own"

MOMENT = sa.DateTime(timezone=True)
PEOPLE = ("opened_by", "taken_back_by")
MOMENTS = ("opened_at", "taken_back_at")


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("person", recreate="always" if on_sqlite else "never") as table:
        table.add_column(sa.Column("telephone", sa.Text(), nullable=True))
    with op.batch_alter_table("submission") as table:
        for name in MOMENTS:
            table.add_column(sa.Column(name, MOMENT, nullable=True))
        for name in PEOPLE:
            table.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_submission_{name}"), "person", [name], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("submission") as table:
        for name in PEOPLE:
            table.drop_constraint(op.f(f"fk_submission_{name}"), type_="foreignkey")
            table.drop_column(name)
        for name in MOMENTS:
            table.drop_column(name)
    with op.batch_alter_table("person") as table:
        table.drop_column("telephone")
