"""What shows that somebody on the register may do the work: a check, a status check, training.

A member comes with the certificate in hand, copies what it says and gives it back.
"""

from collections.abc import Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.requirement import Requirement
from portal.access import NotHere
from portal.register.actions.check_entries import CheckEntry
from portal.register.actions.record_check import record_check, refuse_check
from portal.register.actions.record_status_check import record_status_check
from portal.register.actions.record_training import record_training
from portal.register.actions.withdraw_record import withdraw_record
from portal.register.forms import odd_in, read_check, read_status, read_training, with_topic
from portal.register.pages.person_frame import OF_PERSON, AtPerson
from portal.register.presenters.person import check_view, training_view
from portal.register.presenters.short import among, ends_words, entry_short
from portal.register.queries.asked import RegisterAsked, list_registers_asked, topics_of
from portal.register.queries.own import checks_of, stays_of, training_of
from portal.web.addresses import NEW_CHECK, NEW_TRAINING, STATUS_CHECK, TAKE_BACK_RECORD
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(NEW_CHECK, **OF_PERSON)
def ask_for_check(at: NamedDependency[AtPerson]) -> Response:
    return check_page(at, Typed())


@post(NEW_CHECK, makes=True, **OF_PERSON)
def take_check(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response:
    """What is less than is asked is said first, and recorded where somebody presses again."""

    def act() -> Response:
        registers = registers_of(list_registers_asked(at.session, at.place, at.today))
        entry = read_check(typed, [each for each in registers if each.level], at.today)
        refuse_check(entry, at.today)
        short = entry_short(entry, asked_of_person(at))
        if short and typed.first("seen_short") != "; ".join(short):
            return check_page(at, typed, short=short, ends=ends_of(at, entry))
        recorded = record_check(at.session, at.viewer, at.place, at.worker_id, entry)
        return at.to_person("check-before" if recorded.was_known else "check", sent=len(recorded.sent))

    return at.try_to(act, lambda problems: check_page(at, typed, problems))


def ends_of(at: AtPerson, entry: CheckEntry) -> str:
    """What it would end of what is on the person's record."""
    checks = checks_of(at.session, [at.worker_id])[at.worker_id]
    standing = [each.issued_on for each in checks if each.withdrawn_at is None]
    return ends_words(entry.outcome, entry.issued_on, standing)


def check_page(
    at: AtPerson,
    typed: Typed,
    problems: Problems | None = None,
    short: Sequence[str] = (),
    ends: str = "",
) -> Response:
    registers = registers_of(list_registers_asked(at.session, at.place, at.today))
    checking = [each for each in registers if each.level]
    asks = dict.fromkeys(each.asks for each in checking)
    odd = odd_in(typed, "issued_on", checking, at.today)
    said = {"asks": list(asks), "odd": odd, "short": short, "ends": ends}
    return at.page("register/check.html", problems, typed=typed, **said)


def registers_of(asked: Sequence[RegisterAsked]) -> list[Requirement]:
    """The registers of checks and of training that the contracts ask for."""
    return [one for each in asked for one in each.registers]


def asked_of_person(at: AtPerson) -> Sequence[RegisterAsked]:
    stays = stays_of(at.session, [at.worker_id])[at.worker_id]
    open_ones = {str(each.engagement_id) for each in stays if each.is_open(at.today)}
    return among(list_registers_asked(at.session, at.place, at.today), open_ones)


@get(NEW_TRAINING, **OF_PERSON)
def ask_for_training(at: NamedDependency[AtPerson]) -> Response:
    return training_page(at, Typed({"topic": [at.asked("topic")]}))


@post(NEW_TRAINING, makes=True, **OF_PERSON)
def take_training(at: NamedDependency[AtPerson], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        asked = list_registers_asked(at.session, at.place, at.today)
        topics = [topic.key for topic in topics_of(asked)]
        entry = read_training(typed, topics, registers_of(asked), at.today)
        recorded = record_training(at.session, at.viewer, at.place, at.worker_id, entry)
        done = "training-before" if recorded.was_known else "training"
        return at.to_person(done, sent=len(recorded.sent))

    return at.try_to(act, lambda problems: training_page(at, typed, problems))


def training_page(at: AtPerson, typed: Typed, problems: Problems | None = None) -> Response:
    asked = list_registers_asked(at.session, at.place, at.today)
    trained = with_topic(registers_of(asked), typed.first("topic"))
    odd = odd_in(typed, "completed_on", trained, at.today)
    return at.page("register/training.html", problems, typed=typed, topics=topics_of(asked), odd=odd)


@get(STATUS_CHECK, **OF_PERSON)
def ask_for_status(at: NamedDependency[AtPerson], record_id: FromPath[UUID]) -> Response:
    return status_page(at, record_id, Typed())


@post(STATUS_CHECK, makes=True, **OF_PERSON)
def take_status(
    at: NamedDependency[AtPerson], typed: NamedDependency[Typed], record_id: FromPath[UUID]
) -> Response:
    def act() -> Response:
        check_title(at, record_id)
        on, result = read_status(typed)
        record_status_check(
            at.session, at.viewer, at.place, at.worker_id, record_id, on_date=on, result=result
        )
        return at.to_person("status")

    return at.try_to(act, lambda problems: status_page(at, record_id, typed, problems))


def status_page(at: AtPerson, record_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("register/status.html", problems, typed=typed, title=check_title(at, record_id))


def check_title(at: AtPerson, record_id: UUID) -> str:
    """What the person's check is called; raises NotHere where there is none that still stands."""
    for each in map(check_view, checks_of(at.session, [at.worker_id])[at.worker_id]):
        if each.record_id == record_id and not each.is_taken_back:
            return each.title
    raise NotHere


@get(TAKE_BACK_RECORD, **OF_PERSON)
def ask_to_withdraw(at: NamedDependency[AtPerson], record_id: FromPath[UUID]) -> Response:
    return take_back_page(at, record_id)


@post(TAKE_BACK_RECORD, **OF_PERSON)
def withdraw(at: NamedDependency[AtPerson], record_id: FromPath[UUID]) -> Response:
    def act() -> Response:
        withdraw_record(at.session, at.viewer, at.place, at.worker_id, record_id)
        return at.to_person("withdrawn")

    return at.try_to(act, lambda problems: take_back_page(at, record_id, problems))


def take_back_page(at: AtPerson, record_id: UUID, problems: Problems | None = None) -> Response:
    return at.page("register/take_back.html", problems, title=record_title(at, record_id))


def record_title(at: AtPerson, record_id: UUID) -> str:
    """The same for training too."""
    for each in training_of(at.session, [at.worker_id])[at.worker_id]:
        view = training_view(each, {})
        if view.record_id == record_id and not view.is_taken_back:
            return view.title
    return check_title(at, record_id)


ROUTES: list[HTTPRouteHandler] = [
    ask_for_check,
    take_check,
    ask_for_training,
    take_training,
    ask_for_status,
    take_status,
    ask_to_withdraw,
    withdraw,
]
