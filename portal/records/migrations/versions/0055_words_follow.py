"""Words by which a file is found stand on the shelf of whoever has it: they stayed where it was added, also
where what came by post was sent, or an entry came to be an organisation that has joined."""

import sqlalchemy as sa
from alembic import op

revision = "0055_words_follow"
down_revision = "0054_history_read"

WORD = sa.table("file_word", sa.column("organisation_id", sa.Uuid()), sa.column("file_id", sa.Uuid()))
FILE = sa.table("stored_file", sa.column("organisation_id", sa.Uuid()), sa.column("id", sa.Uuid()))


def upgrade() -> None:
    owner = sa.select(FILE.c.organisation_id).where(FILE.c.id == WORD.c.file_id).scalar_subquery()
    moved = sa.update(WORD).where(WORD.c.organisation_id != owner)
    op.execute(moved.values(organisation_id=owner))


def downgrade() -> None:
    """Where they stood before is not known any more, and nothing needs it."""
