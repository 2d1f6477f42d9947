"""Whom to write to, in words and as a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.notices.queries.contacts import PLACES, Member, NamedContact
from portal.web.between import Questions
from portal.web.typed import Typed
from portal.words.labels import CONTACT_PLACE

HINTS = {
    "first": "Gets the reminders, and what is decided.",
    "second": "Gets them too when the end is near: somebody for days off and illness.",
    "chief-officer": "Is written to only when something is out of order for a week.",
}


@dataclass(frozen=True, slots=True)
class ContactField:
    place: str
    label: str
    hint: str
    items: list[dict[str, object]]
    telephone: str


def contact_fields(members: Iterable[Member], typed: Typed) -> list[ContactField]:
    people = list(members)
    return [
        ContactField(
            place,
            CONTACT_PLACE[place],
            HINTS[place],
            [
                {"value": "", "text": "Nobody", "selected": not typed.first(place)},
                *(
                    {
                        "value": str(each.person_id),
                        "text": member_words(each),
                        "selected": str(each.person_id) == typed.first(place),
                    }
                    for each in people
                ),
            ],
            typed.first(f"{place}-telephone"),
        )
        for place in PLACES
    ]


def contact_questions(members: Iterable[Member]) -> Questions:
    """Each place with its person and the number."""
    words = {str(each.person_id): each.name for each in members}
    return Questions({place: CONTACT_PLACE[place] for place in PLACES}, dict.fromkeys(PLACES, words))


def member_words(member: Member) -> str:
    return f"{member.name}, {member.email}{'' if member.can_sign_in else ' (cannot sign in)'}"


def contacts_as_typed(named: Mapping[str, NamedContact]) -> Typed:
    typed = Typed()
    for place, each in named.items():
        typed[place] = [str(each.person_id) if each.person_id else ""]
        typed[f"{place}-telephone"] = [each.telephone]
    return typed
