"""Incidents of an engagement.

The day after something went wrong, a manager or the lead's reviewer comes to say that it happened, and to
learn which assessments have to be done again. Or to take back what was recorded by mistake.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.assessments.actions.record_incident import (
    check_incident,
    record_incident,
    require_own,
    withdraw_incident,
)
from portal.assessments.forms.incident import read_incident
from portal.assessments.presenters.incident import effects_in_words, incident_view, incident_views
from portal.assessments.queries import get_incident, list_effects, list_incidents
from portal.web.addresses import ENGAGEMENT, INCIDENTS, NEW_INCIDENT, WITHDRAW_INCIDENT
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

OF_BOTH_SIDES = of_engagement(Audience.PARTNER, Audience.REVIEWER)


def incident_page(
    at: AtEngagement, template: str, typed: Typed, problems: Problems | None = None, **context: object
) -> Response:
    base = ENGAGEMENT(at.place.engagement_id)
    return at.page(f"assessments/incident_{template}.html", problems, base=base, typed=typed, **context)


def to_incidents(at: AtEngagement) -> Response:
    return at.go(INCIDENTS(at.place.engagement_id))


@get(INCIDENTS, **OF_BOTH_SIDES)
def show_incidents(at: NamedDependency[AtEngagement]) -> Response:
    views = incident_views(list_incidents(at.session, at.place), at.place, at.reader)
    return incident_page(at, "list", Typed(), incidents=views)


@get(NEW_INCIDENT, **OF_BOTH_SIDES)
def ask_incident(at: NamedDependency[AtEngagement]) -> Response:
    return incident_page(at, "new", Typed())


@post(NEW_INCIDENT, makes=True, **OF_BOTH_SIDES)
def take_incident(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    """Shown with what follows from it first; recorded when that is confirmed."""

    def act() -> Response:
        happened_on, words = read_incident(typed)
        check_incident(at.place, happened_on, words)
        match typed.first("go"):
            case "change":
                return incident_page(at, "new", typed)
            case "record":
                record_incident(at.session, at.viewer, at.place, happened_on=happened_on, words=words)
                return to_incidents(at)
        effects = effects_in_words(list_effects(at.session, at.place, happened_on), at.today)
        return incident_page(at, "confirm", typed, effects=effects, happened_on=happened_on)

    return at.try_to(act, lambda problems: incident_page(at, "new", typed, problems))


@get(WITHDRAW_INCIDENT, **OF_BOTH_SIDES)
def ask_withdraw(at: NamedDependency[AtEngagement], incident_id: FromPath[UUID]) -> Response:
    return withdraw_page(at, incident_id, Typed())


def withdraw_page(
    at: AtEngagement, incident_id: UUID, typed: Typed, problems: Problems | None = None
) -> Response:
    line = get_incident(at.session, at.place, incident_id)
    require_own(at.place, line)
    if line.withdrawn:
        return to_incidents(at)
    view = incident_view(line, at.place, at.reader)
    return incident_page(at, "withdraw", typed, problems, incident=view)


@post(WITHDRAW_INCIDENT, **OF_BOTH_SIDES)
def take_withdraw(
    at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], incident_id: FromPath[UUID]
) -> Response:
    def act() -> Response:
        withdraw_incident(at.session, at.viewer, at.place, incident_id, typed.first("words"))
        return to_incidents(at)

    return at.try_to(act, lambda problems: withdraw_page(at, incident_id, typed, problems))


ROUTES: list[HTTPRouteHandler] = [show_incidents, ask_incident, take_incident, ask_withdraw, take_withdraw]
