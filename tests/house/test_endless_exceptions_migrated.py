"""Last days that the portal filled in for exceptions are taken out again; those that somebody gave stay."""

import json
import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa

from portal.database import open_database
from portal.records.migrations import migrate

BEFORE = "0012_own_ends"

EARLY, LATER, LATEST = "2026-02-01 12:00:00", "2026-06-01 12:00:00", "2026-09-01 12:00:00"
AFTER_ENDING, AFTER_ALL = "2026-10-15 12:00:00", "2026-12-01 12:00:00"

CASES: dict[str, tuple[str, str, str, str | None]] = {
    "filled in": ("preferred", "2028-03-31", AFTER_ALL, None),
    "filled in before the engagement was made longer": ("preferred", "2027-03-31", EARLY, None),
    "filled in before it was made longer the second time": ("preferred", "2027-09-30", LATER, None),
    "filled in before it was ended early": ("preferred", "2028-03-31", LATEST, None),
    "filled in while it was ended early": ("preferred", "2027-12-31", AFTER_ENDING, None),
    "another day": ("preferred", "2027-06-30", AFTER_ALL, "2027-06-30"),
    "what was the last day only later": ("preferred", "2028-03-31", EARLY, "2028-03-31"),
    "what had been the last day before": ("preferred", "2027-03-31", LATEST, "2027-03-31"),
    "of what became required": ("since-required", "2028-03-31", AFTER_ALL, "2028-03-31"),
    "of what is required": ("required", "2028-03-31", AFTER_ALL, "2028-03-31"),
}
"""By what it is: the requirement, what the decision has, when it was made, and what is left."""


def asked(**forces: str) -> str:
    return json.dumps({"requirements": [{"key": key, "force": force} for key, force in forces.items()]})


def changed(before: str, after: str) -> str:
    return json.dumps({"ends_on": {"from": before, "to": after}})


VALUES: dict[str, Any] = {
    **{name: uuid.UUID(int=place).hex for place, name in enumerate("abcdefghijkl")},
    "at": "2026-01-02 03:04:05",
    "on": "2026-01-01",
    "end": "2028-03-31",
    "old": asked(**{"preferred": "should", "since-required": "should", "required": "must"}),
    "new": asked(**{"preferred": "should", "since-required": "must", "required": "must"}),
    "first": changed("2027-03-31", "2027-09-30"),
    "other": json.dumps({"funding": {"from": 1, "to": 2}}),
    "second": changed("2027-09-30", "2028-03-31"),
    "ended": json.dumps({"last": "2027-12-31", "ending": "withdrew"}),
    "goes": json.dumps({"last": "2028-03-31"}),
}
TERMS = (
    "INSERT INTO engagement_terms (id, engagement_id, area, starts_on, ends_on, ending, words, recorded_at)"
    " VALUES (:{id}, :f, 'East', :on, '{ends_on}', {ending}, '', '{at}')"
)
ROWS = (
    "INSERT INTO organisation (id, name, trading_names, created_at)"
    " VALUES (:a, 'A', '[]', :at), (:b, 'B', '[]', :at), (:c, 'C', '[]', :at)",
    "INSERT INTO person (id, email, name, created_at) VALUES (:d, 'pat@example.org', 'Pat', :at)",
    "INSERT INTO contract (id, reference, title, commissioner_id, lead_id, starts_on, ends_on, created_at)"
    " VALUES (:e, 'C-1', 'Peers', :a, :b, :on, :end, :at)",
    "INSERT INTO checklist_version (id, contract_id, in_force_from, definition, reason, created_at)"
    " VALUES (:k, :e, :on, :old, '', :at), (:l, :e, :end, :new, '', :at)",
    "INSERT INTO engagement (id, reference, contract_id, partner_id, sort_name, area, starts_on, ends_on,"
    " created_at) VALUES (:f, 'E-1', :e, :c, 'c', 'East', :on, :end, :at)",
    TERMS.format(id="g", ends_on="2028-03-31", ending="NULL", at="2026-01-02 03:04:05"),
    TERMS.format(id="h", ends_on="2027-12-31", ending="'withdrew'", at="2026-10-01 12:00:00"),
    TERMS.format(id="i", ends_on="2028-03-31", ending="NULL", at="2026-11-01 12:00:00"),
    "INSERT INTO event (number, at, name, engagement_id, data, previous_hash, hash) VALUES"
    " (1, '2026-04-01 12:00:00', 'engagement-changed', :f, :first, '', '1'),"
    " (2, '2026-05-01 12:00:00', 'engagement-changed', :f, :other, '1', '2'),"
    " (3, '2026-07-01 12:00:00', 'engagement-changed', :f, :second, '2', '3'),"
    " (4, '2026-10-01 12:00:00', 'engagement-ended', :f, :ended, '3', '4'),"
    " (5, '2026-11-01 12:00:00', 'engagement-goes-on', :f, :goes, '4', '5')",
)
"""An engagement that was made longer twice before its terms were kept, then ended early and gone on with."""

