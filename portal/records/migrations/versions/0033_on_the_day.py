"""What a visit looks at with a partner: its sample, row by row, notes, photos, and who signed it off."""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0033_on_the_day"
down_revision = "0032_findings"

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("reopened_at IS NULL")
RESULTS = ("seen", "not-seen", "query")
NOTES = ("observation", "good-practice", "soft-outcomes", "interviews")


def keys(table: str, of: Mapping[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in of.items()
    ]


def among(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{each}'" for each in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_word"))


def upgrade() -> None:
    op.create_table(
        "visit_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("pool", sa.JSON(), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.Column("drawn_by", sa.Uuid(), nullable=True),
        sa.Column("drawn_at", MOMENT, nullable=True),
        *keys(
            "visit_sheet", {"visit_id": "visit.id", "engagement_id": "engagement.id", "drawn_by": "person.id"}
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_sheet")),
        sa.UniqueConstraint("visit_id", "engagement_id", name=op.f("uq_visit_sheet_visit_id_engagement_id")),
    )
    op.create_index(op.f("ix_visit_sheet_engagement_id"), "visit_sheet", ["engagement_id"])
    op.create_table(
        "visit_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=True),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("saved_at", MOMENT, nullable=True),
        among("visit_row", "result", RESULTS),
        sa.CheckConstraint("(requirement_key IS NULL) <> (worker_id IS NULL)", name=op.f("ck_visit_row_one")),
        sa.CheckConstraint("result = 'seen' OR result IS NULL OR note <> ''", name=op.f("ck_visit_row_note")),
        *keys("visit_row", {"sheet_id": "visit_sheet.id", "worker_id": "worker.id", "saved_by": "person.id"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_row")),
        sa.UniqueConstraint(
            "sheet_id", "requirement_key", name=op.f("uq_visit_row_sheet_id_requirement_key")
        ),
        sa.UniqueConstraint("sheet_id", "worker_id", name=op.f("uq_visit_row_sheet_id_worker_id")),
    )
    op.create_index(op.f("ix_visit_row_worker_id"), "visit_row", ["worker_id"])
    op.create_table(
        "visit_note",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        among("visit_note", "about", NOTES),
        *keys("visit_note", {"sheet_id": "visit_sheet.id", "saved_by": "person.id"}),
        sa.PrimaryKeyConstraint("sheet_id", "about", name=op.f("pk_visit_note")),
    )
    op.create_table(
        "visit_photo",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        *keys("visit_photo", {"file_id": "stored_file.id", "row_id": "visit_row.id"}),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_visit_photo")),
        sa.UniqueConstraint("row_id", "sha256", name=op.f("uq_visit_photo_row_id_sha256")),
    )
    op.create_table(
        "visit_signing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("reopened_by", sa.Uuid(), nullable=True),
        sa.Column("reopened_at", MOMENT, nullable=True),
        sa.Column("reopened_because", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(reopened_at IS NULL) = (reopened_because = '')", name=op.f("ck_visit_signing_reason")
        ),
        *keys(
            "visit_signing",
            {"sheet_id": "visit_sheet.id", "signed_by": "person.id", "reopened_by": "person.id"},
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_signing")),
    )
    op.create_index(op.f("ix_visit_signing_sheet_id"), "visit_signing", ["sheet_id"])
    op.create_index(
        "uq_visit_signing_open",
        "visit_signing",
        ["sheet_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    for table in ("visit_signing", "visit_photo", "visit_note", "visit_row", "visit_sheet"):
        op.drop_table(table)
