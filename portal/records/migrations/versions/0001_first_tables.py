"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None


TABLES = (
    "organisation",
    "person",
    "membership",
    "browser_session",
    "one_time_link",
    "sign_in_attempt",
    "contract",
    "checklist_version",
    "engagement",
    "worker",
    "assignment",
    "visit",
    "stored_file",
    "submission",
    "submission_file",
    "dbs_check",
    "decision",
    "issued_document",
    "event",
    "standing",
    "engagement_standing",
    "under_way",
)


def upgrade() -> None:
    create_parties()
    create_contracts()
    create_submissions()
    create_events()
    create_standing()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_parties() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_form", sa.Text(), nullable=True),
        sa.Column("year_end_month", sa.Integer(), nullable=True),
        sa.Column("year_end_day", sa.Integer(), nullable=True),
        sa.Column("first_year_end_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "legal_form IN ('charity', 'company')", name=op.f("ck_organisation_legal_form_word")
        ),
        sa.CheckConstraint("year_end_day BETWEEN 1 AND 31", name=op.f("ck_organisation_day")),
        sa.CheckConstraint("year_end_month BETWEEN 1 AND 12", name=op.f("ck_organisation_month")),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('manager', 'reviewer', 'member')", name=op.f("ck_membership_role_word")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_membership_organisation_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_membership_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint("person_id", "organisation_id", name="uq_membership_person_id_organisation_id"),
    )
    op.create_index("ix_membership_organisation_id", "membership", ["organisation_id"])
    op.create_table(
        "browser_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_browser_session_person_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_browser_session"),
    )
    op.create_index("ix_browser_session_person_id", "browser_session", ["person_id"])
    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'reset')", name=op.f("ck_one_time_link_purpose_word")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_one_time_link_person_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_one_time_link"),
    )
    op.create_index("ix_one_time_link_person_id", "one_time_link", ["person_id"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_subject_at", "sign_in_attempt", ["subject", "at"])


def create_contracts() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("commissioner_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("commissioner_id <> lead_id", name=op.f("ck_contract_parties")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_contract_dates")),
        sa.ForeignKeyConstraint(["commissioner_id"], ["organisation.id"], name="fk_contract_commissioner_id"),
        sa.ForeignKeyConstraint(["lead_id"], ["organisation.id"], name="fk_contract_lead_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contract"),
        sa.UniqueConstraint("reference", name="uq_contract_reference"),
    )
    op.create_index("ix_contract_commissioner_id", "contract", ["commissioner_id"])
    op.create_index("ix_contract_lead_id", "contract", ["lead_id"])
    op.create_table(
        "checklist_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_checklist_version_contract_id"),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_version"),
        sa.UniqueConstraint(
            "contract_id", "in_force_from", name="uq_checklist_version_contract_id_in_force_from"
        ),
    )
    op.create_table(
        "engagement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("uses_volunteers", sa.Boolean(), nullable=False),
        sa.Column("funding", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_engagement_dates")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_engagement_contract_id"),
        sa.ForeignKeyConstraint(["partner_id"], ["organisation.id"], name="fk_engagement_partner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_engagement"),
        sa.UniqueConstraint(
            "contract_id", "partner_id", "area", name="uq_engagement_contract_id_partner_id_area"
        ),
        sa.UniqueConstraint("reference", name="uq_engagement_reference"),
    )
    op.create_index(
        "ix_engagement_contract_id_sort_name_id", "engagement", ["contract_id", "sort_name", "id"]
    )
    op.create_index("ix_engagement_partner_id", "engagement", ["partner_id"])
    op.create_table(
        "worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_worker_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_worker"),
    )
    op.create_index("ix_worker_organisation_id", "worker", ["organisation_id"])
    op.create_table(
        "assignment",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_assignment_dates")),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_assignment_engagement_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_assignment_worker_id"),
        sa.PrimaryKeyConstraint("worker_id", "engagement_id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_engagement_id", "assignment", ["engagement_id"])
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('audit-visit', 'observation', 'compliance-meeting', 'review-meeting')",
            name=op.f("ck_visit_kind_word"),
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_visit_contract_id"),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_visit_engagement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_index("ix_visit_contract_id_on_date", "visit", ["contract_id", "on_date"])
    op.create_index("ix_visit_engagement_id", "visit", ["engagement_id"])