DECIDED = (
    "INSERT INTO decision (id, engagement_id, requirement_key, part_key, outcome, until_on, details, reason,"
    " words, corrects_id, made_by, made_at, made_on)"
    " VALUES (:id, :f, :key, '', 'waive', :until, '{}', '', 'So.', :corrects, :d, :made, :on)"
)
RECORDED = (
    "INSERT INTO event (number, at, name, engagement_id, data, previous_hash, hash)"
    " VALUES (:number, :made, :event, :f, :data, :number - 1, :number)"
)


def given(number: int, event: str, key: str, until: str, made: str, corrects: str | None = None) -> Any:
    """A waiver with its event; the number says which it is."""
    decision_id = uuid.UUID(int=number)
    return VALUES | {
        "id": decision_id.hex,
        "number": number,
        "event": event,
        "key": key,
        "until": until,
        "made": made,
        "corrects": corrects,
        "data": json.dumps({"decision": str(decision_id)}),
    }


def after_migration(url: str, *waivers: dict[str, Any]) -> list[date | None]:
    """The last days that they have, in the order of the waivers, whose ids grow."""
    engine = open_database(url).engine
    migrate(engine, BEFORE)
    with engine.begin() as connection:
        for statement in ROWS:
            connection.execute(sa.text(statement), VALUES)
        for waiver in waivers:
            connection.execute(sa.text(DECIDED), waiver)
            connection.execute(sa.text(RECORDED), waiver)
    migrate(engine)
    last_days = sa.select(sa.column("until_on", sa.Date())).select_from(sa.table("decision"))
    with engine.connect() as connection:
        kept: list[date | None] = list(connection.scalars(last_days.order_by(sa.column("id"))))
    engine.dispose()
    return kept


def test_only_what_was_filled_in_is_taken_out(empty_database_url: str) -> None:
    """Of each case an exception, all in one database: what becomes of one does not depend on another.

    What was waived until that very day keeps it: it was required when it was waived, so that somebody gave
    the day. A correction that kept what was filled in has none, and another day stays."""
    given_by = [
        given(number, "exception-recorded", key, until, made)
        for number, (key, until, made, _) in enumerate(CASES.values(), start=11)
    ]
    waived = given(50, "requirement-waived", "preferred", "2028-03-31", AFTER_ALL)
    first = given(97, "exception-recorded", "preferred", "2027-03-31", EARLY)
    same = given(98, "decision-corrected", "preferred", "2027-03-31", LATER, first["id"])
    other = given(99, "decision-corrected", "preferred", "2027-05-31", LATEST, same["id"])
    kept = after_migration(empty_database_url, *given_by, waived, first, same, other)
    left = [date.fromisoformat(left) if left else None for *_, left in CASES.values()]
    assert dict(zip(CASES, kept, strict=False)) == dict(zip(CASES, left, strict=True))
    assert kept[len(CASES) :] == [date(2028, 3, 31), None, None, date(2027, 5, 31)]
