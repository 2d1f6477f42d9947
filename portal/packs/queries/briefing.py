"""What stands in a briefing beside readiness: what is waived and why, and what the lead itself has to do."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.editions import NO_LATER, Editions, editions_on
from checklists.levels import is_issued
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import FROM_THE_LEAD, By, Kind, State
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing
from portal.standing.queries.as_known import When, on_day
from portal.standing.queries.exception_reasons import reasons_on
from portal.standing.queries.issued_facts import issuings_by_contract

Only = Collection[uuid.UUID]
ALL: Only = ()
"""Of some engagements alone, or of all."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A requirement of a partner that is waived on the day, until when, and the reviewer's words. Of a
    register there are none here: they may name people."""

    partner: str
    area: str
    requirement_key: str
    until_on: date
    words: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What the lead issues, puts up for signing or carries out itself: since when it is issued (None where it
    is not, or is nothing to issue), with how many of the engagements that are asked it is accepted, for how
    many it is waived, and with which partners it is neither; all that of the edition that is asked for on the
    day, where there are `editions` after the first."""

    requirement: Requirement
    first_on: date | None
    accepted: int
    waived: int
    asked: int
    lacking: tuple[str, ...]
    editions: Editions = NO_LATER

    @property
    def issued_on(self) -> date | None:
        """The day on which that edition was issued."""
        return self.editions.asked.issued_on if self.editions.asked else self.first_on

    @property
    def is_issued(self) -> bool:
        """Whether it is something that the lead issues, rather than carries out."""
        return self.requirement.kind in FROM_THE_LEAD


def its(only: Only) -> tuple[sa.ColumnElement[bool], ...]:
    return (Engagement.id.in_(only),) if only else ()


def list_waived(
    session: Session, place: ContractPlace, checklist: Checklist, when: When, only: Only = ALL
) -> list[Waived]:
    """By partner, those that the checklist of the day has."""
    kinds = {each.key: each.kind for each in checklist.requirements}
    rows = session.execute(
        sa.select(
            Standing.engagement_id,
            Standing.requirement_key,
            Standing.until_on,
            PARTNER.name.label("partner"),
            Engagement.area,
        )
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Standing.contract_id == place.contract_id, Standing.state == State.WAIVED.value)
        .where(*its(only))
        .where(*on_day(Standing, when.on, when.known))
        .where(Engagement.starts_on <= when.on, Engagement.ends_on >= when.on)
        .order_by(Engagement.sort_name, Engagement.id, Standing.requirement_key)
    ).all()
    slots = [(row.engagement_id, row.requirement_key) for row in rows]
    said = reasons_on(session, slots, when.on, when.known)
    return [
        Waived(
            row.partner,
            row.area,
            row.requirement_key,
            row.until_on,
            ""
            if kinds[row.requirement_key] is Kind.REGISTER
            else said.get((row.engagement_id, row.requirement_key), ""),
        )
        for row in rows
        if row.requirement_key in kinds
    ]


def list_duties(
    session: Session, place: ContractPlace, checklist: Checklist, when: When, only: Only = ALL
) -> list[Duty]:
    """In the checklist's order."""
    those = [
        each
        for each in checklist.requirements
        if each.kind in FROM_THE_LEAD or each.carried_out_by is By.LEAD
    ]
    if not those:
        return []
    evening = when.evening or when.on
    found = issuings_by_contract(session, [place.contract_id])[place.contract_id]
    issued = {key: day for key, day in found.first_on.items() if is_issued(day, evening)}
    later = [each for each in found.editions if is_issued(each.issued_on, evening)]
    states = count_states(session, place, [each.key for each in those], when, only)
    lacking = list_lacking(session, place, [each.key for each in those], when, only)
    return [
        Duty(
            each,
            issued.get(each.key),
            states[each.key][State.MET],
            states[each.key][State.WAIVED],
            states[each.key].total() - states[each.key][State.NOT_NEEDED],
            tuple(lacking[each.key]),
            editions_on((edition for edition in later if edition.key == each.key), when.on)
            if each.kind is Kind.ISSUED
            else NO_LATER,
        )
        for each in those
    ]


def count_states(
    session: Session, place: ContractPlace, keys: list[str], when: When, only: Only
) -> Mapping[str, Counter[State]]:
    """By requirement, how many engagements of the day are in which state."""
    query = (
        sa.select(Standing.requirement_key, Standing.state, sa.func.count().label("many"))
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .where(Standing.contract_id == place.contract_id, Standing.requirement_key.in_(keys))
        .where(*its(only))
        .where(*on_day(Standing, when.on, when.known))
        .where(Engagement.starts_on <= when.on, Engagement.ends_on >= when.on)
        .group_by(Standing.requirement_key, Standing.state)
    )
    found: defaultdict[str, Counter[State]] = defaultdict(Counter)
    for row in session.execute(query):
        found[row.requirement_key][State(row.state)] += row.many
    return found


def list_lacking(
    session: Session, place: ContractPlace, keys: list[str], when: When, only: Only
) -> defaultdict[str, dict[str, None]]:
    """By requirement, the partners by name with whom it is missing or expired, each once."""
    query = (
        sa.select(Standing.requirement_key, PARTNER.name.label("partner"))
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Standing.contract_id == place.contract_id, Standing.requirement_key.in_(keys))
        .where(*its(only))
        .where(*on_day(Standing, when.on, when.known))
        .where(Standing.state.in_([State.MISSING.value, State.EXPIRED.value]))
        .where(Engagement.starts_on <= when.on, Engagement.ends_on >= when.on)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in session.execute(query):
        found[row.requirement_key][row.partner] = None
    return found
