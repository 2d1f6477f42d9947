"""Sites of an engagement or a contract, with every look at the map and every fault."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.changing_places import (
    FaultState,
    FaultStep,
    Look,
    MapState,
    OnMap,
    Step,
    fault_state,
    map_state,
)
from portal.access import NotHere
from portal.clock import local_day
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.reading_once import reads_once
from portal.records import (
    Contract,
    Engagement,
    NamedRow,
    Person,
    Site,
    SiteFault,
    SiteFaultStep,
    SiteLook,
)
from portal.standing.queries.called import Called, called_then


@dataclass(frozen=True, slots=True)
class Said:
    """Who said it, when, and for which side."""

    person: str
    by_lead: bool
    at: datetime

    @property
    def on(self) -> date:
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Looked:
    """A look at the map."""

    on_map: OnMap
    looked_on: date
    since_on: date | None
    words: str
    said: Said


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about a fault."""

    kind: FaultStep
    done_on: date
    words: str
    said: Said


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with what was done about it, in the order in which it was told."""

    fault_id: uuid.UUID
    what: str
    reported_on: date
    said: Said
    steps: tuple[Done, ...]
    state: FaultState

    def last(self, kind: FaultStep) -> Done | None:
        return next((each for each in reversed(self.steps) if each.kind is kind), None)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site as it was known; `looks` in the order in which they were told. `is_over` says that its partner's
    part of the contract has ended before the contract."""

    site_id: uuid.UUID
    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    name: str
    place: str
    ended_on: date | None
    is_over: bool
    looks: tuple[Looked, ...]
    faults: tuple[Fault, ...]
    state: MapState

    @property
    def is_used(self) -> bool:
        return self.ended_on is None and not self.is_over

    @property
    def last(self) -> Looked | None:
        return self.looks[-1] if self.looks else None

    @property
    def open_faults(self) -> tuple[Fault, ...]:
        return tuple(each for each in self.faults if each.state is not FaultState.MENDED)


LINES = (
    sa.select(Site, PARTNER.name.label("partner"), Engagement.area, Engagement.starts_on, Engagement.ends_on)
    .add_columns(Contract.ends_on.label("contract_ends_on"), Engagement.partner_id)
    .join(Engagement, Engagement.id == Site.engagement_id)
    .join(Contract, Contract.id == Engagement.contract_id)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
    .order_by(Engagement.sort_name, Engagement.id, Site.name)
)


def list_sites(
    session: Session, place: EngagementPlace, on: date, known: date | None = None
) -> tuple[SiteLine, ...]:
    return lines_of(session, Site.engagement_id == place.engagement_id, on, known)


def list_of_contract(
    session: Session, place: ContractPlace, on: date, known: date | None = None
) -> tuple[SiteLine, ...]:
    return lines_of(session, Engagement.contract_id == place.contract_id, on, known)


@reads_once
def get_site(
    session: Session, place: EngagementPlace, site_id: uuid.UUID, on: date, known: date | None = None
) -> SiteLine:
    """Raises NotHere."""
    its = sa.and_(Site.engagement_id == place.engagement_id, Site.id == site_id)
    for each in lines_of(session, its, on, known):
        return each
    raise NotHere


def find_site(session: Session, place: EngagementPlace, name: str) -> uuid.UUID | None:
    """The site of that name."""
    its = sa.and_(Site.engagement_id == place.engagement_id, Site.name == name)
    return session.scalar(sa.select(Site.id).where(its))


