"""The choices of the forms for a visit."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, time

from portal.places.contracts import ContractPlace
from portal.places.partners import PartnerChoice
from portal.visits.queries.taking_part import SomebodyThere
from portal.visits.queries.terms import Terms
from portal.web.choices import Item
from portal.web.typed import Typed
from portal.words.wording import at_clock


def partner_items(
    partners: Iterable[PartnerChoice], chosen: Collection[str], apart: Mapping[uuid.UUID, str]
) -> list[Item]:
    """`apart` has the numbers of those that are called the same."""
    return [
        {
            "value": str(each.engagement_id),
            "text": ", ".join(filter(None, (each.partner, each.area, apart.get(each.engagement_id)))),
            "checked": str(each.engagement_id) in chosen,
        }
        for each in partners
    ]


def people_items(
    people: Iterable[SomebodyThere], chosen: Collection[str], place: ContractPlace
) -> list[Item]:
    return [
        {
            "value": str(each.person_id),
            "text": f"{each.name}, {place.lead if each.is_lead else place.commissioner}",
            "checked": str(each.person_id) in chosen,
        }
        for each in people
    ]


def change_typed(terms: Terms) -> Typed:
    """The form as it stands before anything is typed into it."""
    return Typed(
        {
            "on-day": [str(terms.on.day)],
            "on-month": [str(terms.on.month)],
            "on-year": [str(terms.on.year)],
            "at_time": [at_clock(terms.at_time)],
            "place": [terms.place],
            "also": [terms.also],
            "people": [str(each) for each in terms.people],
        }
    )


def seen_words(on: date, at: time | None) -> str:
    """The day and time that stand on a page, to be sent back with its form.

    >>> seen_words(date(2027, 3, 31), time(10)), seen_words(date(2027, 3, 31), None)
    ('2027-03-31 10:00', '2027-03-31')
    """
    return f"{on.isoformat()} {at.isoformat('minutes')}" if at else on.isoformat()
