"""Book a visit or a meeting, change or cancel it, and say that it took place."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.places.partners import list_partner_choices
from portal.standing.actions.lock_engagements import lock_contract
from portal.standing.queries.alike import tell_apart
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.actions.note_visit import note_visit
from portal.visits.forms import Booking, read_change, read_visit
from portal.visits.presenters.form import change_questions, change_typed, partner_items, people_items
from portal.visits.presenters.lines import visit_view
from portal.visits.queries.booked import get_visit
from portal.visits.queries.taking_part import list_people_to_ask
from portal.visits.queries.terms import get_row
from portal.web.addresses import (
    BOOK_VISIT,
    CALENDAR,
    CANCEL_VISIT,
    CHANGE_VISIT,
    VISIT,
    VISIT_TOOK_PLACE,
)
from portal.web.at import AtContract, of_contract
from portal.web.between import Questions, opened, settle
from portal.web.choices import radios
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words import labels

FOR_THE_DESK = of_contract(Audience.REVIEWER, Audience.MANAGER)


def in_calendar(at: AtContract) -> dict[str, object]:
    """What every page below the calendar shows."""
    address = CALENDAR(at.place.contract_id)
    crumbs = contract_crumbs(at.place, {"text": "Calendar", "href": address})
    return {"tab": "calendar", "breadcrumbs": crumbs, "calendar": address}


@get(BOOK_VISIT, **FOR_THE_DESK)
def ask_for_visit(at: NamedDependency[AtContract]) -> Response:
    """`partner` in the address is an engagement that is ticked to begin with."""
    return visit_page(at, Typed(people=[str(at.viewer.person_id)], engagement=[at.asked("partner")]))


@post(BOOK_VISIT, makes=True, **FOR_THE_DESK)
def book(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        partners = list_partner_choices(at.session, at.place)
        booking = read_visit(typed, labels.VISIT, [each.engagement_id for each in partners], at.today)
        visit_id = keep(at, booking)
        done = "recorded" if booking.took_place else "booked"
        return at.go(VISIT(at.place.contract_id, visit_id, done=done))

    return at.try_to(act, lambda problems: visit_page(at, typed, problems))


def keep(at: AtContract, booking: Booking) -> UUID:
    return book_visit(
        at.session,
        at.viewer,
        at.place,
        booking.kind,
        booking.terms.on,
        booking.engagements,
        booking.terms,
        took_place=booking.took_place,
        as_well=booking.as_well,
    )


def visit_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    partners = list_partner_choices(at.session, at.place)
    apart = tell_apart(at.session, {each.engagement_id: each.partner for each in partners})
    return at.page(
        "visits/book.html",
        problems,
        typed=typed,
        kinds=radios(labels.VISIT, typed.first("kind")),
        engagements=partner_items(partners, typed.getlist("engagement"), apart, at.today),
        people=people_items(list_people_to_ask(at.session, at.place), typed.getlist("people"), at.place),
        asks_past=bool(problems and problems.get("took_place")) or typed.first("took_place") == "yes",
        asks_twice=bool(problems and problems.get("as_well")) or typed.first("as_well") == "yes",
        **in_calendar(at),
    )


@get(CHANGE_VISIT, **FOR_THE_DESK)
def ask_to_change(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    return change_page(at, visit_id, opened(questions_of(at), kept_terms(at, visit_id)))


def questions_of(at: AtContract) -> Questions:
    return change_questions(list_people_to_ask(at.session, at.place))


def kept_terms(at: AtContract, visit_id: UUID) -> Typed:
    return change_typed(get_row(at.session, at.place, visit_id).terms)


@post(CHANGE_VISIT, once=True, **FOR_THE_DESK)
def change(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        settle(questions_of(at), typed, kept_terms(at, visit_id))
        wanted = read_change(typed)
        is_changed = change_visit(
            at.session,
            at.viewer,
            at.place,
            visit_id,
            wanted.terms,
            reason=wanted.reason,
            as_well=wanted.as_well,
        )
        return at.go(VISIT(at.place.contract_id, visit_id, done="changed" if is_changed else "same"))

    return at.try_to(act, lambda problems: change_page(at, visit_id, typed, problems))


def change_page(at: AtContract, visit_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    line = get_visit(at.session, at.place, visit_id)
    return at.page(
        "visits/change.html",
        problems,
        typed=typed,
        visit=visit_view(line, at.place.contract_id, at.today),
        people=people_items(list_people_to_ask(at.session, at.place), typed.getlist("people"), at.place),
        asks_twice=bool(problems and problems.get("as_well")) or typed.first("as_well") == "yes",
        **in_calendar(at),
    )


@get(CANCEL_VISIT, **FOR_THE_DESK)
def ask_to_cancel(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    return cancel_page(at, visit_id, Typed())


@post(CANCEL_VISIT, **FOR_THE_DESK)
def cancel(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        became = cancel_visit(at.session, at.viewer, at.place, visit_id, typed.first("reason"))
        return at.go(CALENDAR(at.place.contract_id, done=became.value))

    return at.try_to(act, lambda problems: cancel_page(at, visit_id, typed, problems))


def cancel_page(at: AtContract, visit_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    line = visit_view(get_visit(at.session, at.place, visit_id), at.place.contract_id, at.today)
    return at.page("visits/cancel.html", problems, typed=typed, visit=line, **in_calendar(at))


@post(VISIT_TOOK_PLACE, **FOR_THE_DESK)
def say_it_took_place(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    def act() -> Response:
        note_visit(at.session, at.viewer, at.place, visit_id)
        return at.go(VISIT(at.place.contract_id, visit_id, done="took-place"))

    return at.try_to(act, lambda _: at.go(VISIT(at.place.contract_id, visit_id)))


ROUTES: list[HTTPRouteHandler] = [
    ask_for_visit,
    book,
    ask_to_change,
    change,
    ask_to_cancel,
    cancel,
    say_it_took_place,
]
