"""How many engagements and partners a contract has is kept with it; and indexes out of which alone lists are
counted, and what has changed between two days is read."""

import sqlalchemy as sa
from alembic import op

revision = "0057_counted"
down_revision = "0056_unclear_checks"

CONTRACT = sa.table(
    "contract",
    sa.column("id", sa.Uuid()),
    sa.column("engagements", sa.Integer()),
    sa.column("partners", sa.Integer()),
)
ENGAGEMENT = sa.table("engagement", sa.column("contract_id", sa.Uuid()), sa.column("partner_id", sa.Uuid()))

ON_DAY = ["contract_id", "known_until", "state", "until_on", "from_on", "requirement_key", "known_from"]
IN_ORDER = ["contract_id", "known_until", "stage", "since", "submission_id"]
OF_SLOT = ["engagement_id", "requirement_key"]

FORMER = (
    ("ix_standing_on_day", "standing", ON_DAY),
    ("ix_under_way_contract_id_known_until_stage_since_submission_id", "under_way", IN_ORDER),
    ("ix_submission_engagement_id_requirement_key", "submission", OF_SLOT),
    ("ix_decision_engagement_id_requirement_key", "decision", OF_SLOT),
    ("ix_submission_made_by", "submission", ["made_by"]),
)
NEW = (
    ("ix_standing_on_day", "standing", [*ON_DAY, "engagement_id"]),
    ("ix_under_way_in_order", "under_way", [*IN_ORDER, "requirement_key", "engagement_id"]),
    ("ix_submission_engagement_id_requirement_key_sent_at", "submission", [*OF_SLOT, "sent_at"]),
    (
        "ix_decision_engagement_id_requirement_key_made_at_outcome",
        "decision",
        [*OF_SLOT, "made_at", "outcome"],
    ),
    ("ix_submission_made_by_engagement_id", "submission", ["made_by", "engagement_id"]),
    (
        "ix_engagement_standing_alike",
        "engagement_standing",
        ["contract_id", "level", "blockers", "until_on", "from_on", "engagement_id"],
    ),
    ("ix_engagement_terms_recorded_at_engagement_id", "engagement_terms", ["recorded_at", "engagement_id"]),
    ("ix_engagement_contract_id_area", "engagement", ["contract_id", "area"]),
    ("ix_engagement_contract_id_starts_on", "engagement", ["contract_id", "starts_on"]),
    ("ix_engagement_contract_id_ends_on", "engagement", ["contract_id", "ends_on"]),
)


def upgrade() -> None:
    with op.batch_alter_table("contract") as contract:
        contract.add_column(sa.Column("engagements", sa.Integer(), nullable=True))
        contract.add_column(sa.Column("partners", sa.Integer(), nullable=True))
        contract.create_check_constraint(op.f("ck_contract_counted"), "partners <= engagements")
    its = ENGAGEMENT.c.contract_id == CONTRACT.c.id
    partners = sa.func.count(sa.distinct(ENGAGEMENT.c.partner_id))
    op.execute(
        sa.update(CONTRACT).values(
            engagements=sa.select(sa.func.count()).select_from(ENGAGEMENT).where(its).scalar_subquery(),
            partners=sa.select(partners).where(its).scalar_subquery(),
        )
    )
    exchange(FORMER, NEW)


def downgrade() -> None:
    exchange(NEW, FORMER)
    with op.batch_alter_table("contract") as contract:
        contract.drop_constraint(op.f("ck_contract_counted"), type_="check")
        contract.drop_column("partners")
        contract.drop_column("engagements")


def exchange(
    before: tuple[tuple[str, str, list[str]], ...], after: tuple[tuple[str, str, list[str]], ...]
) -> None:
    for name, table, _ in before:
        op.drop_index(op.f(name), table)
    for name, table, columns in after:
        op.create_index(op.f(name), table, columns)
