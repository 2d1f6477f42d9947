"""By which words names of organisations and files are found."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0047_words"
down_revision = "0046_measure_plans"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOST_WORDS, LONGEST, AT_ONCE = 16, 60, 1_000


def upgrade() -> None:
    op.create_table(
        "name_word",
        sa.Column("word", WORD, nullable=False),
        sa.Column("name_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("word", "name_id", name=op.f("pk_name_word")),
        sa.ForeignKeyConstraint(["name_id"], ["organisation_name.id"], name=op.f("fk_name_word_name_id")),
    )
    op.create_table(
        "file_word",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "word", "file_id", name=op.f("pk_file_word")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_file_word_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_file_word_file_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_name_word_name_id"), "name_word", ["name_id"])
    op.create_index(op.f("ix_file_word_file_id"), "file_word", ["file_id"])
    keep_words_of_names(op.get_bind())
    keep_words_of_files(op.get_bind())


def keep_words_of_names(bind: sa.Connection) -> None:
    names = sa.table(
        "organisation_name",
        sa.column("id", sa.Uuid()),
        sa.column("name"),
        sa.column("trading_names", sa.JSON()),
    )
    words = sa.table("name_word", sa.column("word"), sa.column("name_id", sa.Uuid()))
    found = [
        {"word": word, "name_id": row.id}
        for row in bind.execute(sa.select(names))
        for word in sorted(set().union(*map(found_by, (row.name, *row.trading_names))))
    ]
    for first in range(0, len(found), AT_ONCE):
        bind.execute(sa.insert(words), found[first : first + AT_ONCE])


def keep_words_of_files(bind: sa.Connection) -> None:
    columns = (sa.column("id", sa.Uuid()), sa.column("organisation_id", sa.Uuid()))
    files = sa.table("stored_file", *columns, sa.column("name"), sa.column("removed_at"))
    names = ("organisation_id", "file_id")
    words = sa.table("file_word", sa.column("word"), *(sa.column(name, sa.Uuid()) for name in names))
    found = [
        {"organisation_id": row.organisation_id, "word": word, "file_id": row.id}
        for row in bind.execute(sa.select(files).where(files.c.removed_at.is_(None)))
        for word in sorted(found_by(row.name))
    ]
    for first in range(0, len(found), AT_ONCE):
        bind.execute(sa.insert(words), found[first : first + AT_ONCE])


def found_by(text: str) -> set[str]:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    letters = re.sub(r"['’‘`]", "", letters)
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    words = re.sub(r"[\W_]+", " ", letters).split()[:MOST_WORDS]
    return {"".join(words[place:])[:LONGEST] for place in range(len(words))}


def downgrade() -> None:
    op.drop_table("file_word")
    op.drop_table("name_word")
