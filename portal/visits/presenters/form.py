"""The choices of the forms for a visit."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from checklists.calendar import Span
from portal.places.contracts import ContractPlace
from portal.places.partners import PartnerChoice
from portal.standing.queries.apart import apart_words
from portal.visits.queries.taking_part import SomebodyThere
from portal.visits.queries.terms import Terms
from portal.web.between import Questions
from portal.web.choices import Item
from portal.web.typed import Typed
from portal.words.wording import at_clock


def partner_items(
    partners: Iterable[PartnerChoice], chosen: Collection[str], apart: Mapping[uuid.UUID, str], today: date
) -> list[Item]:
    """`apart` has the numbers of those that are called the same. Of those that have ended or are still to
    begin it is said: they can be visited, but hardly are."""
    return [
        {
            "value": str(each.engagement_id),
            "text": ", ".join(filter(None, (each.partner, each.area, apart.get(each.engagement_id)))),
            "checked": str(each.engagement_id) in chosen,
            **days_hint(each, today),
        }
        for each in partners
    ]


def days_hint(each: PartnerChoice, today: date) -> Item:
    days = Span(each.starts_on, each.ends_on)
    return {} if today in days else {"hint": {"text": apart_words(days, today)}}


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


def change_questions(people: Iterable[SomebodyThere]) -> Questions:
    names = {str(each.person_id): each.name for each in people}
    return Questions(
        {
            "on": "On which day?",
            "at_time": "At what time?",
            "place": "Where?",
            "people": "Who takes part?",
            "also": "Who else?",
        },
        {"people": names},
    )
