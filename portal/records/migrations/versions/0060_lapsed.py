"""Of what is expired the read model keeps the last day on which it counted.

It is filled by what brings a database up to date, which makes the read models anew (`portal.cli.updating`).
"""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0060_lapsed"
down_revision = "0059_packs_of_some"


def upgrade() -> None:
    with op.batch_alter_table("standing", recreate=recreated()) as standing:
        standing.add_column(sa.Column("lapsed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("standing", recreate=recreated()) as standing:
        standing.drop_column("lapsed_on")


def recreated() -> Literal["always", "never"]:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
