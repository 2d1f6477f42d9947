"""Changing Places toilets: each with what the map says and with its faults.

Somebody of the partner looked at the map, or was told of a broken hoist, and writes it down in a minute; the
lead may too. The council reads it.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.year.changing_places import FaultStep
from checklists.year.vocabulary import Form
from portal.access import Audience, NotHere
from portal.sites.actions.tell_site import add_site, end_site, find_fault, look_up, report_fault, tell_step
from portal.sites.forms import REPORTED, read_day_of_end, read_look, read_told
from portal.sites.presenters import site_view, summary
from portal.sites.queries.nameless import without_named
from portal.sites.queries.sites import get_site, list_of_contract, list_sites
from portal.standing.queries.in_force import forms_asked
from portal.web.at import AtContract, AtEngagement, of_contract, of_engagement
from portal.web.choices import radios
from portal.web.crumbs import Crumb, contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.outcome_addresses import (
    CONTRACT_SITES,
    END_SITE,
    FAULT_STEP,
    LOOK_UP_SITE,
    NEW_FAULT,
    NEW_SITE,
    SITE,
    SITES,
)
from portal.web.typed import Typed
from portal.words.sites import ON_MAP

BOTH_SIDES = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)
TOLD = {
    "map": "What the map says is written down.",
    "fault": "The fault is written down.",
    FaultStep.PASSED_ON: "It is written down that it was passed on.",
    FaultStep.MENDED: "It is written down that it was mended.",
    "end": "It is not used any more.",
}
"""By the form that was filled in."""

STEPS = {
    FaultStep.PASSED_ON: ("To whom was it passed on?", "Such as the owner of the building, or the council"),
    FaultStep.MENDED: ("What was mended?", ""),
}


def all_sites(at: AtEngagement) -> Crumb:
    return {"text": "Changing Places", "href": SITES(at.place.engagement_id)}


@get(SITES, **BOTH_SIDES)
def show_sites(at: NamedDependency[AtEngagement]) -> Response:
    lines = list_sites(at.session, at.place, at.as_at.on, at.as_at.known)
    return at.page(
        "sites/list.html",
        sites=[site_view(each) for each in lines],
        summary=summary(lines),
        new_href=NEW_SITE(at.place.engagement_id),
        as_at=at.as_at,
        path=SITES(at.place.engagement_id),
        breadcrumbs=at.way(),
    )


@get(CONTRACT_SITES, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_contract(at: NamedDependency[AtContract]) -> Response:
    """Of every partner; the council reads no names of people."""
    is_desk = Audience.REVIEWER in at.place.audiences
    lines = list_of_contract(at.session, at.place, at.as_at.on, at.as_at.known)
    if not is_desk:
        lines = without_named(at.session, lines)
    return at.page(
        "sites/contract.html",
        sites=[site_view(each, names_people=is_desk) for each in lines],
        summary=summary(lines),
        asks=Form.SITES in forms_asked(at.session, at.place.contract_id),
        is_desk=is_desk,
        tab="returns" if is_desk else "readiness",
        as_at=at.as_at,
        path=CONTRACT_SITES(at.place.contract_id),
        breadcrumbs=contract_crumbs(at.place),
    )


@get(SITE, **BOTH_SIDES)
def show_site(at: NamedDependency[AtEngagement], site_id: FromPath[UUID]) -> Response:
    line = get_site(at.session, at.place, site_id, at.as_at.on, at.as_at.known)
    gaps = (at.place.engagement_id, site_id)
    return at.page(
        "sites/site.html",
        site=site_view(line),
        look_href=LOOK_UP_SITE(*gaps),
        fault_href=NEW_FAULT(*gaps),
        end_href=END_SITE(*gaps),
        as_at=at.as_at,
        path=SITE(*gaps),
        told=TOLD.get(at.asked("done"), ""),
        breadcrumbs=at.way(all_sites(at)),
    )


def form_page(at: AtEngagement, form: str, heading: str, typed: Typed, problems: Problems | None) -> Response:
    """One of the small forms of templates/sites/form.html."""
    return at.page(
        "sites/form.html",
        problems,
        form=form,
        heading=heading,
        typed=typed,
        on_map=radios({f"{key}": label for key, label in ON_MAP.items()}, typed.first("on_map")),
        step=STEPS.get(FaultStep(form)) if form in set(FaultStep) else None,
        breadcrumbs=at.way(all_sites(at)),
    )


def take(
    at: AtEngagement, form: str, heading: str, typed: Typed, act: Callable[[], object], site_id: UUID
) -> Response:
    """Do it and go back to the site, or show the form again."""

    def done() -> Response:
        act()
        return at.go(SITE(at.place.engagement_id, site_id, done=form))

    return at.try_to(done, lambda problems: form_page(at, form, heading, typed, problems))


def called(at: AtEngagement, site_id: UUID) -> str:
    return get_site(at.session, at.place, site_id, at.today).name


def with_day(name: str, on: date) -> Typed:
    """A form that has today in its day."""
    return Typed({f"{name}-{part}": [str(getattr(on, part))] for part in ("day", "month", "year")})


@get(NEW_SITE, **BOTH_SIDES)
def ask_site(at: NamedDependency[AtEngagement]) -> Response:
    return form_page(at, "site", "Add a Changing Places toilet", Typed(), None)


@post(NEW_SITE, makes=True, **BOTH_SIDES)
def take_site(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        made = add_site(at.session, at.viewer, at.place, typed.first("name"), typed.first("place"))
        return at.go(SITE(at.place.engagement_id, made))

    heading = "Add a Changing Places toilet"
    return at.try_to(act, lambda problems: form_page(at, "site", heading, typed, problems))


@get(LOOK_UP_SITE, **BOTH_SIDES)
def ask_look(at: NamedDependency[AtEngagement], site_id: FromPath[UUID]) -> Response:
    return form_page(at, "map", called(at, site_id), with_day("looked_on", at.today), None)


@post(LOOK_UP_SITE, once=True, **BOTH_SIDES)
def take_look(
    at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], site_id: FromPath[UUID]
) -> Response:
    def act() -> None:
        look_up(at.session, at.viewer, at.place, site_id, read_look(typed))

    return take(at, "map", called(at, site_id), typed, act, site_id)


@get(NEW_FAULT, **BOTH_SIDES)
def ask_fault(at: NamedDependency[AtEngagement], site_id: FromPath[UUID]) -> Response:
    return form_page(at, "fault", called(at, site_id), with_day("reported_on", at.today), None)


@post(NEW_FAULT, makes=True, **BOTH_SIDES)
def take_fault(
    at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], site_id: FromPath[UUID]
) -> Response:
    def act() -> None:
        told = read_told(typed, "what", "reported_on", REPORTED)
        report_fault(at.session, at.viewer, at.place, site_id, told.words, told.on)

    return take(at, "fault", called(at, site_id), typed, act, site_id)


@get(FAULT_STEP, **BOTH_SIDES)
def ask_step(
    at: NamedDependency[AtEngagement],
    site_id: FromPath[UUID],
    fault_id: FromPath[UUID],
    fault_step: FromPath[str],
) -> Response:
    kind = step_of(fault_step)
    find_fault(get_site(at.session, at.place, site_id, at.today), fault_id)
    return form_page(at, kind.value, called(at, site_id), with_day("done_on", at.today), None)


@post(FAULT_STEP, once=True, **BOTH_SIDES)
def take_step(
    at: NamedDependency[AtEngagement],
    typed: NamedDependency[Typed],
    site_id: FromPath[UUID],
    fault_id: FromPath[UUID],
    fault_step: FromPath[str],
) -> Response:
    kind = step_of(fault_step)

    def act() -> None:
        told = read_told(typed, "words", "done_on")
        tell_step(at.session, at.viewer, at.place, site_id, fault_id, kind, told.on, told.words)

    return take(at, kind.value, called(at, site_id), typed, act, site_id)


def step_of(word: str) -> FaultStep:
    """Raises NotHere."""
    if word not in set(FaultStep):
        raise NotHere
    return FaultStep(word)


@get(END_SITE, **BOTH_SIDES)
def ask_end(at: NamedDependency[AtEngagement], site_id: FromPath[UUID]) -> Response:
    return form_page(at, "end", called(at, site_id), with_day("ended_on", at.today), None)


@post(END_SITE, once=True, **BOTH_SIDES)
def take_end(
    at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], site_id: FromPath[UUID]
) -> Response:
    def act() -> None:
        end_site(at.session, at.viewer, at.place, site_id, read_day_of_end(typed))

    return take(at, "end", called(at, site_id), typed, act, site_id)


ROUTES: list[HTTPRouteHandler] = [
    show_sites,
    show_contract,
    show_site,
    ask_site,
    take_site,
    ask_look,
    take_look,
    ask_fault,
    take_fault,
    ask_step,
    take_step,
    ask_end,
    take_end,
]
