"""What the lead's form for a pack and the partner's have alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.packs.forms import ANOTHER_DAY, FOR_COUNCIL, FOR_US
from portal.visits.queries.booked import VisitLine
from portal.web.at import At
from portal.web.choices import options, radios
from portal.web.dates import day_as_typed
from portal.web.typed import Typed

WHOM = {FOR_US: "Us", FOR_COUNCIL: "The commissioner"}
HINTS = {
    FOR_US: "With the names of who sent and who decided. Workers are counted, never named.",
    FOR_COUNCIL: "Names nobody, and has none of the words that people wrote freely. This one can be shared.",
}
EVERYBODY = "Everybody concerned: the visit’s partners, or the whole contract"


def asked_first(at: At[Any], visits: Sequence[VisitLine]) -> Typed:
    """What a form begins with: the visit or the day that the address names, or the next visit."""
    named, on = at.asked("visit"), at.as_at.on if at.is_asked("on") else None
    known = [str(each.visit_id) for each in visits]
    first = named if named in known else next(iter(known), ANOTHER_DAY)
    days = day_as_typed("on", on)
    when = ANOTHER_DAY if on and named not in known else first
    return Typed(when=[when], engagement=[at.asked("engagement")], whom=[FOR_US], **days)


def choices(typed: Typed, partners: Mapping[str, str]) -> dict[str, object]:
    return {
        "engagements": options(partners, typed.first("engagement"), EVERYBODY),
        "whom": radios(WHOM, typed.first("whom"), HINTS),
    }
