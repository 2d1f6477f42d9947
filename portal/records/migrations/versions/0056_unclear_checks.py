"""A newer certificate that is not clear, and on which nobody has decided, ends those before it.

No table is another. Whoever brings a database up to date has its read models made anew by the rules of this
version, those of past evenings too, and that is what this revision is for.
"""

revision = "0056_unclear_checks"
down_revision = "0055_words_follow"


def upgrade() -> None:
    """What follows is read off what is there (`portal.cli.updating`)."""


def downgrade() -> None:
    """An older version reads its own off the same."""
