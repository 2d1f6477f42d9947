"""An organisation belongs to itself; whoever is invited answers before anything is hers.

Memberships of people who never had a password become invitations that are not answered yet, and their links
lead there. Organisations in which nobody ever did anything belong to the lead that named them; where several
leads had named one, each gets its own.
"""

import sqlalchemy as sa
from alembic import op
from alembic.util.exc import CommandError

from portal.records.migrations.pending import move_pending, old_invitations

revision = "0024_own"
down_revision = "0018_people"

MOMENT = sa.DateTime(timezone=True)
UNANSWERED = sa.text("answer IS NULL")
MADE_BY_A_LEAD = sa.text("made_by_id IS NOT NULL")


def key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    connection = op.get_bind()
    old = old_invitations(connection)
    change_organisations()
    op.drop_table("invitation")
    make_invitations()
    change_links()
    make_stood_in()
    move_pending(connection, old)


def change_organisations() -> None:
    with op.batch_alter_table("organisation") as table:
        table.drop_constraint(op.f("uq_organisation_name"), type_="unique")
        table.add_column(sa.Column("charity_number", sa.Text(), nullable=True))
        table.add_column(sa.Column("company_number", sa.Text(), nullable=True))
        for name in ("made_by_id", "became_id"):
            table.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_organisation_{name}"), "organisation", [name], ["id"])
    op.create_index(
        op.f("ix_organisation_made_by_id"),
        "organisation",
        ["made_by_id"],
        sqlite_where=MADE_BY_A_LEAD,
        postgresql_where=MADE_BY_A_LEAD,
    )


def make_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("good_until", MOMENT, nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("let_in_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("role IN ('manager', 'reviewer', 'member')", name=op.f("ck_invitation_role_word")),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_invitation_state_word")),
        sa.CheckConstraint(
            "answer IN ('accepted', 'waits', 'refused', 'revoked')", name=op.f("ck_invitation_answer_word")
        ),
        key("invitation", "organisation_id", "organisation"),
        key("invitation", "lead_id", "organisation"),
        key("invitation", "contract_id", "contract"),
        key("invitation", "invited_by", "person"),
        key("invitation", "message_id", "message"),
        key("invitation", "answered_by", "person"),
        key("invitation", "let_in_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_organisation_id"), "invitation", ["organisation_id"])
    op.create_index(op.f("ix_invitation_lead_id"), "invitation", ["lead_id"])
    op.create_index(op.f("ix_invitation_email"), "invitation", ["email"])
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["organisation_id", "email"],
        unique=True,
        sqlite_where=UNANSWERED,
        postgresql_where=UNANSWERED,
    )


def change_links() -> None:
    with op.batch_alter_table("one_time_link") as table:
        table.alter_column("person_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("invitation_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_one_time_link_invitation_id"), "invitation", ["invitation_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_one_time_link_holder"), "person_id IS NOT NULL OR invitation_id IS NOT NULL"
        )
    op.create_index(op.f("ix_one_time_link_invitation_id"), "one_time_link", ["invitation_id"])


def make_stood_in() -> None:
    op.create_table(
        "stood_in",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("until_at", MOMENT, nullable=False),
        key("stood_in", "engagement_id", "engagement"),
        key("stood_in", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("engagement_id", name=op.f("pk_stood_in")),
    )
    op.create_index(op.f("ix_stood_in_organisation_id"), "stood_in", ["organisation_id"])


def downgrade() -> None:
    """Two organisations of one name cannot go back into a table that knows each name once."""
    raise CommandError("This step cannot be undone. Restore the database from the copy made before it.")
