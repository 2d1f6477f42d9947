"""Whether a row of a draft is a requirement that an earlier version had.

A manager has typed in again what was taken out some versions ago, or has given a row another one's name. What
partners sent for the earlier requirement counts for this one if it is the same, and only if somebody says so.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.continuing import Earlier, candidates, possible
from portal.authoring.actions.keep_draft_checklist import say_which
from portal.authoring.forms.draft import read_same
from portal.authoring.pages.row import OF_ROW, AtRow, held
from portal.authoring.presenters import same as presenter
from portal.authoring.queries.versions import count_accepted, find_earlier
from portal.web.addresses import ROW_SAME
from portal.web.between import Questions, opened, settle
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

Offered = tuple[list[Earlier], list[Earlier]]


@get(ROW_SAME, **OF_ROW)
def ask_same(at: NamedDependency[AtRow]) -> Response:
    return same_page(at, opened(question_of(offered(at)), same_as_typed(at)))


def question_of(earlier: Offered) -> Questions:
    words = presenter.words_of([each for some in earlier for each in some])
    return Questions({"same": "Which requirement is it?"}, {"same": words})


def same_as_typed(at: AtRow) -> Typed:
    return Typed({"same": [presenter.chosen_before(at.row)]})


@post(ROW_SAME, once=True, **OF_ROW)
def keep_same(at: NamedDependency[AtRow], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        now = held(at)
        likely, others = offered(now)
        settle(question_of((likely, others)), typed, same_as_typed(now))
        chosen = read_same(typed, {presenter.NEW, *(each.key for each in (*likely, *others))})
        meant = [each for each in others if each.key == chosen]
        key = None if chosen == presenter.NEW else chosen
        say_which(at.session, at.viewer, at.place.draft_id, now.row, key, [*likely, *meant])
        return at.to_row(at.row.row)

    return at.try_to(act, lambda problems: same_page(at, typed, problems))


def offered(at: AtRow) -> Offered:
    """The earlier requirements that are asked about, and the others that the row could be said to be."""
    earlier = find_earlier(at.session, at.place.contract)
    likely = list(candidates(at.row, at.place.rows, earlier))
    return likely, [each for each in possible(at.row, at.place.rows, earlier) if each not in likely]


def same_page(at: AtRow, typed: Typed, problems: Problems | None = None) -> Response:
    likely, others = offered(at)
    every, contract = [*likely, *others], at.place.contract
    accepted = count_accepted(at.session, contract, [each.key for each in every]) if contract else {}
    return at.page(
        "authoring/same.html",
        problems,
        row=at.row,
        heading=presenter.heading(likely),
        typed=typed,
        choices=presenter.choices(every, accepted, typed.first("same")),
    )


ROUTES: list[HTTPRouteHandler] = [ask_same, keep_same]
