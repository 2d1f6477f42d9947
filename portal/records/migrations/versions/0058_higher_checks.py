"""An older check is overtaken by no newer one of a lower level, or without a barred list that it includes.

No table is another. Whoever brings a database up to date has its read models made anew by the rules of this
version, those of past evenings too, and that is what this revision is for.
"""

revision = "0058_higher_checks"
down_revision = "0057_counted"


def upgrade() -> None:
    """What follows is read off what is there (`portal.cli.updating`)."""


def downgrade() -> None:
    """An older version reads its own off the same."""
