"""What was known on which evening: terms, register rows, facts and names as they were said.

What is there already gets the moment at which its row was made. The read models are made anew, with the
evenings on which each row was known; they are written again after a migration.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010_known"
down_revision = "0009_growth"

MOMENT = sa.DateTime(timezone=True)
LEGAL_FORMS = "legal_form IN ('charity', 'company')"
ENDINGS = "ending IN ('finished', 'withdrew', 'terminated', 'taken-over')"
STATES = "state IN ('missing', 'expired', 'waived', 'met', 'not-needed')"
LEVELS = "level IN ('not-ready', 'waiting', 'watch', 'ready')"


def upgrade() -> None:
    make_terms()
    make_facts()
    make_names()
    make_assignment_days()
    make_renewals()
    make_standing()
    make_engagement_standing()
    make_level_share()
    make_under_way()
    copy_what_is_there()


def key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def check(table: str, name: str, words: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(words, name=op.f(f"ck_{table}_{name}"))


def index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def make_terms() -> None:
    op.create_table(
        "engagement_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("funding", sa.Integer(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        check("engagement_terms", "ending_word", ENDINGS),
        check("engagement_terms", "dates", "ends_on >= starts_on"),
        key("engagement_terms", "engagement_id", "engagement"),
        key("engagement_terms", "recorded_by", "person"),
        primary("engagement_terms", "id"),
    )
    index("engagement_terms", "engagement_id", "recorded_at")


def make_facts() -> None:
    op.create_table(
        "organisation_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("legal_form", sa.Text(), nullable=True),
        sa.Column("year_end_month", sa.Integer(), nullable=True),
        sa.Column("year_end_day", sa.Integer(), nullable=True),
        sa.Column("first_year_end_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        check("organisation_fact", "legal_form_word", LEGAL_FORMS),
        key("organisation_fact", "organisation_id", "organisation"),
        key("organisation_fact", "recorded_by", "person"),
        primary("organisation_fact", "id"),
    )
    index("organisation_fact", "organisation_id")


def make_names() -> None:
    op.create_table(
        "organisation_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trading_names", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        key("organisation_name", "organisation_id", "organisation"),
        key("organisation_name", "recorded_by", "person"),
        primary("organisation_name", "id"),
    )
    index("organisation_name", "organisation_id")


def make_assignment_days() -> None:
    op.create_table(
        "assignment_days",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        check("assignment_days", "dates", "until_on >= from_on"),
        key("assignment_days", "worker_id", "worker"),
        key("assignment_days", "engagement_id", "engagement"),
        primary("assignment_days", "id"),
    )
    index("assignment_days", "worker_id")
    index("assignment_days", "engagement_id")


def make_renewals() -> None:
    op.create_table(
        "renewal_applied",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        key("renewal_applied", "worker_id", "worker"),
        primary("renewal_applied", "id"),
    )
    index("renewal_applied", "worker_id")


def make_standing() -> None:
    op.drop_table("standing")
    op.create_table(
        "standing",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("known_until", sa.Date(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("also", sa.Text(), nullable=False),
        check("standing", "state_word", STATES),
        key("standing", "engagement_id", "engagement"),
        key("standing", "contract_id", "contract"),
        primary("standing", "engagement_id", "known_until", "requirement_key", "from_on"),
    )
    op.create_index(
        "ix_standing_on_day",
        "standing",
        ["contract_id", "known_until", "state", "until_on", "from_on", "requirement_key", "known_from"],
    )


COUNTS = ["blockers", "blockers_with_lead", "warnings", "asked", "in_order"]
PREFERRED = ["preferred_asked", "preferred_in_order"]


def make_engagement_standing() -> None:
    op.drop_table("engagement_standing")
    op.create_table(
        "engagement_standing",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in [*COUNTS, *PREFERRED]),
        check("engagement_standing", "level_word", LEVELS),
        key("engagement_standing", "engagement_id", "engagement"),
        key("engagement_standing", "contract_id", "contract"),
        primary("engagement_standing", "engagement_id", "from_on"),
    )
    days = ["contract_id", "until_on", "from_on"]
    covered = ["level", "blockers", "asked", "in_order", *PREFERRED, "engagement_id"]
    op.create_index("ix_engagement_standing_on_day", "engagement_standing", [*days, *covered])


def make_level_share() -> None:
    op.create_table(
        "level_share",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("known_until", sa.Date(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in [*COUNTS, *PREFERRED]),
        key("level_share", "engagement_id", "engagement"),
        key("level_share", "contract_id", "contract"),
        primary("level_share", "engagement_id", "requirement_key", "known_until", "from_on"),
    )
    days = ["contract_id", "known_until", "until_on", "from_on", "known_from", "engagement_id"]
    op.create_index("ix_level_share_on_day", "level_share", [*days, *COUNTS, *PREFERRED])
    here = sa.text("requirement_key = ''")
    op.create_index("ix_level_share_here", "level_share", days, sqlite_where=here, postgresql_where=here)


def make_under_way() -> None:
    op.drop_table("under_way")
    op.create_table(
        "under_way",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("known_until", sa.Date(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_key", sa.Text(), nullable=False),
        sa.Column("part_key", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        check("under_way", "stage_word", "stage IN ('waiting', 'returned')"),
        key("under_way", "submission_id", "submission"),
        key("under_way", "contract_id", "contract"),
        key("under_way", "engagement_id", "engagement"),
        primary("under_way", "submission_id", "known_until"),
    )
    index("under_way", "contract_id", "known_until", "stage", "since", "submission_id")
    index("under_way", "engagement_id", "known_until", "requirement_key")


def copy_what_is_there() -> None:
    for table, query in (
        ("engagement_terms", ENGAGEMENTS),
        ("organisation_fact", FACTS),
        ("organisation_name", NAMES),
        ("assignment_days", ASSIGNMENTS),
        ("renewal_applied", RENEWALS),
    ):
        if rows := list(rows_of(query)):
            op.bulk_insert(table_of(table, rows), rows)


def rows_of(query: str) -> Iterator[dict[str, object]]:
    """What the query finds, each row under an id of its own. SQLite keeps no types, so they are named."""
    found = op.get_bind().execute(sa.text(query))
    names = list(found.keys())
    typed = op.get_bind().execute(sa.text(query).columns(*(sa.column(name, TYPES[name]) for name in names)))
    for row in typed:
        yield {"id": uuid.uuid4(), **row._mapping}


TYPES: Mapping[str, sa.types.TypeEngine[Any]] = {
    **dict.fromkeys(("id", "engagement_id", "organisation_id", "worker_id"), sa.Uuid()),
    **dict.fromkeys(("starts_on", "ends_on", "from_on", "until_on", "first_year_end_on"), sa.Date()),
    **dict.fromkeys(("year_end_month", "year_end_day", "funding"), sa.Integer()),
    **dict.fromkeys(("area", "words", "legal_form", "name"), sa.Text()),
    "applied_on": sa.Date(),
    "trading_names": sa.JSON(),
    "recorded_at": MOMENT,
}


def table_of(name: str, rows: Sequence[Mapping[str, Any]]) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, TYPES[each]) for each in rows[0]))


ENGAGEMENTS = (
    "SELECT id AS engagement_id, area, starts_on, ends_on, funding, '' AS words, created_at AS recorded_at"
    " FROM engagement"
)
FACTS = (
    "SELECT id AS organisation_id, legal_form, year_end_month, year_end_day, first_year_end_on,"
    " created_at AS recorded_at FROM organisation"
)
NAMES = "SELECT id AS organisation_id, name, trading_names, created_at AS recorded_at FROM organisation"
ASSIGNMENTS = (
    "SELECT assignment.worker_id, assignment.engagement_id, assignment.from_on, assignment.until_on,"
    " CASE WHEN worker.created_at > engagement.created_at THEN worker.created_at"
    " ELSE engagement.created_at END AS recorded_at"
    " FROM assignment JOIN worker ON worker.id = assignment.worker_id"
    " JOIN engagement ON engagement.id = assignment.engagement_id"
)
"""An assignment has no moment of its own: it cannot have been made before its person or its engagement."""
RENEWALS = (
    "SELECT id AS worker_id, renewal_applied_on AS applied_on, created_at AS recorded_at"
    " FROM worker WHERE renewal_applied_on IS NOT NULL"
)
