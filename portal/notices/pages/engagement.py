"""Reminders of one engagement: held, sent now; and whom they go to.

The lead comes when somebody has rung and asked for time. The partner comes to say who is written to.
"""

import uuid

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.notices.actions.hold_reminders import end_hold, hold_reminders
from portal.notices.actions.name_contacts import name_contacts
from portal.notices.forms import read_contacts, read_hold
from portal.notices.presenters.contacts import contact_fields, contact_questions, contacts_as_typed
from portal.notices.queries.contacts import contacts_by_place, list_members
from portal.notices.queries.wishes import Held, holds_on
from portal.notices.rounds import remind_now
from portal.standing.actions.lock_engagements import lock_engagement
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import CONTACTS, END_HOLD, ENGAGEMENT, HOLD, OUTGOING, SEND_NOW
from portal.web.at import AtEngagement, of_engagement
from portal.web.between import opened, settle
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.wording import day

NAMES = (Audience.PARTNER,)
"""Its own people choose among its people; the lead learns only whom they name."""


@get(CONTACTS, **of_engagement(*NAMES, Audience.REVIEWER, Audience.MANAGER))
def show_contacts(at: NamedDependency[AtEngagement]) -> Response:
    questions = contact_questions(list_members(at.session, at.place))
    return contacts_page(at, opened(questions, kept_contacts(at)))


def kept_contacts(at: AtEngagement) -> Typed:
    return contacts_as_typed(contacts_by_place(at.session, at.place))


@post(CONTACTS, once=True, **of_engagement(*NAMES))
def say_contacts(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_engagement(at.session, at.place.engagement_id)
        members = list_members(at.session, at.place)
        settle(contact_questions(members), typed, kept_contacts(at))
        said = read_contacts(typed, [each.person_id for each in members])
        name_contacts(at.session, at.viewer, at.place, said)
        return at.go(CONTACTS(at.place.engagement_id, done=1))

    return at.try_to(act, lambda problems: contacts_page(at, typed, problems))


def contacts_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page(
        "notices/contacts.html",
        problems,
        typed=typed,
        fields=contact_fields(list_members(at.session, at.place), typed),
        may_say=not at.place.audiences.isdisjoint(NAMES),
        here=CONTACTS(at.place.engagement_id),
        back=ENGAGEMENT(at.place.engagement_id),
        is_done=at.is_asked("done"),
        breadcrumbs=at.way(),
    )


@get(HOLD, **of_engagement(Audience.REVIEWER))
def ask_for_hold(at: NamedDependency[AtEngagement]) -> Response:
    return hold_page(at, Typed({"requirement": [at.asked("requirement")]}))


@post(HOLD, makes=True, **of_engagement(Audience.REVIEWER))
def hold(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        keys = requirements(at).keys()
        hold_reminders(at.session, at.viewer, at.place, read_hold(typed, keys))
        return at.go(HOLD(at.place.engagement_id, done=1))

    return at.try_to(act, lambda problems: hold_page(at, typed, problems))


def requirements(at: AtEngagement) -> dict[str, str]:
    """By key, what the checklist calls them."""
    checklist = get_checklist(at.session, at.place.contract.contract_id, at.shown_on)
    return {each.key: each.title for each in checklist.requirements}


def hold_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    titles, chosen = requirements(at), typed.first("requirement")
    held = holds_on(at.session, [at.place.engagement_id], at.today).get(at.place.engagement_id, ())
    items = [{"value": "", "text": "All of them", "selected": not chosen}]
    items += [{"value": key, "text": title, "selected": key == chosen} for key, title in titles.items()]
    return at.page(
        "notices/hold.html",
        problems,
        typed=typed,
        items=items,
        held=[held_view(at, each, titles) for each in held],
        here=HOLD(at.place.engagement_id),
        back=OUTGOING(at.place.contract.contract_id),
        is_done=at.is_asked("done"),
        breadcrumbs=at.way(),
    )


def held_view(at: AtEngagement, held: Held, titles: dict[str, str]) -> dict[str, str]:
    return {
        "what": titles.get(held.requirement_key, "All of them"),
        "until": day(held.until_on),
        "reason": held.reason,
        "end": END_HOLD(at.place.engagement_id, held.hold_id),
    }


@post(END_HOLD, **of_engagement(Audience.REVIEWER))
def end(at: NamedDependency[AtEngagement], hold_id: FromPath[uuid.UUID]) -> Response:
    end_hold(at.session, at.viewer, at.place, hold_id)
    return at.go(HOLD(at.place.engagement_id))


@post(SEND_NOW, **of_engagement(Audience.REVIEWER))
def send_now(at: NamedDependency[AtEngagement]) -> Response:
    count = remind_now(at.session, at.settings, at.viewer, at.place)
    return at.go(OUTGOING(at.place.contract.contract_id, done=count or "nobody"))


ROUTES: list[HTTPRouteHandler] = [
    show_contacts,
    say_contacts,
    ask_for_hold,
    hold,
    end,
    send_now,
]
