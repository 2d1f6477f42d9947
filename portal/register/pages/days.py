"""Days of somebody on the register: of leaving, of applying for a renewal, of working under a contract."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.register.actions.assign_worker import assign_worker, change_assignment
from portal.register.actions.note_renewal import note_renewal
from portal.register.actions.record_leaving import record_leaving
from portal.register.forms import read_day_or_none
from portal.register.pages.person_frame import OF_PERSON, PERSON, AtPerson
from portal.register.queries.own import Stay, stays_of
from portal.web.dates import day_as_typed
from portal.web.dependencies import AsAt
from portal.web.fields import Read
from portal.web.typed import Typed

STAY = f"{PERSON}/contracts/{{engagement_id:uuid}}"


@get(f"{PERSON}/leave", **OF_PERSON)
def ask_for_last_day(at: NamedDependency[AtPerson]) -> Response[str]:
    return at.page("leave", typed=Typed(day_as_typed("left_on", at.person.left_on)))


@post(f"{PERSON}/leave", **OF_PERSON)
def take_last_day(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response[Any]:
    read = read_day_or_none(typed, "left_on", "The last day", "Enter the last day with you.")
    left_on = read.answers.get("left_on")
    problems = read.problems or at.refused_by(
        lambda: record_leaving(at.session, at.viewer, at.place, at.worker_id, left_on)
    )
    if problems:
        return at.page("leave", problems, typed=typed)
    return at.to_person("left" if left_on else "stays")


@get(f"{PERSON}/renewal", **OF_PERSON)
def ask_for_renewal(at: NamedDependency[AtPerson]) -> Response[str]:
    return at.page("renewal", typed=Typed(day_as_typed("applied_on", at.person.renewal_applied_on)))


@post(f"{PERSON}/renewal", **OF_PERSON)
def take_renewal(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response[Any]:
    needed = "Enter the day on which the new check was applied for."
    read = read_day_or_none(typed, "applied_on", "The day of the application", needed)
    applied_on = read.answers.get("applied_on")
    problems = read.problems or at.refused_by(
        lambda: note_renewal(at.session, at.viewer, at.place, at.worker_id, applied_on)
    )
    if problems:
        return at.page("renewal", problems, typed=typed)
    return at.to_person("renewal" if applied_on else "no-renewal")


@get(STAY, **OF_PERSON)
def ask_for_stay(
    at: NamedDependency[AtPerson], as_at: NamedDependency[AsAt], engagement_id: FromPath[UUID]
) -> Response[str]:
    engagement = own_engagement(at, engagement_id)
    stay = find_stay(at, engagement_id)
    from_on = stay.from_on if stay else max(as_at.today, engagement.starts_on)
    typed = Typed(
        day_as_typed("from_on", from_on) | day_as_typed("until_on", stay.until_on if stay else None)
    )
    return at.page("stay", typed=typed, engagement=engagement)


def own_engagement(at: AtPerson, engagement_id: UUID) -> EngagementPlace:
    """The organisation's part in a contract; raises NotHere."""
    engagement = get_engagement_place(at.session, at.viewer, engagement_id, (Audience.PARTNER,))
    if engagement.partner_id != at.place.organisation_id:
        raise NotHere
    return engagement


def find_stay(at: AtPerson, engagement_id: UUID) -> Stay | None:
    """The days under that engagement, or None."""
    stays = stays_of(at.session, [at.worker_id])[at.worker_id]
    return next((each for each in stays if each.engagement_id == engagement_id), None)


@post(STAY, **OF_PERSON)
def take_stay(
    at: NamedDependency[AtPerson], typed: NamedDependency[Typed], engagement_id: FromPath[UUID]
) -> Response[Any]:
    engagement = own_engagement(at, engagement_id)
    read = Read()
    from_on = read.day(typed, "from_on", "The first day", "Enter the first day under this contract.")
    until_on = read.day(typed, "until_on", "The last day")
    if from_on and not read.problems:
        act = change_assignment if find_stay(at, engagement_id) else assign_worker
        read.problems = at.refused_by(
            lambda: act(at.session, at.viewer, engagement, at.worker_id, from_on=from_on, until_on=until_on)
        )
    if read.problems:
        return at.page("stay", read.problems, typed=typed, engagement=engagement)
    return at.to_person("contract")


ROUTES: list[HTTPRouteHandler] = [
    ask_for_last_day,
    take_last_day,
    ask_for_renewal,
    take_renewal,
    ask_for_stay,
    take_stay,
]
