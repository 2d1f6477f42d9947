"""Findings of visits, what is said of them, actions, and minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0032_findings"
down_revision = "0031_returns"

MOMENT = sa.DateTime(timezone=True)
TABLES = ("minute", "finding_file", "action_step", "action", "finding_word", "finding")


def upgrade() -> None:
    make_findings()
    make_actions()
    op.create_table(
        "finding_file",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("(finding_id IS NULL) <> (action_id IS NULL)", name=op.f("ck_finding_file_one")),
        *elsewhere("finding_file", file_id="stored_file.id", finding_id="finding.id", action_id="action.id"),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_finding_file")),
    )
    for column in ("finding_id", "action_id"):
        op.create_index(op.f(f"ix_finding_file_{column}"), "finding_file", [column])
    op.create_table(
        "minute",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        *elsewhere("minute", visit_id="visit.id", written_by="person.id"),
        sa.PrimaryKeyConstraint("visit_id", "topic", name=op.f("pk_minute")),
    )


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns.items()
    ]


def make_findings() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("is_not_in_order", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("reply_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "requirement_key <> '' OR NOT is_not_in_order", name=op.f("ck_finding_about_requirement")
        ),
        sa.CheckConstraint("(sent_at IS NULL) = (reply_until IS NULL)", name=op.f("ck_finding_reply")),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name=op.f("ck_finding_sent")),
        *elsewhere(
            "finding",
            contract_id="contract.id",
            visit_id="visit.id",
            engagement_id="engagement.id",
            written_by="person.id",
            sent_by="person.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    for column in ("contract_id", "visit_id"):
        op.create_index(op.f(f"ix_finding_{column}"), "finding", [column])
    op.create_index(
        op.f("ix_finding_engagement_id_requirement_key"), "finding", ["engagement_id", "requirement_key"]
    )
    op.create_table(
        "finding_word",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('comment', 'answer', 'difference', 'ruling')", name=op.f("ck_finding_word_kind_word")
        ),
        sa.CheckConstraint("outcome IN ('stands', 'withdrawn')", name=op.f("ck_finding_word_outcome_word")),
        *elsewhere("finding_word", finding_id="finding.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("finding_id", "number", name=op.f("pk_finding_word")),
    )


def make_actions() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("by_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("given_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "finding_id IS NULL OR engagement_id IS NOT NULL", name=op.f("ck_action_of_engagement")
        ),
        *elsewhere(
            "action",
            contract_id="contract.id",
            engagement_id="engagement.id",
            visit_id="visit.id",
            finding_id="finding.id",
            person_id="person.id",
            made_by="person.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    for column in ("visit_id", "finding_id"):
        op.create_index(op.f(f"ix_action_{column}"), "action", [column])
    for column in ("contract_id", "engagement_id"):
        op.create_index(op.f(f"ix_action_{column}_by_on"), "action", [column, "by_on"])
    op.create_table(
        "action_step",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('done', 'returned', 'closed')", name=op.f("ck_action_step_kind_word")),
        *elsewhere("action_step", action_id="action.id", submission_id="submission.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("action_id", "number", name=op.f("pk_action_step")),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
