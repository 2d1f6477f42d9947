"""Assessments that are made in the portal; incidents withdrawn; what accepted assessments dealt with."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0007_assessments"
down_revision = "0006_drafts_of_checklists"


def upgrade() -> None:
    create_assessments()
    op.create_table(
        "incident_withdrawal",
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_withdrawal_incident_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_incident_withdrawal_made_by")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident_withdrawal")),
    )
    with op.batch_alter_table("incident") as batch:
        batch.add_column(sa.Column("by_lead", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("incident") as batch:
        batch.alter_column("by_lead", server_default=None)
    say_what_was_covered(op.get_bind())


def create_assessments() -> None:
    op.create_table(
        "assessment",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("took_part", sa.Text(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("actions_looked_at", sa.Boolean(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("copied_from", sa.Uuid(), nullable=True),
        sa.CheckConstraint("way IN ('form', 'document')", name=op.f("ck_assessment_way_word")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_assessment_submission_id")
        ),
        sa.ForeignKeyConstraint(["copied_from"], ["submission.id"], name=op.f("fk_assessment_copied_from")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "assessment_finding",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("mitigation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "impact IN ('positive', 'none', 'negative')", name=op.f("ck_assessment_finding_impact_word")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_assessment_finding_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "name", name=op.f("pk_assessment_finding")),
    )


def say_what_was_covered(connection: sa.Connection) -> None:
    """Assessments were accepted as a whole before, so that what was accepted dealt with all that was asked.

    Without this, none of them would count any longer: it was not recorded what they deal with.
    """
    decision = sa.table(
        "decision",
        sa.column("id", sa.Uuid()),
        sa.column("engagement_id", sa.Uuid()),
        sa.column("requirement_key", sa.Text()),
        sa.column("outcome", sa.Text()),
        sa.column("details", sa.JSON()),
    )
    engagement = sa.table("engagement", sa.column("id", sa.Uuid()), sa.column("contract_id", sa.Uuid()))
    for contract_id, key, covers in list(asked_so_far(connection)):
        engagements = sa.select(engagement.c.id).where(engagement.c.contract_id == contract_id)
        accepted = sa.select(decision.c.id, decision.c.details).where(
            decision.c.requirement_key == key,
            decision.c.outcome == "accept",
            decision.c.engagement_id.in_(engagements),
        )
        for decision_id, details in connection.execute(accepted).all():
            if "covers" not in (details or {}):
                changed = {**(details or {}), "covers": covers}
                connection.execute(
                    sa.update(decision).where(decision.c.id == decision_id).values(details=changed)
                )


def asked_so_far(connection: sa.Connection) -> Iterator[tuple[object, str, list[str]]]:
    """By contract and requirement, the characteristics or sections of all versions of its checklist."""
    version = sa.table(
        "checklist_version",
        sa.column("contract_id", sa.Uuid()),
        sa.column("in_force_from", sa.Date()),
        sa.column("definition", sa.JSON()),
    )
    found: dict[tuple[object, str], dict[str, None]] = {}
    query = sa.select(version.c.contract_id, version.c.definition).order_by(version.c.in_force_from)
    for contract_id, definition in connection.execute(query):
        for row in definition["requirements"]:
            for name in row.get("characteristics") or row.get("sections") or ():
                found.setdefault((contract_id, row["key"]), {})[name] = None
    for (contract_id, key), names in found.items():
        yield contract_id, key, list(names)


def downgrade() -> None:
    op.drop_table("incident_withdrawal")
    op.drop_table("assessment_finding")
    op.drop_table("assessment")
    with op.batch_alter_table("incident") as batch:
        batch.drop_column("by_lead")
