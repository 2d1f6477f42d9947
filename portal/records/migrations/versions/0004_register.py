"""The register: checks, status checks and training belong to the person and not to an engagement."""

revision = "0004_register"
down_revision = "0003_conditions"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
