"""Visits have a time, a place and those who take part; they are with several partners, are moved, and take
place. What a contract asks for a year, and the addresses of calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0025_calendar"
down_revision = "0027_typed"

FIRST_KINDS = ("audit-visit", "observation", "compliance-meeting", "review-meeting")
KINDS = (
    "audit-visit",
    "observation",
    "focus-group",
    "spot-audit",
    "compliance-meeting",
    "review-meeting",
    "operational-meeting",
    "steering-group",
    "weekly-meeting",
)
WORDS = ("place", "also", "cancelled_because")


def kind_in(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({listed(kinds)})"


def listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def upgrade() -> None:
    make_tables()
    op.execute(
        "INSERT INTO visit_engagement (visit_id, engagement_id) "
        "SELECT id, engagement_id FROM visit WHERE engagement_id IS NOT NULL"
    )
    op.drop_index("ix_visit_contract_id_engagement_id_on_date", "visit")
    op.drop_index("ix_visit_engagement_id", "visit")
    with op.batch_alter_table("visit") as table:
        table.drop_constraint("fk_visit_engagement_id", type_="foreignkey")
        table.drop_column("engagement_id")
        table.drop_constraint(op.f("ck_visit_kind_word"), type_="check")
        table.create_check_constraint(op.f("ck_visit_kind_word"), kind_in(KINDS))
        table.add_column(sa.Column("at_time", sa.Time(), nullable=True))
        table.add_column(sa.Column("took_place_at", sa.DateTime(timezone=True), nullable=True))
        for name in WORDS:
            table.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("is_of_all", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.execute("UPDATE visit SET is_of_all = false WHERE id IN (SELECT visit_id FROM visit_engagement)")
    with op.batch_alter_table("visit") as table:
        for name in WORDS:
            table.alter_column(name, server_default=None)
        table.alter_column("is_of_all", server_default=None)
    op.create_index(
        op.f("ix_visit_contract_id_is_of_all_on_date"), "visit", ["contract_id", "is_of_all", "on_date"]
    )


def make_tables() -> None:
    op.create_table(
        "visit_engagement",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_engagement_visit_id")),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_visit_engagement_engagement_id")
        ),
        sa.PrimaryKeyConstraint("visit_id", "engagement_id", name=op.f("pk_visit_engagement")),
    )
    op.create_index(op.f("ix_visit_engagement_engagement_id"), "visit_engagement", ["engagement_id"])
    op.create_table(
        "visit_person",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_person_visit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_person_id")),
        sa.PrimaryKeyConstraint("visit_id", "person_id", name=op.f("pk_visit_person")),
    )
    op.create_index(op.f("ix_visit_person_person_id"), "visit_person", ["person_id"])
    op.create_table(
        "visit_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved_by", sa.Uuid(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_move_visit_id")),
        sa.ForeignKeyConstraint(["moved_by"], ["person.id"], name=op.f("fk_visit_move_moved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_move")),
    )
    op.create_index(op.f("ix_visit_move_visit_id_moved_at"), "visit_move", ["visit_id", "moved_at"])
    op.create_table(
        "meetings_asked",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("a_year", sa.Integer(), nullable=False),
        sa.Column("with_each", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(kind_in(KINDS), name=op.f("ck_meetings_asked_kind_word")),
        sa.CheckConstraint("a_year > 0", name=op.f("ck_meetings_asked_some")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_meetings_asked_contract_id")),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_meetings_asked_said_by")),
        sa.PrimaryKeyConstraint("contract_id", "kind", name=op.f("pk_meetings_asked")),
    )
    op.create_table(
        "calendar_address",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_address_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_address")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_address_token_hash")),
    )


def downgrade() -> None:
    for name in ("calendar_address", "meetings_asked", "visit_move", "visit_person"):
        op.drop_table(name)
    visit = sa.table("visit", sa.column("id"), sa.column("kind"))
    link = sa.table("visit_engagement", sa.column("visit_id"))
    unknown = sa.select(visit.c.id).where(visit.c.kind.not_in(FIRST_KINDS))
    op.execute(sa.delete(link).where(link.c.visit_id.in_(unknown)))
    op.execute(sa.delete(visit).where(visit.c.kind.not_in(FIRST_KINDS)))
    op.drop_index(op.f("ix_visit_contract_id_is_of_all_on_date"), "visit")
    with op.batch_alter_table("visit") as table:
        table.add_column(sa.Column("engagement_id", sa.Uuid(), nullable=True))
        table.create_foreign_key("fk_visit_engagement_id", "engagement", ["engagement_id"], ["id"])
        table.drop_constraint(op.f("ck_visit_kind_word"), type_="check")
        table.create_check_constraint(op.f("ck_visit_kind_word"), kind_in(FIRST_KINDS))
        for name in (*WORDS, "is_of_all", "at_time", "took_place_at"):
            table.drop_column(name)
    op.execute(
        "UPDATE visit SET engagement_id = (SELECT engagement_id FROM visit_engagement "
        "WHERE visit_id = visit.id ORDER BY engagement_id LIMIT 1)"
    )
    op.create_index("ix_visit_engagement_id", "visit", ["engagement_id"])
    op.create_index(
        "ix_visit_contract_id_engagement_id_on_date", "visit", ["contract_id", "engagement_id", "on_date"]
    )
    op.drop_table("visit_engagement")
