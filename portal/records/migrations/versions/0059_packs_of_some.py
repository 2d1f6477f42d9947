"""A pack that is asked for a visit with several partners is of those alone, and says which. What was made
before is of the whole contract, and says so as it did."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0059_packs_of_some"
down_revision = "0058_higher_checks"


def upgrade() -> None:
    with op.batch_alter_table("pack", recreate=recreated()) as pack:
        pack.add_column(sa.Column("engagement_ids", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("pack", recreate=recreated()) as pack:
        pack.drop_column("engagement_ids")


def recreated() -> Literal["always", "never"]:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
