"""What people are told and reminded of, and when they want to be."""

import sqlalchemy as sa
from alembic import op

revision = "0015_notices"
down_revision = "0014_work"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told")),
    )
    op.create_table(
        "notice_preference",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("pace", sa.Text(), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "about IN ('reminders', 'visits', 'decisions', 'receipts', 'queue', 'issued', 'terms', 'access')",
            name=op.f("ck_notice_preference_about_word"),
        ),
        sa.CheckConstraint(
            "pace IN ('at-once', 'daily', 'never')", name=op.f("ck_notice_preference_pace_word")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_preference_person_id")),
        sa.PrimaryKeyConstraint("person_id", "about", name=op.f("pk_notice_preference")),
    )
    op.create_table(
        "contract_notices",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("usual", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("insurance", sa.Text(), nullable=False),
        sa.Column("visits", sa.Text(), nullable=False),
        sa.Column("promise_days", sa.Integer(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_contract_notices_changed_by")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_notices_contract_id")
        ),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_contract_notices")),
    )
    op.create_table(
        "digest",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_digest_message_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_digest_person_id")),
        sa.PrimaryKeyConstraint("person_id", "on_date", name=op.f("pk_digest")),
    )
    op.create_index(op.f("ix_digest_on_date"), "digest", ["on_date"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "place IN ('first', 'second', 'chief-officer')", name=op.f("ck_contact_place_word")
        ),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name=op.f("fk_contact_engagement_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_contact_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(
        op.f("ix_contact_engagement_id_place_recorded_at"),
        "contact",
        ["engagement_id", "place", "recorded_at"],
        unique=False,
    )
    op.create_index(op.f("ix_contact_person_id"), "contact", ["person_id"], unique=False)
    op.create_table(
        "hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_hold_ended_by")),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name=op.f("fk_hold_engagement_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_hold_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_engagement_id"), "hold", ["engagement_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("by_on", sa.Date(), nullable=True),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("pace", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "about IN ('reminders', 'visits', 'decisions', 'receipts', 'queue', 'issued', 'terms', 'access')",
            name=op.f("ck_notice_about_word"),
        ),
        sa.CheckConstraint("pace IN ('at-once', 'daily', 'never')", name=op.f("ck_notice_pace_word")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_notice_contract_id")),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name=op.f("fk_notice_engagement_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_notice_message_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("person_id", "cause", name=op.f("uq_notice_person_id_cause")),
    )
    op.create_index(op.f("ix_notice_contract_id_made_at"), "notice", ["contract_id", "made_at"], unique=False)
    op.create_index(op.f("ix_notice_message_id"), "notice", ["message_id"], unique=False)
    op.create_index(op.f("ix_notice_person_id_made_at"), "notice", ["person_id", "made_at"], unique=False)
    op.create_index(
        "ix_notice_unsent",
        "notice",
        ["person_id"],
        unique=False,
        sqlite_where=sa.text("message_id IS NULL AND pace <> 'never'"),
        postgresql_where=sa.text("message_id IS NULL AND pace <> 'never'"),
    )
    op.create_table(
        "reminded",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("part_key", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name=op.f("fk_reminded_engagement_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminded_person_id")),
        sa.PrimaryKeyConstraint(
            "engagement_id",
            "requirement_key",
            "part_key",
            "last_on",
            "person_id",
            "on_date",
            name=op.f("pk_reminded"),
        ),
    )
    op.create_table(
        "known_browser",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_known_browser_person_id")),
        sa.PrimaryKeyConstraint("person_id", "token_hash", name=op.f("pk_known_browser")),
    )
    op.execute("INSERT INTO told (id, event_number) SELECT 1, COALESCE(MAX(number), 0) FROM event")