def create_submissions() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_stored_file_organisation_id"
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.id"], name="fk_stored_file_uploaded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_stored_file"),
        sa.UniqueConstraint("key", name="uq_stored_file_key"),
    )
    op.create_index("ix_stored_file_organisation_id", "stored_file", ["organisation_id"])
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("part_key", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("signed_name", sa.Text(), nullable=True),
        sa.Column("signed_position", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("basis IN ('per-claim', 'aggregate')", name=op.f("ck_submission_basis_word")),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name=op.f("ck_submission_sent")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_submission_amount")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_submission_dates")),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_submission_engagement_id"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_submission_made_by"),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name="fk_submission_sent_by"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("reference", name="uq_submission_reference"),
    )
    op.create_index(
        "ix_submission_engagement_id_requirement_key", "submission", ["engagement_id", "requirement_key"]
    )
    op.create_table(
        "submission_file",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_submission_file_file_id"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_submission_file_submission_id"
        ),
        sa.PrimaryKeyConstraint("submission_id", "file_id", name="pk_submission_file"),
    )
    op.create_index("ix_submission_file_file_id", "submission_file", ["file_id"])
    op.create_table(
        "dbs_check",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("adults_list", sa.Boolean(), nullable=False),
        sa.Column("childrens_list", sa.Boolean(), nullable=False),
        sa.Column("clear", sa.Boolean(), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "level IN ('basic', 'standard', 'enhanced')", name=op.f("ck_dbs_check_level_word")
        ),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_dbs_check_submission_id"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_dbs_check"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("part_key", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("basis IN ('per-claim', 'aggregate')", name=op.f("ck_decision_basis_word")),
        sa.CheckConstraint(
            "outcome <> 'waive' OR until_on IS NOT NULL", name=op.f("ck_decision_waiver_ends")
        ),
        sa.CheckConstraint(
            "outcome = 'waive' OR submission_id IS NOT NULL", name=op.f("ck_decision_about_submission")
        ),
        sa.CheckConstraint("outcome IN ('accept', 'return', 'waive')", name=op.f("ck_decision_outcome_word")),
        sa.ForeignKeyConstraint(["corrects_id"], ["decision.id"], name="fk_decision_corrects_id"),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_decision_engagement_id"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_decision_made_by"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_decision_submission_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("corrects_id", name="uq_decision_corrects_id"),
    )
    op.create_index(
        "ix_decision_engagement_id_requirement_key", "decision", ["engagement_id", "requirement_key"]
    )
    op.create_index(
        "uq_decision_first",
        "decision",
        ["submission_id"],
        unique=True,
        sqlite_where=sa.text("corrects_id IS NULL"),
        postgresql_where=sa.text("corrects_id IS NULL"),
    )
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_issued_document_contract_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_issued_document_file_id"),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name="fk_issued_document_issued_by"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_document"),
        sa.UniqueConstraint(
            "contract_id", "requirement_key", name="uq_issued_document_contract_id_requirement_key"
        ),
    )
    op.create_index("ix_issued_document_file_id", "issued_document", ["file_id"])


def create_events() -> None:
    op.create_table(
        "event",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("engagement_id", sa.Uuid(), nullable=True),
        sa.Column("requirement_key", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_event_contract_id"),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_event_engagement_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_event_person_id"),
        sa.PrimaryKeyConstraint("number", name="pk_event"),
        sa.UniqueConstraint("hash", name="uq_event_hash"),
    )
    op.create_index("ix_event_contract_id", "event", ["contract_id"])
    op.create_index("ix_event_engagement_id_requirement_key", "event", ["engagement_id", "requirement_key"])


def create_standing() -> None:
    op.create_table(
        "standing",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("asked_from_on", sa.Date(), nullable=False),
        sa.Column("asked_until_on", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('missing', 'expired', 'waived', 'met', 'not-needed')",
            name=op.f("ck_standing_state_word"),
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_standing_contract_id"),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_standing_engagement_id"),
        sa.PrimaryKeyConstraint("engagement_id", "requirement_key", "asked_from_on", name="pk_standing"),
    )
    op.create_index(
        "ix_standing_on_day",
        "standing",
        ["contract_id", "state", "asked_until_on", "asked_from_on", "requirement_key"],
    )
    op.create_table(
        "engagement_standing",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("asked_from_on", sa.Date(), nullable=False),
        sa.Column("asked_until_on", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("blockers", sa.Integer(), nullable=False),
        sa.Column("blockers_with_lead", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("in_order", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IN ('not-ready', 'waiting', 'watch', 'ready')",
            name=op.f("ck_engagement_standing_level_word"),
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_engagement_standing_contract_id"),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name="fk_engagement_standing_engagement_id"
        ),
        sa.PrimaryKeyConstraint("engagement_id", "asked_from_on", name="pk_engagement_standing"),
    )
    op.create_index(
        "ix_engagement_standing_on_day",
        "engagement_standing",
        ["contract_id", "asked_until_on", "asked_from_on", "level", "asked", "in_order"],
    )
    op.create_table(
        "under_way",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("part_key", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stage IN ('draft', 'waiting', 'returned')", name=op.f("ck_under_way_stage_word")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_under_way_contract_id"),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagement.id"], name="fk_under_way_engagement_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_under_way_submission_id"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_under_way"),
    )
    op.create_index(
        "ix_under_way_contract_id_stage_since_submission_id",
        "under_way",
        ["contract_id", "stage", "since", "submission_id"],
    )
    op.create_index(
        "ix_under_way_engagement_id_requirement_key", "under_way", ["engagement_id", "requirement_key"]
    )
