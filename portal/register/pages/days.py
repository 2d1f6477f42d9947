"""Days of somebody on the register: of leaving, of applying for a renewal, of working under a contract."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.register.actions.assign_worker import assign_worker, change_assignment
from portal.register.actions.note_renewal import note_renewal
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_return import NOT_LEFT, record_return, undo_return
from portal.register.actions.write_rows import lock_people
from portal.register.forms import chosen, read_day_or_none, read_return, read_stay
from portal.register.pages.person_frame import OF_PERSON, AtPerson
from portal.register.presenters.person import contract_title
from portal.register.queries.asked import RegisterAsked, list_registers_asked
from portal.register.queries.own import OwnPerson, Stay, get_own_person, stays_of
from portal.standing.actions.lock_engagements import lock_engagement
from portal.web.addresses import COME_BACK, LEAVE, RENEWAL, WORKER_DAYS
from portal.web.between import Questions, opened, settle
from portal.web.dates import day_as_typed
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.days_there import away_in_words

LAST_DAY = Questions({"left_on": "Last day with you"})
APPLIED = Questions({"applied_on": "When was it applied for?"})
STAY = Questions({"from_on": "First day", "until_on": "Last day"})


@get(LEAVE, **OF_PERSON)
def ask_for_last_day(at: NamedDependency[AtPerson]) -> Response:
    return at.page("register/leave.html", typed=opened(LAST_DAY, kept_last_day(at.person)))


def kept_last_day(person: OwnPerson) -> Typed:
    return Typed(day_as_typed("left_on", person.left_on))


def held(at: AtPerson) -> OwnPerson:
    """The person as it is by now: until the transaction ends no colleague changes it."""
    lock_people(at.session, at.place, [at.worker_id])
    return get_own_person(at.session, at.place, at.worker_id)


@post(LEAVE, once=True, **OF_PERSON)
def take_last_day(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        settle(LAST_DAY, typed, kept_last_day(held(at)))
        left_on = read_day_or_none(typed, "left_on", "The last day", "Enter the last day with you.")
        record_leaving(at.session, at.viewer, at.place, at.worker_id, left_on)
        return at.to_person("left" if left_on else "stays")

    return at.try_to(act, lambda problems: at.page("register/leave.html", problems, typed=typed))


@get(COME_BACK, **OF_PERSON)
def ask_for_return(at: NamedDependency[AtPerson]) -> Response:
    """The contracts are ticked that ended on the last day."""
    last = at.person.left_on
    stays = stays_of(at.session, [at.worker_id])[at.worker_id]
    ended = [str(each.engagement_id) for each in stays if last and each.until_on == last]
    return return_page(at, Typed({"contract": ended}))


@post(COME_BACK, once=True, **OF_PERSON)
def take_return(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        if typed.first("undo"):
            undo_return(at.session, at.viewer, at.place, at.worker_id)
            return at.to_person("not-back")
        first_on = read_return(typed)
        under = chosen(typed, "contract", [each.engagement_id for each in running(at)])
        record_return(at.session, at.viewer, at.place, at.worker_id, first_on, under)
        return at.to_person("back")

    return at.try_to(act, lambda problems: return_page(at, typed, problems))


def return_page(at: AtPerson, typed: Typed, problems: Problems | None = None) -> Response:
    if problems and at.person.left_on is None:  # then the page has no field to be put right
        problems = {"": NOT_LEFT}
    ticked = typed.getlist("contract")
    contracts = [
        {"value": key, "text": contract_title(each), "checked": key in ticked}
        for each in running(at)
        for key in [str(each.engagement_id)]
    ]
    return at.page("register/return.html", problems, typed=typed, contracts=contracts)


def running(at: AtPerson) -> tuple[RegisterAsked, ...]:
    return list_registers_asked(at.session, at.place, at.today)


@get(RENEWAL, **OF_PERSON)
def ask_for_renewal(at: NamedDependency[AtPerson]) -> Response:
    return at.page("register/renewal.html", typed=opened(APPLIED, kept_renewal(at.person)))


def kept_renewal(person: OwnPerson) -> Typed:
    return Typed(day_as_typed("applied_on", person.renewal_applied_on))


@post(RENEWAL, makes=True, **OF_PERSON)
def take_renewal(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        settle(APPLIED, typed, kept_renewal(held(at)))
        needed = "Enter the day on which the new check was applied for."
        applied_on = read_day_or_none(typed, "applied_on", "The day of the application", needed)
        note_renewal(at.session, at.viewer, at.place, at.worker_id, applied_on)
        return at.to_person("renewal" if applied_on else "no-renewal")

    return at.try_to(act, lambda problems: at.page("register/renewal.html", problems, typed=typed))


@get(WORKER_DAYS, **OF_PERSON)
def ask_for_stay(at: NamedDependency[AtPerson], engagement_id: FromPath[UUID]) -> Response:
    engagement = own_engagement(at, engagement_id)
    stay = find_stay(at, engagement_id)
    offered = day_as_typed("from_on", max(at.today, engagement.starts_on))
    return stay_page(at, Typed(offered | opened(STAY, kept_stay(stay))), engagement, stay)


def kept_stay(stay: Stay | None) -> Typed:
    if stay is None:
        return Typed()
    return Typed(day_as_typed("from_on", stay.from_on) | day_as_typed("until_on", stay.until_on))


def stay_page(
    at: AtPerson,
    typed: Typed,
    engagement: EngagementPlace,
    stay: Stay | None,
    problems: Problems | None = None,
) -> Response:
    away = away_in_words(stay.away) if stay else ""
    return at.page("register/stay.html", problems, typed=typed, engagement=engagement, away=away)


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


@post(WORKER_DAYS, once=True, **OF_PERSON)
def take_stay(
    at: NamedDependency[AtPerson], typed: NamedDependency[Typed], engagement_id: FromPath[UUID]
) -> Response:
    engagement = own_engagement(at, engagement_id)
    stay = find_stay(at, engagement_id)

    def act() -> Response:
        lock_engagement(at.session, engagement_id)
        stay = find_stay(at, engagement_id)
        settle(STAY, typed, kept_stay(stay))
        from_on, until_on = read_stay(typed)
        keep = change_assignment if stay else assign_worker
        keep(at.session, at.viewer, engagement, at.worker_id, from_on=from_on, until_on=until_on)
        return at.to_person("contract")

    return at.try_to(act, lambda problems: stay_page(at, typed, engagement, stay, problems))


ROUTES: list[HTTPRouteHandler] = [
    ask_for_last_day,
    take_last_day,
    ask_for_return,
    take_return,
    ask_for_renewal,
    take_renewal,
    ask_for_stay,
    take_stay,
]
