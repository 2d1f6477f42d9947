"""The insurance of a partner: what each of its engagements asks, and every policy that was sent for it."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.conditions import Said
from checklists.facts import known_by
from checklists.intervals import Interval
from checklists.requirement import Requirement
from checklists.slots import Row, row_on, rows_of_engagement
from checklists.vocabulary import Kind, Outcome
from portal.clock import local_day
from portal.places.mine import MyEngagement
from portal.records import Decision, NamedRow, Submission
from portal.standing.queries.as_known import evening_of
from portal.standing.queries.conditions import as_facts, said_by_engagement
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.part_lines import parts_of
from portal.standing.queries.slots import Work, work_by_slot


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy that was sent, with what was decided on it last (None: nothing yet); accepted ones as they
    were accepted. `amount` is whole pounds. `is_gone` where it was taken back by now, or replaced."""

    submission_id: uuid.UUID
    part_key: str
    from_on: date | None
    until_on: date | None
    amount: int | None
    basis: str | None
    details: Mapping[str, Any]
    outcome: Outcome | None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class CoverSlot:
    """A requirement of insurance of one engagement on a day. `parts` has the intervals of each cover, `held`
    the decisions that hold, `work` what is under way."""

    place: MyEngagement
    requirement: Requirement
    engagement: facts.Engagement
    parts: Mapping[str, tuple[Interval, ...]]
    held: tuple[facts.Decision, ...]
    work: tuple[Work, ...]
    policies: tuple[PolicyLine, ...]


def list_cover_slots(
    session: Session,
    places: Sequence[MyEngagement],
    on: date,
    *,
    today: date,
    known: date | None,
    drafts: bool,
) -> tuple[CoverSlot, ...]:
    """The insurance that the engagements ask for on the day (before and after them on their nearest), in
    their order; `drafts` only for those whose drafts they are, who alone read too what they took back before
    anybody opened it."""
    ids = [each.engagement_id for each in places]
    wanted = cover_rows(session, places)
    if not any(wanted.values()):
        return ()
    decided = decisions_by_engagement(session, ids)
    conditions = find_conditions(session, wanted)
    policies = list_policies(session, wanted, known, () if drafts else (IS_THE_LEADS,))
    evening = evening_of(on, today, known)
    work = work_by_slot(session, ids, drafts=drafts and evening is None, evening=evening)
    found = []
    for place in places:
        for key, rows in wanted[place.engagement_id].items():
            made = decided[place.engagement_id].get(key, [])
            engagement = facts.Engagement(place.span, **as_facts(conditions.get(place.engagement_id, [])))
            at = (place.engagement_id, key)
            requirement = (row_on(rows, place.span.clamp(on)) or rows[-1]).requirement
            parts = {part.key: part.intervals for part in parts_of(rows, made, engagement, known)}
            found.append(
                CoverSlot(
                    place=place,
                    requirement=requirement,
                    engagement=engagement,
                    parts=parts,
                    held=known_by(tuple(made), known),
                    work=work.get(at, ()),
                    policies=tuple(policies.get(at, ())),
                )
            )
    return tuple(found)


WantedRows = Mapping[uuid.UUID, Mapping[str, list[Row]]]
"""By engagement and requirement key, the wordings of the requirements of insurance."""


def cover_rows(session: Session, places: Sequence[MyEngagement]) -> WantedRows:
    versions = list_versions(session, {each.contract_id for each in places})
    found: dict[uuid.UUID, dict[str, list[Row]]] = {}
    for place in places:
        rows = rows_of_engagement(versions[place.contract_id], Span(place.starts_on, place.ends_on))
        found[place.engagement_id] = {
            key: each for key, each in rows.items() if each[-1].requirement.kind is Kind.COVER
        }
    return found


def find_conditions(session: Session, wanted: WantedRows) -> Mapping[uuid.UUID, list[Said]]:
    """What was said of those of the engagements, where any of the wordings depends on one."""
    if not any(
        row.requirement.condition for each in wanted.values() for rows in each.values() for row in rows
    ):
        return {}
    return said_by_engagement(session, list(wanted))


IS_THE_LEADS = sa.or_(
    Submission.taken_back_at.is_(None),
    Submission.opened_at.is_not(None),
    Submission.received_way.is_not(None),
)
"""Of what was sent, what its lead may read of any evening: nothing that was taken back unopened."""


def list_policies(
    session: Session, wanted: WantedRows, known: date | None, only: Sequence[sa.ColumnElement[bool]]
) -> Mapping[tuple[uuid.UUID, str], list[PolicyLine]]:
    """By engagement and requirement key, the policies that were sent, those that end last first."""
    keys = {key for each in wanted.values() for key in each}
    decided_by_then = [Decision.made_on <= known] if known else []
    rows = session.execute(
        sa.select(
            Submission.engagement_id,
            Submission.requirement_key,
            Submission.id,
            Submission.part_key,
            Submission.from_on,
            Submission.until_on,
            Submission.amount,
            Submission.basis,
            Submission.details,
            Submission.sent_at,
            Submission.taken_back_at,
            Decision.outcome,
            Decision.from_on.label("accepted_from"),
            Decision.until_on.label("accepted_until"),
            Decision.amount.label("accepted_amount"),
            Decision.basis.label("accepted_basis"),
            Decision.details.label("accepted_details"),
        )
        .outerjoin(Decision, sa.and_(Decision.submission_id == Submission.id, *decided_by_then))
        .where(
            Submission.engagement_id.in_(list(wanted)),
            Submission.requirement_key.in_(keys),
            Submission.sent_at.is_not(None),
            *only,
        )
        .order_by(Decision.made_at)
    )
    found: defaultdict[tuple[uuid.UUID, str], dict[uuid.UUID, PolicyLine]] = defaultdict(dict)
    for row in rows:
        if was_sent_by(row.sent_at, known) and not was_taken_back_by(row.taken_back_at, known):
            found[row.engagement_id, row.requirement_key][row.id] = policy_line(row)
    return {at: sorted(lines.values(), key=ends_last, reverse=True) for at, lines in found.items()}


def was_sent_by(sent_at: datetime, known: date | None) -> bool:
    return known is None or local_day(sent_at) <= known


def was_taken_back_by(taken_back_at: datetime | None, known: date | None) -> bool:
    return taken_back_at is not None and was_sent_by(taken_back_at, known)


def policy_line(row: NamedRow) -> PolicyLine:
    """The later of two decisions on one submission comes later, and replaces the one before."""
    outcome = Outcome(row.outcome) if row.outcome else None
    if outcome is not Outcome.ACCEPT:
        own = (row.from_on, row.until_on, row.amount, row.basis, row.details)
    else:
        own = (
            row.accepted_from,
            row.accepted_until,
            row.accepted_amount,
            row.accepted_basis,
            {**row.details, **row.accepted_details},
        )
    return PolicyLine(row.id, row.part_key, *own, outcome, is_gone=row.taken_back_at is not None)


def ends_last(line: PolicyLine) -> tuple[date, date]:
    return line.until_on or date.min, line.from_on or date.min