def lines_of(
    session: Session, where: sa.ColumnElement[bool], on: date, known: date | None
) -> tuple[SiteLine, ...]:
    until = known or date.max
    rows = [row for row in session.execute(LINES.where(where)) if local_day(row.Site.made_at) <= until]
    ids = [row.Site.id for row in rows]
    looks, faults = looks_of(session, ids, until), faults_of(session, ids, on, until)
    then = called_then(session, {row.Site.engagement_id for row in rows}, known)
    called = {row.Site.engagement_id: then.get(row.Site.engagement_id) or called_now(row) for row in rows}
    return tuple(
        SiteLine(
            row.Site.id,
            row.Site.engagement_id,
            row.partner_id,
            called[row.Site.engagement_id]["partner"],
            called[row.Site.engagement_id]["area"],
            row.Site.name,
            row.Site.place,
            ended_on(row.Site, on, until),
            called[row.Site.engagement_id]["ends_on"] < min(on, row.contract_ends_on),
            tuple(each for each in looks[row.Site.id] if each.looked_on <= on),
            tuple(each for each in faults[row.Site.id] if each.reported_on <= on),
            map_state(as_looks(looks[row.Site.id]), on),
        )
        for row in rows
    )


def called_now(row: NamedRow) -> Called:
    return Called(partner=row.partner, area=row.area, starts_on=row.starts_on, ends_on=row.ends_on)


def ended_on(site: Site, on: date, until: date) -> date | None:
    """The day from which it is not used, where it has come and was known."""
    if site.ended_on is None or site.ended_at is None or site.ended_on > on:
        return None
    return site.ended_on if local_day(site.ended_at) <= until else None


def as_looks(looks: Iterable[Looked]) -> list[Look]:
    return [Look(each.on_map, each.looked_on, each.said.on) for each in looks]


def looks_of(
    session: Session, ids: Collection[uuid.UUID], until: date
) -> defaultdict[uuid.UUID, list[Looked]]:
    found: defaultdict[uuid.UUID, list[Looked]] = defaultdict(list)
    query = sa.select(SiteLook, Person.name).join(Person, Person.id == SiteLook.said_by)
    query = query.where(SiteLook.site_id.in_(ids)).order_by(SiteLook.number)
    for each in session.execute(query) if ids else ():
        row = each.SiteLook
        said = Said(each.name, row.by_lead, row.said_at)
        if said.on <= until:
            look = Looked(OnMap(row.on_map), row.looked_on, row.since_on, row.words, said)
            found[row.site_id].append(look)
    return found


def faults_of(
    session: Session, ids: Collection[uuid.UUID], on: date, until: date
) -> defaultdict[uuid.UUID, list[Fault]]:
    """The latest first."""
    found: defaultdict[uuid.UUID, list[Fault]] = defaultdict(list)
    query = sa.select(SiteFault, Person.name).join(Person, Person.id == SiteFault.made_by)
    query = query.where(SiteFault.site_id.in_(ids)).order_by(SiteFault.reported_on.desc(), SiteFault.made_at)
    rows = session.execute(query).all() if ids else []
    steps = steps_of(session, [each.SiteFault.id for each in rows], until)
    for each in rows:
        row = each.SiteFault
        said = Said(each.name, row.by_lead, row.made_at)
        done = tuple(step for step in steps[row.id] if step.done_on <= on)
        if said.on <= until:
            told = [Step(step.kind, step.done_on, step.said.on) for step in steps[row.id]]
            fault = Fault(row.id, row.what, row.reported_on, said, done, fault_state(told, on))
            found[row.site_id].append(fault)
    return found


def steps_of(session: Session, ids: Collection[uuid.UUID], until: date) -> defaultdict[uuid.UUID, list[Done]]:
    found: defaultdict[uuid.UUID, list[Done]] = defaultdict(list)
    query = sa.select(SiteFaultStep, Person.name).join(Person, Person.id == SiteFaultStep.said_by)
    query = query.where(SiteFaultStep.fault_id.in_(ids)).order_by(SiteFaultStep.number)
    for each in session.execute(query) if ids else ():
        row = each.SiteFaultStep
        said = Said(each.name, row.by_lead, row.said_at)
        if said.on <= until:
            found[row.fault_id].append(Done(FaultStep(row.kind), row.done_on, row.words, said))
    return found
