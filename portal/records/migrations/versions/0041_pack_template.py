"""An organisation's own Word template for packs, and which one a pack was made with."""

import sqlalchemy as sa
from alembic import op

revision = "0041_pack_template"
down_revision = "0040_partners"

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("ended_at IS NULL")
SAID = ("template_sha256", "template_why")
ELSEWHERE = {
    "organisation_id": "organisation.id",
    "file_id": "stored_file.id",
    "put_by": "person.id",
    "ended_by": "person.id",
}


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("pack", recreate="always" if on_sqlite else "never") as table:
        for name in SAID:
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "pack_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("put_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_pack_template_ended")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_pack_template_{column}"))
            for column, target in ELSEWHERE.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_template")),
        sa.UniqueConstraint("file_id", name=op.f("uq_pack_template_file_id")),
    )
    op.create_index(op.f("ix_pack_template_organisation_id"), "pack_template", ["organisation_id"])
    op.create_index(
        "uq_pack_template_open",
        "pack_template",
        ["organisation_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("pack_template")
    with op.batch_alter_table("pack") as table:
        for name in SAID:
            table.drop_column(name)
