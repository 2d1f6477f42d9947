"""Feedback: asked for by the partner, given with a code by people who sign in nowhere, read by all sides.

A partner comes once a year with a list of people in mind and leaves with a sheet to cut into slips. Whoever
has a slip comes by its picture or types its code, on a phone that is often somebody else's.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.year.answering import plain_code
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.feedback.actions.ask_people import MOST_CODES, ask_people, close_round
from portal.feedback.actions.give_answer import give_answer
from portal.feedback.forms import read_asking, read_ratings, read_words
from portal.feedback.presenters import question_views, round_view, slips, where_to_answer
from portal.feedback.queries.rounds import (
    find_asked,
    get_round,
    list_codes,
    list_of_contract,
    list_rounds,
    list_words,
    tallies_of,
)
from portal.web.addresses import (
    CLOSE_ROUND,
    CODES,
    CONTRACT_FEEDBACK,
    FEEDBACK,
    GIVE_FEEDBACK,
    NEW_ROUND,
    ROUND,
    ROUNDS,
)
from portal.web.at import AtContract, AtDoor, AtEngagement, of_contract, of_door, of_engagement
from portal.web.choices import radios
from portal.web.crumbs import Crumb, contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.feedback import ASKED
from portal.words.slot import Side

OF_READERS = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)
OF_PARTNER = of_engagement(Audience.PARTNER)
NO_CODE = "That code is not one of ours. Look at your slip again: it has ten letters and figures."


def crumbs_of(at: AtEngagement, *more: Crumb) -> list[Crumb]:
    return at.way({"text": "Feedback", "href": ROUNDS(at.place.engagement_id)}, *more)


@get(ROUNDS, **OF_READERS)
def show_rounds(at: NamedDependency[AtEngagement]) -> Response:
    return at.page(
        "feedback/rounds.html",
        rounds=[round_view(each, (), at.today) for each in list_rounds(at.session, at.place)],
        new_href=NEW_ROUND(at.place.engagement_id) if at.reader.side is Side.PARTNER else "",
        breadcrumbs=at.way(),
    )


@get(NEW_ROUND, **OF_PARTNER)
def ask_for_round(at: NamedDependency[AtEngagement]) -> Response:
    return new_page(at, Typed(codes=["30"]))


def new_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page(
        "feedback/new.html",
        problems,
        typed=typed,
        asked=radios(ASKED, typed.first("asked")),
        most=MOST_CODES,
        here=NEW_ROUND(at.place.engagement_id),
        breadcrumbs=crumbs_of(at),
    )


@post(NEW_ROUND, makes=True, **OF_PARTNER)
def begin_round(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        round_id = ask_people(at.session, at.viewer, at.place, read_asking(typed))
        return at.go(ROUND(at.place.engagement_id, round_id, done="asked"))

    return at.try_to(act, lambda problems: new_page(at, typed, problems))


@get(ROUND, **OF_READERS)
def show_round(at: NamedDependency[AtEngagement], round_id: FromPath[UUID]) -> Response:
    line = get_round(at.session, at.place, round_id)
    tallies = tallies_of(at.session, [line], at.today).get(round_id, ())
    gaps = (at.place.engagement_id, round_id)
    return at.page(
        "feedback/round.html",
        round=round_view(line, tallies, at.today),
        words=list_words(at.session, line, at.today),
        is_partner=at.reader.side is Side.PARTNER,
        is_new=at.asked("done") == "asked",
        codes_href=CODES(*gaps),
        close_href=CLOSE_ROUND(*gaps),
        breadcrumbs=crumbs_of(at),
    )


@get(CODES, **OF_PARTNER)
def print_codes(at: NamedDependency[AtEngagement], round_id: FromPath[UUID]) -> Response:
    line = get_round(at.session, at.place, round_id)
    portal = at.settings.address
    back: Crumb = {"text": line.title, "href": ROUND(at.place.engagement_id, round_id)}
    return at.page(
        "feedback/codes.html",
        round=round_view(line, (), at.today),
        slips=slips(list_codes(at.session, round_id), portal),
        where=where_to_answer(portal),
        breadcrumbs=crumbs_of(at, back),
    )


@post(CLOSE_ROUND, **OF_PARTNER)
def close(at: NamedDependency[AtEngagement], round_id: FromPath[UUID]) -> Response:
    close_round(at.session, at.viewer, at.place, round_id)
    return at.go(ROUND(at.place.engagement_id, round_id))


@get(CONTRACT_FEEDBACK, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_contract(at: NamedDependency[AtContract]) -> Response:
    """What was answered, of every partner; the council reads figures and no words."""
    lines = list_of_contract(at.session, at.place)
    tallies = tallies_of(at.session, lines, at.today)
    is_desk = Audience.COMMISSIONER not in at.place.audiences
    return at.page(
        "feedback/contract.html",
        rounds=[round_view(each, tallies.get(each.round_id, ()), at.today) for each in lines],
        is_desk=is_desk,
        tab="returns" if is_desk else "readiness",
        breadcrumbs=contract_crumbs(at.place),
    )


@get(FEEDBACK, **of_door())
def ask_for_code(at: NamedDependency[AtDoor]) -> Response:
    return code_page(at, Typed())


def code_page(at: AtDoor, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("feedback/code.html", problems, typed=typed, here=FEEDBACK())


@post(FEEDBACK, **of_door())
def take_code(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        code = plain_code(typed.first("code"))
        if find_asked(at.session, code) is None:
            raise CannotDo({"code": NO_CODE})
        return at.go(GIVE_FEEDBACK(code))

    return at.try_to(act, lambda problems: code_page(at, typed, problems))


@get(GIVE_FEEDBACK, **of_door())
def ask_people_page(at: NamedDependency[AtDoor], code: FromPath[str]) -> Response:
    return answer_page(at, code, Typed())


def answer_page(at: AtDoor, code: str, typed: Typed, problems: Problems | None = None) -> Response:
    """A code that is none gets 404 and the form for another one; a used one is told so."""
    asked = find_asked(at.session, plain_code(code))
    if asked is None:
        told = {"typed": Typed(code=[code]), "here": FEEDBACK(), "problems": {"code": NO_CODE}}
        return page(at.request, "feedback/code.html", told, 404)
    return at.page(
        "feedback/answer.html",
        problems,
        typed=typed,
        asked=asked,
        of=ASKED[asked.asked],
        is_done=asked.is_used or asked.has_closed,
        questions=question_views(typed),
        here=GIVE_FEEDBACK(code),
    )


@post(GIVE_FEEDBACK, **of_door())
def take_answer(at: NamedDependency[AtDoor], code: FromPath[str], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        give_answer(at.session, plain_code(code), read_ratings(typed), read_words(typed))
        return at.go(GIVE_FEEDBACK(code))

    return at.try_to(act, lambda problems: answer_page(at, code, typed, problems))


ROUTES: list[HTTPRouteHandler] = [
    show_rounds,
    ask_for_round,
    begin_round,
    show_round,
    print_codes,
    close,
    show_contract,
    ask_for_code,
    take_code,
    ask_people_page,
    take_answer,
]
