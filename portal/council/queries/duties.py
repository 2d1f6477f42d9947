"""What the contract asks of the lead itself towards the council, period by period, and whether it was sent in
time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.asked import Asked, Terms, returns_asked
from checklists.year.owed_timeline import Given, OwedInterval, late_days, state_on
from checklists.year.rating import is_rated
from checklists.year.vocabulary import PERIODS, OwedState, Party
from portal.acting.bank_holidays import bank_holidays
from portal.council.queries.snapshot import Kept
from portal.places.contracts import ContractPlace
from portal.returns.queries.asked import find_begin
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Duty:
    """One return that the lead owes the council. Sending the period's roll-up meets it."""

    asked: Asked
    interval: OwedInterval
    late: int

    @property
    def period(self) -> str:
        return self.asked.owed.part

    @property
    def has_begun(self) -> bool:
        return self.interval.state is not OwedState.AHEAD


def list_duties(session: Session, place: ContractPlace, kept: Iterable[Kept], on: date) -> tuple[Duty, ...]:
    """In the order in which they fall due, without what is rated of each partner; none where nobody has said
    from when returns are given here."""
    begins = find_begin(session, place.contract_id)
    versions = list_versions(session, [place.contract_id]).get(place.contract_id)
    if begins is None or not versions:
        return ()
    holidays = bank_holidays(place.ends_on.year + 1)
    terms = Terms(place.starts_on, begins, holidays, party=Party.LEAD)
    sent = {each.period: each.sent_on for each in kept if each.number == 1}
    asked = returns_asked(versions, Span(place.starts_on, place.ends_on), terms)
    rolled = (each for each in asked if each.row.every in PERIODS and not is_rated(each.row))
    return tuple(duty_of(each, sent.get(each.owed.part), on) for each in rolled)


def duty_of(asked: Asked, sent_on: date | None, on: date) -> Duty:
    given = [Given(sent_on, accepted_on=sent_on)] if sent_on else []
    interval = state_on(asked.owed, given, on)
    return Duty(asked, interval, late_days(asked.owed, interval, on))
