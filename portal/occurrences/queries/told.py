"""What was said of an occurrence, and what was done with it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from checklists.year.clocks import Happened
from checklists.year.occurring import Clocks, State, Step, clocks_of, lead_steps, state_of
from checklists.year.rows import Event
from portal.acting.bank_holidays import bank_holidays


@dataclass(frozen=True, slots=True)
class Other:
    """Who else was told, and on which day."""

    body: str
    on: date


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said of it. `told_on` is None while the lead only asks for it."""

    event_key: str
    happened_on: date | None
    known_on: date
    told_on: date | None = None
    set_on: date | None = None
    others: tuple[Other, ...] = ()
    their_reference: str = ""
    words: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What was said of it at a time, and by whom. `event` is its kind as the contract words it."""

    telling: Telling
    event: Event
    because: str
    by_lead: bool
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A step: what was done with it, and by whom."""

    step: Step
    words: str
    done_on: date | None
    to_whom: str
    is_shared: bool
    by_lead: bool
    person: str
    at: datetime


@dataclass(frozen=True)
class Line:
    """An occurrence with all about it; `versions` and `taken` stand in turn."""

    occurrence_id: uuid.UUID
    reference: str
    contract_id: uuid.UUID
    contract: str
    lead: str
    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    versions: tuple[Version, ...]
    taken: tuple[Taken, ...]

    @property
    def now(self) -> Telling:
        return self.versions[-1].telling

    @property
    def event(self) -> Event:
        return self.versions[-1].event

    @cached_property
    def state(self) -> State:
        return state_of(is_told=self.now.told_on is not None, steps=[each.step for each in self.taken])

    @cached_property
    def forwarded(self) -> Taken | None:
        return self.find(Step.FORWARDED)

    @property
    def closed(self) -> Taken | None:
        return self.find(Step.CLOSED)

    def find(self, step: Step) -> Taken | None:
        return next((each for each in self.taken if each.step is step), None)

    @cached_property
    def clocks(self) -> Clocks:
        done_on = self.forwarded.done_on if self.forwarded else None
        happened = Happened(self.now.known_on, self.now.told_on, done_on, self.now.set_on)
        return clocks_of(self.event, happened, self.holidays)

    @property
    def holidays(self) -> frozenset[date]:
        return bank_holidays(self.now.known_on.year + 1)

    @property
    def is_shared(self) -> bool:
        """Whether the council reads it here: nothing confidential, whatever it was called before."""
        return bool(self.forwarded and self.forwarded.is_shared and not self.event.confidential)

    @property
    def asks_partner(self) -> bool:
        return self.state is State.ASKED

    @property
    def tell_by(self) -> date | None:
        """By when the partner has to tell it; None where it has, or no day is named."""
        return self.clocks.telling.due_on if self.asks_partner else None

    @property
    def forward_by(self) -> date | None:
        """The same of what the lead has to tell the council."""
        forwarding = self.clocks.forwarding
        return forwarding.due_on if forwarding and self.waits_for_forwarding else None

    @property
    def waits_for_forwarding(self) -> bool:
        forwarding = self.clocks.forwarding
        return forwarding is not None and forwarding.done_on is None and self.state is not State.CLOSED

    @property
    def may(self) -> frozenset[Step]:
        """What the lead may do next."""
        return lead_steps(self.state, self.clocks, confidential=self.event.confidential)

    def is_late(self, on: date, *, of_lead: bool = True) -> bool:
        """Whether somebody is late with it on the day, and it is not done yet. Without `of_lead` it is not
        asked whether the lead is late with forwarding it: a partner is not marked for that."""
        return self.state is not State.CLOSED and any(self.lates(on, is_done=False, of_lead=of_lead))

    def was_late(self, on: date, *, of_lead: bool = True) -> bool:
        """Whether it was told or forwarded late: that stays so."""
        return any(self.lates(on, is_done=True, of_lead=of_lead))

    def lates(self, on: date, *, is_done: bool, of_lead: bool) -> list[int]:
        clocks = [self.clocks.telling, self.clocks.forwarding if of_lead else None]
        return [each.late_days(on) for each in clocks if each and (each.done_on is not None) is is_done]
