"""Last days that the page of review filled in are taken out again; those that somebody gave stay."""

import uuid
from datetime import date

import sqlalchemy as sa

from portal.database import open_database
from portal.records.migrations import migrate

BEFORE = "0009_growth"

EARLY, LATER, LATEST = "2026-02-01 12:00:00", "2026-06-01 12:00:00", "2026-09-01 12:00:00"

CASES: dict[str, tuple[str | None, str, str, str | None]] = {
    "given by the partner": ("2028-03-31", "2028-03-31", LATEST, "2028-03-31"),
    "filled in": (None, "2028-03-31", LATEST, None),
    "filled in before the engagement was made longer": (None, "2027-03-31", EARLY, None),
    "filled in before it was made longer the second time": (None, "2027-09-30", LATER, None),
    "another day": (None, "2027-06-30", LATEST, "2027-06-30"),
    "what was the last day only later": (None, "2028-03-31", EARLY, "2028-03-31"),
    "what had been the last day before": (None, "2027-03-31", LATEST, "2027-03-31"),
}
"""By what it is: what the submission gave, what the decision has, when it was made, and what is left."""

VALUES = {
    **{name: uuid.UUID(int=place).hex for place, name in enumerate("abcdef")},
    "at": "2026-01-02 03:04:05",
    "on": "2026-01-01",
    "end": "2028-03-31",
    "first": '{"ends_on": {"from": "2027-03-31", "to": "2027-09-30"}}',
    "other": '{"funding": {"from": 1, "to": 2}}',
    "second": '{"ends_on": {"from": "2027-09-30", "to": "2028-03-31"}}',
}
ROWS = (
    "INSERT INTO organisation (id, name, trading_names, created_at)"
    " VALUES (:a, 'A', '[]', :at), (:b, 'B', '[]', :at), (:c, 'C', '[]', :at)",
    "INSERT INTO person (id, email, name, created_at) VALUES (:d, 'pat@example.org', 'Pat', :at)",
    "INSERT INTO contract (id, reference, title, commissioner_id, lead_id, starts_on, ends_on, created_at)"
    " VALUES (:e, 'C-1', 'Peers', :a, :b, :on, :end, :at)",
    "INSERT INTO engagement (id, reference, contract_id, partner_id, sort_name, area, starts_on, ends_on,"
    " created_at) VALUES (:f, 'E-1', :e, :c, 'c', 'East', :on, :end, :at)",
    "INSERT INTO event (number, at, name, engagement_id, data, previous_hash, hash) VALUES"
    " (1, '2026-04-01 12:00:00', 'engagement-changed', :f, :first, '', '1'),"
    " (2, '2026-05-01 12:00:00', 'engagement-changed', :f, :other, '1', '2'),"
    " (3, '2026-07-01 12:00:00', 'engagement-changed', :f, :second, '2', '3')",
)
SENT = (
    "INSERT INTO submission (id, reference, engagement_id, requirement_key, part_key, until_on, details,"
    " made_by, made_at, sent_by, sent_at)"
    " VALUES (:id, :reference, :f, 'policy', '', :given, '{}', :d, :at, :d, :at)"
)
DECIDED = (
    "INSERT INTO decision (id, engagement_id, requirement_key, part_key, submission_id, outcome, until_on,"
    " details, reason, words, made_by, made_at, made_on)"
    " VALUES (:id, :f, 'policy', '', :id, 'accept', :until, '{}', '', '', :d, :made, :on)"
)


def test_only_what_was_filled_in_is_taken_out(empty_database_url: str) -> None:
    """Of each case a decision, all in one database: what becomes of one does not depend on another."""
    engine = open_database(empty_database_url).engine
    migrate(engine, BEFORE)
    with engine.begin() as connection:
        for statement in ROWS:
            connection.execute(sa.text(statement), VALUES)
        for number, (given, until, made, _) in enumerate(CASES.values(), start=11):
            case = {"given": given, "until": until, "made": made}
            named = {"id": uuid.UUID(int=number).hex, "reference": f"S-{number}"}
            for statement in (SENT, DECIDED):
                connection.execute(sa.text(statement), VALUES | named | case)
    migrate(engine)
    query = sa.select(sa.column("until_on", sa.Date())).select_from(sa.table("decision"))
    with engine.connect() as connection:
        kept = connection.scalars(query.order_by(sa.column("id"))).all()
    left = [date.fromisoformat(left) if left else None for *_, left in CASES.values()]
    assert dict(zip(CASES, kept, strict=True)) == dict(zip(CASES, left, strict=True))
    engine.dispose()
