"""Somebody on an organisation's register.

A member comes with a certificate in hand, or because a page said that this person's check runs out.
"""

from collections.abc import Sequence

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.register.actions.add_worker import add_worker
from portal.register.actions.change_worker import change_worker
from portal.register.actions.write_rows import lock_people
from portal.register.forms import WORKER_QUESTIONS, chosen, read_worker, worker_as_typed
from portal.register.pages.everybody import asked_parts, way_to
from portal.register.pages.person_frame import OF_PERSON, AtPerson, person_frame
from portal.register.presenters.person import contract_title, person_page
from portal.register.queries.asked import RegisterAsked, list_registers_asked
from portal.register.queries.own import checks_of, get_own_person, stays_of, training_of
from portal.web.addresses import CHANGE_WORKER, NEW_WORKER, WORKER
from portal.web.at import AtOrganisation, of_organisation
from portal.web.between import opened, settle
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

DONE = {
    "changed": "The changes are kept.",
    "check": "The check is recorded.",
    "training": "The training is recorded.",
    "check-before": "The check was recorded before.",
    "training-before": "The training was recorded before.",
    "status": "The status check is recorded.",
    "renewal": "Noted. Nobody is chased for this person’s check until you record the new one.",
    "no-renewal": "Noted: no renewal has been applied for.",
    "left": "The last day is noted.",
    "back": "The first day of the new period is noted. The days in between are not counted.",
    "not-back": "Noted: the person did not come back.",
    "stays": "Noted: the person stays.",
    "contract": "The contract’s days are kept.",
    "withdrawn": "It is taken back. Record it again as it should be.",
}


@get(WORKER, **OF_PERSON)
def show_person(at: NamedDependency[AtPerson]) -> Response:
    session, worker_id, today = at.session, at.worker_id, at.today
    asked = list_registers_asked(session, at.place, today)
    parts = [each for each in asked_parts(at, asked) if each.worker_id == worker_id]
    topics = [topic for each in asked for register in each.registers for topic in register.topics]
    shown = person_page(
        at.person,
        checks_of(session, [worker_id])[worker_id],
        training_of(session, [worker_id])[worker_id],
        stays_of(session, [worker_id])[worker_id],
        parts,
        asked,
        topics,
        at.place.name,
        today,
    )
    return at.page(
        "register/person.html",
        view=shown,
        has_topics=bool(topics),
        done=done_words(at.asked("done"), at.asked("sent")),
        is_here=at.person.is_here(today),
        breadcrumbs=way_to(at.place),
    )


def done_words(done: str, sent: str) -> str:
    """What was just done, for the top of the page; to how many leads a record went."""
    said = DONE.get(done, "")
    if not said or not sent.isdecimal() or len(sent) > 3:
        return said
    if sent == "0" and done.endswith("-before"):
        return f"{said} Nothing more was sent."
    if sent == "0":
        return f"{said} No contract asks for it now, so it was sent to nobody."
    return f"{said} It was sent for {'1 contract' if sent == '1' else f'{sent} contracts'}, to be checked."


@get(NEW_WORKER, **of_organisation(Audience.OWN))
def ask_for_worker(at: NamedDependency[AtOrganisation]) -> Response:
    asked, wanted = list_registers_asked(at.session, at.place, at.today), at.asked("engagement")
    ticked = [str(each.engagement_id) for each in asked if not wanted or str(each.engagement_id) == wanted]
    return new_page(at, asked, Typed({"contract": ticked, "shown_as": ["name"]}))


@post(NEW_WORKER, makes=True, **of_organisation(Audience.OWN))
def take_worker(at: NamedDependency[AtOrganisation], typed: NamedDependency[Typed]) -> Response:
    asked = list_registers_asked(at.session, at.place, at.today)

    def act() -> Response:
        entry = read_worker(typed)
        starts = {each.engagement_id: max(entry.started_on, each.starts_on) for each in asked}
        days = {each: starts[each] for each in chosen(typed, "contract", starts)}
        worker_id = add_worker(at.session, at.viewer, at.place, entry, days)
        return at.go(WORKER(at.place.organisation_id, worker_id))

    return at.try_to(act, lambda problems: new_page(at, asked, typed, problems))


def new_page(
    at: AtOrganisation, asked: Sequence[RegisterAsked], typed: Typed, problems: Problems | None = None
) -> Response:
    ticked = set(typed.getlist("contract"))
    contracts = [
        {
            "value": str(each.engagement_id),
            "text": contract_title(each),
            "checked": str(each.engagement_id) in ticked,
        }
        for each in asked
    ]
    frame = person_frame(at.place, None)
    return at.page("register/worker.html", problems, **frame, typed=typed, contracts=contracts)


@get(CHANGE_WORKER, **OF_PERSON)
def ask_for_change(at: NamedDependency[AtPerson]) -> Response:
    return change_page(at, opened(WORKER_QUESTIONS, worker_as_typed(at.person)))


@post(CHANGE_WORKER, once=True, **OF_PERSON)
def take_change(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_people(at.session, at.place, [at.worker_id])
        now = worker_as_typed(get_own_person(at.session, at.place, at.worker_id))
        settle(WORKER_QUESTIONS, typed, now)
        change_worker(at.session, at.viewer, at.place, at.worker_id, read_worker(typed))
        return at.to_person("changed")

    return at.try_to(act, lambda problems: change_page(at, typed, problems))


def change_page(at: AtPerson, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("register/worker.html", problems, typed=typed, contracts=())


ROUTES: list[HTTPRouteHandler] = [show_person, ask_for_worker, take_worker, ask_for_change, take_change]
