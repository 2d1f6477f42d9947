"""An engagement on a day that it does not have, in words."""

from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span
from portal.access import Audience
from portal.places.contracts import EngagementPlace
from portal.standing.queries.apart import Ended, apart_words
from portal.web.addresses import END_ENGAGEMENT, ENGAGEMENT
from portal.words.labels import ENDING
from portal.words.slot import Reader, Side


@dataclass(frozen=True, slots=True)
class ApartPage:
    """`why` is why it was ended early, `said` in whose words; the council reads the first alone. `is_ahead`
    where what is shown is its first day. Addresses are empty for those who do not go there."""

    words: str
    why: str
    said: str
    is_ahead: bool
    last_day_href: str
    undo_href: str


def apart_page(
    place: EngagementPlace, reader: Reader, span: Span, on: date, ended: Ended | None
) -> ApartPage:
    has_ended = on > span.until_on
    manages = Audience.MANAGER in place.audiences
    return ApartPage(
        apart_words(span, on),
        ENDING.get(ended.ending, "") if ended else "",
        ended.words if ended and reader.side is not Side.COMMISSIONER else "",
        not has_ended,
        ENGAGEMENT(place.engagement_id, on=span.until_on) if has_ended else "",
        END_ENGAGEMENT(place.engagement_id) if ended and ended.ending and manages else "",
    )
