"""Incidents in words: what happened when, and what is due again because of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.assessments.queries import Effect, IncidentLine
from portal.places.contracts import EngagementPlace
from portal.web.addresses import WITHDRAW_INCIDENT
from portal.words.slot import Reader, Side
from portal.words.wording import day, moment

NOTHING_ASKED = (
    "This contract asks for nothing that has to be done again after an incident. It is kept all the same."
)


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident as it is listed; `withdraw_href` is empty for who may not withdraw it."""

    day: str
    words: str
    recorded: str
    withdrawn: str
    why_withdrawn: str
    withdraw_href: str


def incident_views(
    lines: Sequence[IncidentLine], place: EngagementPlace, reader: Reader
) -> tuple[IncidentView, ...]:
    return tuple(incident_view(line, place, reader) for line in lines)


def incident_view(line: IncidentLine, place: EngagementPlace, reader: Reader) -> IncidentView:
    gone = line.withdrawn
    return IncidentView(
        day=day(line.happened_on),
        words=line.words,
        recorded=f"Recorded by {line.recorded_by}, {side_of(line, place)}, {moment(line.recorded_at)}",
        withdrawn=f"Withdrawn by {gone.by}, {moment(gone.at)}" if gone else "",
        why_withdrawn=gone.words if gone else "",
        withdraw_href=WITHDRAW_INCIDENT(place.engagement_id, line.incident_id)
        if may_withdraw(line, reader)
        else "",
    )


def side_of(line: IncidentLine, place: EngagementPlace) -> str:
    return place.contract.lead if line.by_lead else place.partner


def may_withdraw(line: IncidentLine, reader: Reader) -> bool:
    """The lead any that stands, a partner only what its own side recorded."""
    mine = reader.side is Side.LEAD or (reader.side is Side.PARTNER and not line.by_lead)
    return mine and line.withdrawn is None


def effects_in_words(effects: Sequence[Effect], today: date) -> tuple[str, ...]:
    """A sentence for each requirement that is done again after an incident."""
    return tuple(effect_words(each, today) for each in effects) or (NOTHING_ASKED,)


def effect_words(effect: Effect, today: date) -> str:
    needed = effect.needed
    if needed is None:
        return f"{effect.title}: nothing changes, what counts now was completed on or after that day."
    if effect.accepted_until_on is None:
        return f"{effect.title}: nothing changes, it is needed already."
    was = f"{effect.title}: accepted until {day(effect.accepted_until_on)}"
    if needed.until_on < today:
        return f"{was}. It will show as expired from {day(needed.from_on)} to {day(needed.until_on)}."
    return f"{was} now. It will be needed again from {day(needed.from_on)}."


def standing_days(lines: Sequence[IncidentLine], on: date, known: date | None) -> tuple[str, ...]:
    """The days, up to that one, of those that were not withdrawn, the latest first; as far as was known on
    the evening, or is now."""
    return tuple(
        dict.fromkeys(
            day(line.happened_on) for line in lines if line.happened_on <= on and line.stands(known)
        )
    )
