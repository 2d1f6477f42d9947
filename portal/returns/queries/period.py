"""All returns of one period: partners and sections, and how each stands."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.asked import Asked
from checklists.year.giving import (
    Act,
    Happened,
    SectionState,
    given_times,
    is_put_up,
    lies_with_lead,
    section_states,
)
from checklists.year.owed_timeline import OwedInterval, late_days, state_on
from checklists.year.vocabulary import Every, OwedState
from portal.clock import local_day
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.records import Engagement, PeriodReturn, ReturnAct, ReturnSection
from portal.returns.queries.asked import Engaged, asked_by_engagement, engaged

Key = tuple[uuid.UUID, str, str]
"""Engagement, return and part."""


@dataclass(frozen=True, slots=True)
class Line:
    """A return that is owed, with how its sections stand today; `ends_on` is the engagement's last day."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    ends_on: date
    asked: Asked
    states: Mapping[str, SectionState]
    interval: OwedInterval
    late: int
    is_put_up: bool = False
    was_sent: bool = False
    put_up_by: uuid.UUID | None = None

    @property
    def is_late(self) -> bool:
        """Whether it is, and the partner can do something about it."""
        return self.interval.state is OwedState.LATE and not self.lies_with_lead

    @property
    def lies_with_lead(self) -> bool:
        return lies_with_lead(self.states.values())

    @property
    def is_request(self) -> bool:
        """Whether it was asked for, and is none of a period."""
        return self.asked.row.every is Every.ON_REQUEST

    @property
    def waits_for_lead(self) -> bool:
        return SectionState.WITH_LEAD in self.states.values()


@dataclass(frozen=True, slots=True)
class Partner:
    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    name: str
    engaged: Engaged


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a return, which of its sections are written, and who put it up for signing last."""

    acts: Sequence[Happened] = ()
    ready: Mapping[str, bool] | None = None
    put_up_by: uuid.UUID | None = None


NOT_BEGUN = Done()


def list_partners(session: Session, place: ContractPlace) -> tuple[Partner, ...]:
    rows = session.execute(
        sa.select(
            Engagement.id,
            Engagement.partner_id,
            PARTNER.name,
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return tuple(
        Partner(
            row.id,
            row.partner_id,
            f"{row.name}, {row.area}" if row.area else row.name,
            Engaged(row.id, Span(row.starts_on, row.ends_on), place.contract_id),
        )
        for row in rows
    )


def list_partners_on(session: Session, place: ContractPlace, on: date) -> tuple[Partner, ...]:
    """Without those who have not begun by the day, or have ended."""
    return tuple(each for each in list_partners(session, place) if on in each.engaged.span)


def list_lines(session: Session, place: EngagementPlace, on: date) -> tuple[Line, ...]:
    """Of one engagement, in the order in which they fall due."""
    return lines_of(
        session, [Partner(place.engagement_id, place.partner_id, place.partner, engaged(place))], on
    )


def list_contract_lines(session: Session, place: ContractPlace, on: date) -> tuple[Line, ...]:
    """Of every partner, by partner."""
    return lines_of(session, list_partners(session, place), on)


def lines_of(session: Session, partners: Iterable[Partner], on: date) -> tuple[Line, ...]:
    theirs = {each.engagement_id: each for each in partners}
    asked = asked_by_engagement(session, [each.engaged for each in theirs.values()])
    done = list_done(session, theirs) if any(asked.values()) else {}
    return tuple(
        line_of(
            theirs[engagement_id],
            each,
            done.get((engagement_id, each.row.key, each.owed.part), NOT_BEGUN),
            on,
        )
        for engagement_id in theirs
        for each in asked[engagement_id]
    )


def line_of(partner: Partner, asked: Asked, done: Done, on: date) -> Line:
    states = section_states(asked.keys, done.acts, done.ready or {})
    interval = state_on(asked.owed, given_times(asked.keys, done.acts), on)
    late = late_days(asked.owed, interval, on)
    was_sent = any(each.act is Act.SENT for each in done.acts)
    return Line(
        partner.engagement_id,
        partner.partner_id,
        partner.name,
        partner.engaged.span.until_on,
        asked,
        states,
        interval,
        late,
        is_put_up(done.acts),
        was_sent,
        done.put_up_by,
    )


def list_done(session: Session, engagement_ids: Iterable[uuid.UUID]) -> dict[Key, Done]:
    """By engagement, return and part."""
    wanted = PeriodReturn.engagement_id.in_(tuple(engagement_ids))
    which = (PeriodReturn.engagement_id, PeriodReturn.return_key, PeriodReturn.part)
    acts: defaultdict[Key, list[Happened]] = defaultdict(list)
    ready: defaultdict[Key, dict[str, bool]] = defaultdict(dict)
    put_up_by: dict[Key, uuid.UUID] = {}
    happened = session.execute(
        sa.select(*which, ReturnAct.act, ReturnAct.sections, ReturnAct.made_at, ReturnAct.made_by)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(wanted)
        .order_by(ReturnAct.return_id, ReturnAct.number)
    )
    for row in happened:
        about = Happened(Act(row.act), local_day(row.made_at), frozenset(row.sections))
        key = (row.engagement_id, row.return_key, row.part)
        acts[key].append(about)
        if about.act is Act.PUT_UP:
            put_up_by[key] = row.made_by
    written = session.execute(
        sa.select(*which, ReturnSection.section_key, ReturnSection.is_ready)
        .join(ReturnSection, ReturnSection.return_id == PeriodReturn.id)
        .where(wanted)
    )
    for each in written:
        ready[each.engagement_id, each.return_key, each.part][each.section_key] = each.is_ready
    return {key: Done(acts.get(key, ()), ready.get(key), put_up_by.get(key)) for key in {*acts, *ready}}
