"""What was read from a file and waits to be confirmed, and what became of invitations."""

import sqlalchemy as sa
from alembic import op

revision = "0005_imports"
down_revision = "0004_register"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.CheckConstraint("purpose IN ('people', 'partners')", name=op.f("ck_proposal_purpose_word")),
        references("proposal", "organisation_id", "organisation"),
        references("proposal", "contract_id", "contract"),
        references("proposal", "made_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    for column in ("organisation_id", "contract_id", "made_at"):
        op.create_index(op.f(f"ix_proposal_{column}"), "proposal", [column])
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_invitation_state_word")),
        references("invitation", "person_id", "person"),
        references("invitation", "organisation_id", "organisation"),
        references("invitation", "invited_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "person_id", "organisation_id", name=op.f("uq_invitation_person_id_organisation_id")
        ),
    )
    op.create_index(op.f("ix_invitation_organisation_id"), "invitation", ["organisation_id"])
    tell_of_invitations_sent()


def references(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def tell_of_invitations_sent() -> None:
    """Whoever was invited before has an invitation that was sent, into each organisation that they belong to.

    Who had sent it stands in the events.
    """
    op.execute(
        sa.text(
            "INSERT INTO invitation (id, person_id, organisation_id, state, problem, asked_at, tried_at)"
            " SELECT membership.id, membership.person_id, membership.organisation_id, 'sent', '',"
            " links.made_at, links.made_at FROM membership JOIN (SELECT person_id, MAX(created_at) AS made_at"
            " FROM one_time_link WHERE purpose = 'invitation' GROUP BY person_id) AS links"
            " ON links.person_id = membership.person_id"
        )
    )


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("proposal")
