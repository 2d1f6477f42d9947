"""What was read from a file and waits to be confirmed, and what became of invitations."""

revision = "0005_imports"
down_revision = "0004_register"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
