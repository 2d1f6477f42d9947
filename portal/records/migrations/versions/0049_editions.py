"""What a lead issues has editions after its first one. The log tells of engagements that were removed."""

import sqlalchemy as sa
from alembic import op

revision = "0049_editions"
down_revision = "0048_away"

NAME = "issued_document"
OLD = "uq_issued_document_contract_id_requirement_key"
NEW = "uq_issued_document_contract_id_requirement_key_edition"
FIRST = "uq_issued_document_first"
ADDED = (
    ("edition", sa.Integer()),
    ("title", sa.Text()),
    ("words", sa.Text()),
    ("from_on", sa.Date()),
    ("by_on", sa.Date()),
)


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(NAME, recreate="always" if on_sqlite else "never") as table:
        for name, kind in ADDED:
            table.add_column(sa.Column(name, kind, nullable=True))
        table.drop_constraint(OLD, type_="unique")
        table.create_unique_constraint(NEW, ["contract_id", "requirement_key", "edition"])
        table.create_check_constraint("edition", "edition >= 2")
        table.create_check_constraint("dates", "by_on >= from_on")
        table.create_check_constraint("first", "(edition IS NULL) = (from_on IS NULL)")
    with op.batch_alter_table("event", recreate="always" if on_sqlite else "never") as table:
        table.drop_constraint("fk_event_engagement_id", type_="foreignkey")
    is_first = sa.text("edition IS NULL")
    op.create_index(
        FIRST,
        NAME,
        ["contract_id", "requirement_key"],
        unique=True,
        sqlite_where=is_first,
        postgresql_where=is_first,
    )


def downgrade() -> None:
    op.execute("DELETE FROM issued_document WHERE edition IS NOT NULL")
    with op.batch_alter_table("event") as table:
        table.create_foreign_key("fk_event_engagement_id", "engagement", ["engagement_id"], ["id"])
    op.drop_index(FIRST, NAME)
    with op.batch_alter_table(NAME) as table:
        for name in ("first", "dates", "edition"):
            table.drop_constraint(op.f(f"ck_issued_document_{name}"), type_="check")
        table.drop_constraint(NEW, type_="unique")
        table.create_unique_constraint(OLD, ["contract_id", "requirement_key"])
        for name, _ in reversed(ADDED):
            table.drop_column(name)
