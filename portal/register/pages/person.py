"""Somebody on an organisation's register.

A member comes with a certificate in hand, or because a page said that this person's check runs out.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.register.actions.add_worker import add_worker
from portal.register.actions.change_worker import change_worker
from portal.register.forms import chosen, read_worker, worker_as_typed
from portal.register.pages.everybody import BASE, OWN, asked_parts, register_address, way_to
from portal.register.pages.person_frame import OF_PERSON, PERSON, AtPerson, person_response
from portal.register.presenters.person import contract_title, person_page
from portal.register.queries.asked import RegisterAsked, list_registers_asked
from portal.register.queries.own import OwnPerson, checks_of, stays_of, training_of
from portal.web.dependencies import AsAt
from portal.web.typed import Typed

DONE = {
    "changed": "The changes are kept.",
    "check": "The check is recorded.",
    "training": "The training is recorded.",
    "status": "The status check is recorded.",
    "renewal": "Noted. Nobody is chased for this person’s check until you record the new one.",
    "no-renewal": "Noted: no renewal has been applied for.",
    "left": "The last day is noted.",
    "stays": "Noted: the person stays.",
    "contract": "The contract’s days are kept.",
    "withdrawn": "It is taken back. Record it again as it should be.",
}


@get(PERSON, **OF_PERSON)
def show_person(at: NamedDependency[AtPerson], as_at: NamedDependency[AsAt]) -> Response[str]:
    session, worker_id, today = at.session, at.worker_id, as_at.today
    asked = list_registers_asked(session, at.place, today)
    parts = [each for each in asked_parts(session, asked, as_at) if each.worker_id == worker_id]
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
        "person",
        view=shown,
        has_topics=bool(topics),
        done=done_words(at.request),
        is_here=at.person.is_here(today),
        breadcrumbs=way_to(at.place),
    )


def done_words(request: Request[Any, Any, Any]) -> str:
    """What was just done, for the top of the page; to how many leads a record went."""
    said = DONE.get(request.query_params.get("done", ""), "")
    sent = request.query_params.get("sent", "")
    if not said or not sent.isdecimal() or len(sent) > 3:
        return said
    if sent == "0":
        return f"{said} No contract asks for it now, so it was sent to nobody."
    return f"{said} It was sent for {'1 contract' if sent == '1' else f'{sent} contracts'}, to be checked."


@get(f"{BASE}/new", guards=OWN, sync_to_thread=True)
def ask_for_worker(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    asked = list_registers_asked(session, organisation_place, as_at.today)
    wanted = request.query_params.get("engagement", "")
    ticked = [str(each.engagement_id) for each in asked if not wanted or str(each.engagement_id) == wanted]
    typed = Typed({"contract": ticked, "shown_as": ["name"]})
    return worker_page(request, organisation_place, None, typed, {}, asked)


def worker_page(
    request: Request[Any, Any, Any],
    place: OrganisationPlace,
    person: OwnPerson | None,
    typed: Typed,
    problems: dict[str, str],
    asked: tuple[RegisterAsked, ...] = (),
) -> Response[str]:
    ticked = set(typed.getlist("contract"))
    contracts = [
        {
            "value": str(each.engagement_id),
            "text": contract_title(each),
            "checked": str(each.engagement_id) in ticked,
        }
        for each in asked
    ]
    return person_response(request, "worker", place, person, problems, typed=typed, contracts=contracts)


@post(f"{BASE}/new", guards=OWN, sync_to_thread=True)
def take_worker(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    asked = list_registers_asked(session, organisation_place, as_at.today)
    read = read_worker(typed)
    if not read.problems:
        entry = read.answers["entry"]
        starts = {each.engagement_id: max(entry.started_on, each.starts_on) for each in asked}
        days = {each: starts[each] for each in chosen(typed, "contract", starts)}
        try:
            worker_id = add_worker(session, viewer, organisation_place, entry, days)
        except CannotDo as refused:
            session.rollback()
            read.problems = refused.problems
        else:
            return Redirect(f"{register_address(organisation_place)}/{worker_id}", status_code=303)
    return worker_page(request, organisation_place, None, typed, read.problems, asked)


@get(f"{PERSON}/change", **OF_PERSON)
def ask_for_change(at: NamedDependency[AtPerson]) -> Response[str]:
    return worker_page(at.request, at.place, at.person, worker_as_typed(at.person), {})


@post(f"{PERSON}/change", **OF_PERSON)
def take_change(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response[Any]:
    read = read_worker(typed)
    problems = read.problems or at.refused_by(
        lambda: change_worker(at.session, at.viewer, at.place, at.worker_id, read.answers["entry"])
    )
    if problems:
        return worker_page(at.request, at.place, at.person, typed, problems)
    return at.to_person("changed")


ROUTES: list[HTTPRouteHandler] = [show_person, ask_for_worker, take_worker, ask_for_change, take_change]
