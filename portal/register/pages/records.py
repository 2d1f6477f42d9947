"""What shows that somebody on the register may do the work: a check, a status check, training.

A member comes with the certificate in hand, copies what it says and gives it back.
"""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.register.actions.record_check import record_check
from portal.register.actions.record_status_check import record_status_check
from portal.register.actions.record_training import record_training
from portal.register.actions.withdraw_record import withdraw_record
from portal.register.forms import read_check, read_status, read_training
from portal.register.pages.person_frame import OF_PERSON, PERSON, AtPerson
from portal.register.presenters.person import check_view, training_view
from portal.register.queries.asked import list_registers_asked, topics_asked
from portal.register.queries.own import checks_of, training_of
from portal.web.dependencies import AsAt
from portal.web.typed import Typed

RECORD = f"{PERSON}/records/{{record_id:uuid}}"


@get(f"{PERSON}/check", **OF_PERSON)
def ask_for_check(at: NamedDependency[AtPerson], as_at: NamedDependency[AsAt]) -> Response[str]:
    return check_page(at, as_at, Typed(), {})


def check_page(at: AtPerson, as_at: AsAt, typed: Typed, problems: dict[str, str]) -> Response[str]:
    asked = list_registers_asked(at.session, at.place, as_at.today)
    asks = dict.fromkeys(each.asks for one in asked for each in one.registers if each.level)
    return at.page("check", problems, typed=typed, asks=list(asks))


@post(f"{PERSON}/check", **OF_PERSON)
def take_check(
    at: NamedDependency[AtPerson], as_at: NamedDependency[AsAt], typed: NamedDependency[Typed]
) -> Response[Any]:
    read = read_check(typed)
    if not read.problems:
        try:
            recorded = record_check(at.session, at.viewer, at.place, at.worker_id, read.answers["entry"])
        except CannotDo as refused:
            at.session.rollback()
            read.problems = refused.problems
        else:
            return at.to_person(f"check&sent={len(recorded.sent)}")
    return check_page(at, as_at, typed, read.problems)


@get(f"{PERSON}/training", **OF_PERSON)
def ask_for_training(at: NamedDependency[AtPerson], as_at: NamedDependency[AsAt]) -> Response[str]:
    topics = topics_asked(at.session, at.place, as_at.today)
    typed = Typed({"topic": [at.request.query_params.get("topic", "")]})
    return at.page("training", typed=typed, topics=topics)


@post(f"{PERSON}/training", **OF_PERSON)
def take_training(
    at: NamedDependency[AtPerson], as_at: NamedDependency[AsAt], typed: NamedDependency[Typed]
) -> Response[Any]:
    topics = topics_asked(at.session, at.place, as_at.today)
    read = read_training(typed, [topic.key for topic in topics])
    if not topics:
        read.problems = {"": "None of your contracts asks for training by name now."}
    if not read.problems:
        try:
            recorded = record_training(at.session, at.viewer, at.place, at.worker_id, read.answers["entry"])
        except CannotDo as refused:
            at.session.rollback()
            read.problems = refused.problems
        else:
            return at.to_person(f"training&sent={len(recorded.sent)}")
    return at.page("training", read.problems, typed=typed, topics=topics)


@get(f"{RECORD}/status", **OF_PERSON)
def ask_for_status(at: NamedDependency[AtPerson], record_id: FromPath[UUID]) -> Response[str]:
    title = record_title(at, record_id, with_training=False)
    return at.page("status", typed=Typed(), title=title)


def record_title(at: AtPerson, record_id: UUID, *, with_training: bool) -> str:
    """What the person's record is called; raises NotHere where there is none that still stands."""
    views = [check_view(each) for each in checks_of(at.session, [at.worker_id])[at.worker_id]]
    if with_training:
        training = training_of(at.session, [at.worker_id])[at.worker_id]
        views += [training_view(each, {}) for each in training]
    for each in views:
        if each.record_id == record_id and not each.is_taken_back:
            return each.title
    raise NotHere


@post(f"{RECORD}/status", **OF_PERSON)
def take_status(
    at: NamedDependency[AtPerson], typed: NamedDependency[Typed], record_id: FromPath[UUID]
) -> Response[Any]:
    title = record_title(at, record_id, with_training=False)
    read = read_status(typed)
    if not read.problems:
        on, result = read.answers["checked_on"], read.answers["result"]
        read.problems = at.refused_by(
            lambda: record_status_check(
                at.session, at.viewer, at.place, at.worker_id, record_id, on_date=on, result=result
            )
        )
    if read.problems:
        return at.page("status", read.problems, typed=typed, title=title)
    return at.to_person("status")


@get(f"{RECORD}/take-back", **OF_PERSON)
def ask_to_withdraw(at: NamedDependency[AtPerson], record_id: FromPath[UUID]) -> Response[str]:
    return at.page("take_back", title=record_title(at, record_id, with_training=True))


@post(f"{RECORD}/take-back", **OF_PERSON)
def withdraw(at: NamedDependency[AtPerson], record_id: FromPath[UUID]) -> Response[Any]:
    problems = at.refused_by(
        lambda: withdraw_record(at.session, at.viewer, at.place, at.worker_id, record_id)
    )
    if problems:
        title = record_title(at, record_id, with_training=True)
        return at.page("take_back", problems, title=title)
    return at.to_person("withdrawn")


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
