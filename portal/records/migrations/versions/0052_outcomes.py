"""Soft outcomes as they are rated; sites with a Changing Places toilet, looks at the map, and faults."""

import sqlalchemy as sa
from alembic import op

revision = "0052_outcomes"
down_revision = "0051_commitments"

MOMENT = sa.DateTime(timezone=True)
RATINGS = "rating IN ('met', 'partly-met', 'not-met', 'not-judged')"
TABLES = (
    "site_fault_step",
    "site_fault",
    "site_look",
    "site",
    "outcome_comment",
    "outcome_rating",
    "outcome_version",
    "outcome_draft",
    "outcome_review",
)


def upgrade() -> None:
    make_reviews()
    make_versions()
    make_sites()
    make_faults()


def make_reviews() -> None:
    op.create_table(
        "outcome_review",
        column("id"),
        column("engagement_id"),
        words("return_key"),
        words("part"),
        column("made_by"),
        moment("made_at"),
        *elsewhere("outcome_review", engagement_id="engagement.id", made_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_review")),
        sa.UniqueConstraint(
            "engagement_id",
            "return_key",
            "part",
            name=op.f("uq_outcome_review_engagement_id_return_key_part"),
        ),
    )
    op.create_table(
        "outcome_draft",
        column("review_id"),
        words("outcome_key"),
        sa.Column("rating", sa.Text(), nullable=True),
        words("because"),
        sa.Column("visits", sa.JSON(), nullable=False),
        column("written_by"),
        moment("written_at"),
        sa.CheckConstraint(RATINGS, name=op.f("ck_outcome_draft_rating_word")),
        *elsewhere("outcome_draft", review_id="outcome_review.id", written_by="person.id"),
        sa.PrimaryKeyConstraint("review_id", "outcome_key", name=op.f("pk_outcome_draft")),
    )


def make_versions() -> None:
    op.create_table(
        "outcome_version",
        column("review_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        words("because"),
        column("finished_by"),
        moment("finished_at"),
        sa.CheckConstraint("(number = 1) = (because = '')", name=op.f("ck_outcome_version_because")),
        *elsewhere("outcome_version", review_id="outcome_review.id", finished_by="person.id"),
        sa.PrimaryKeyConstraint("review_id", "number", name=op.f("pk_outcome_version")),
    )
    op.create_table(
        "outcome_rating",
        column("review_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        words("outcome_key"),
        words("rating"),
        words("because"),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.CheckConstraint(RATINGS, name=op.f("ck_outcome_rating_rating_word")),
        of_version("outcome_rating"),
        sa.PrimaryKeyConstraint("review_id", "number", "outcome_key", name=op.f("pk_outcome_rating")),
    )
    op.create_table(
        "outcome_comment",
        column("review_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        words("words"),
        column("said_by"),
        moment("said_at"),
        of_version("outcome_comment"),
        *elsewhere("outcome_comment", said_by="person.id"),
        sa.PrimaryKeyConstraint("review_id", "number", name=op.f("pk_outcome_comment")),
    )


def make_sites() -> None:
    op.create_table(
        "site",
        column("id"),
        column("engagement_id"),
        words("name"),
        words("place"),
        column("made_by"),
        moment("made_at"),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("(ended_on IS NULL) = (ended_at IS NULL)", name=op.f("ck_site_ended")),
        *elsewhere("site", engagement_id="engagement.id", made_by="person.id", ended_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("engagement_id", "name", name=op.f("uq_site_engagement_id_name")),
    )
    op.create_table(
        "site_look",
        column("site_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        words("on_map"),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        words("words"),
        sa.Column("by_lead", sa.Boolean(), nullable=False),
        column("said_by"),
        moment("said_at"),
        sa.CheckConstraint("on_map IN ('on-map', 'not-on-map')", name=op.f("ck_site_look_on_map_word")),
        sa.CheckConstraint("on_map = 'on-map' OR since_on IS NULL", name=op.f("ck_site_look_since")),
        *elsewhere("site_look", site_id="site.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("site_id", "number", name=op.f("pk_site_look")),
    )


def make_faults() -> None:
    op.create_table(
        "site_fault",
        column("id"),
        column("site_id"),
        words("what"),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("by_lead", sa.Boolean(), nullable=False),
        column("made_by"),
        moment("made_at"),
        *elsewhere("site_fault", site_id="site.id", made_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_fault")),
    )
    op.create_index(op.f("ix_site_fault_site_id"), "site_fault", ["site_id"])
    op.create_table(
        "site_fault_step",
        column("fault_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        words("kind"),
        sa.Column("done_on", sa.Date(), nullable=False),
        words("words"),
        sa.Column("by_lead", sa.Boolean(), nullable=False),
        column("said_by"),
        moment("said_at"),
        sa.CheckConstraint("kind IN ('passed-on', 'mended')", name=op.f("ck_site_fault_step_kind_word")),
        *elsewhere("site_fault_step", fault_id="site_fault.id", said_by="person.id"),
        sa.PrimaryKeyConstraint("fault_id", "number", name=op.f("pk_site_fault_step")),
    )


def column(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def words(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=False)


def elsewhere(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
        for name, target in columns.items()
    ]


def of_version(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["review_id", "number"],
        ["outcome_version.review_id", "outcome_version.number"],
        name=op.f(f"fk_{table}_review_id_number"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
