"""What a draft asks for through the year: its returns, measures, payments, events and meetings.

A manager comes because the contract has been varied: another report is due, a target is another now, a
meeting is dropped.
"""

from dataclasses import dataclass

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.year.drafting import Sort
from checklists.year.rows import YearRow
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.change_year import (
    add_year_row,
    move_year_row,
    remove_year_row,
    write_year_row,
)
from portal.authoring.actions.keep_draft_checklist import lock_draft
from portal.authoring.forms.year import read_known_as, read_year_row
from portal.authoring.forms.year_asked import questions
from portal.authoring.forms.year_questions import numbers_shown
from portal.authoring.forms.year_typed import as_typed, blank
from portal.authoring.pages.draft import MOVES
from portal.authoring.pages.frame import OF_DRAFT, AtDraft, at_draft
from portal.authoring.presenters import year_page as presenter
from portal.authoring.presenters.year import draft_lists
from portal.authoring.presenters.year_words import SORT, SORT_HINT
from portal.web.addresses import DRAFT_YEAR, NEW_YEAR_ROW, YEAR_ROW
from portal.web.at import family
from portal.web.between import Questions, opened, settle
from portal.web.choices import radios
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed

TAKEN_OUT = (
    "Somebody has taken this out since you opened it. What you typed is still here: save it once more to put "
    "it back."
)
SORTS = {each.value: each for each in Sort}
MORE = {Sort.RETURN: "#sections", Sort.PAYMENT: "#lines"}
"""Where a row has a table of its own, to which another line is added."""


@dataclass(frozen=True, slots=True)
class AtSort(AtDraft):
    """A manager who adds a row of one of the five sorts."""

    sort: Sort

    def to_list(self, key: str) -> Response:
        return self.go(f"{DRAFT_YEAR(self.place.draft_id)}#{self.sort}-{key}")


@dataclass(frozen=True, slots=True)
class AtYearRow(AtSort):
    """A manager who has come to one of the draft's rows of the year."""

    key: str

    @property
    def row(self) -> YearRow:
        """Raises NotHere where there is none."""
        found = self.place.year.find_any(self.sort, self.key)
        if found is None:
            raise NotHere
        return found

    @property
    def is_out(self) -> bool:
        """Whether somebody has taken it out."""
        return self.place.year.find(self.sort, self.key) is None

    @property
    def row_address(self) -> str:
        return YEAR_ROW(self.place.draft_id, self.sort.value, self.key)

    @property
    def questions(self) -> Questions:
        return questions(self.sort, presenter.in_words(self.place.year))


def at_sort(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtSort:
    """Raises NotHere, also for a sort that there is not."""
    place = at_draft(request, session, viewer, as_at).place
    return AtSort(request, session, viewer, as_at, place, sort_of(request.path_params["sort"]))


def at_year_row(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtYearRow:
    """Raises NotHere, also for a row of another draft."""
    at = at_sort(request, session, viewer, as_at)
    key = request.path_params["year_key"]
    if at.place.year.find_any(at.sort, key) is None:
        raise NotHere
    return AtYearRow(request, session, viewer, as_at, at.place, at.sort, key)


def sort_of(word: str) -> Sort:
    if word not in SORTS:
        raise NotHere
    return SORTS[word]


OF_SORT = family(at_sort, Audience.MANAGING)
OF_YEAR_ROW = family(at_year_row, Audience.MANAGING)


@get(DRAFT_YEAR, **OF_DRAFT)
def show_year(at: NamedDependency[AtDraft]) -> Response:
    return at.page("authoring/year.html", lists=draft_lists(at.place))


@post(DRAFT_YEAR, **OF_DRAFT)
def change_year_order(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    """Move a row, take it out, or put it back: `act` says which, `sort` and `key` which one."""
    act, key, sort = typed.first("act"), typed.first("key"), SORTS.get(typed.first("sort"))
    if sort is None:
        return at.go(DRAFT_YEAR(at.place.draft_id))
    if act in MOVES:
        move_year_row(at.session, at.viewer, at.place.draft_id, sort, key, MOVES[act])
    elif act in {"remove", "put-back"}:
        remove_year_row(at.session, at.viewer, at.place.draft_id, sort, key, removed=act == "remove")
    is_there = key in at.place.year.keys(sort)
    return at.go(DRAFT_YEAR(at.place.draft_id) + (f"#{sort}-{key}" if is_there else ""))


@get(NEW_YEAR_ROW, **OF_SORT)
def ask_for_year_row(at: NamedDependency[AtSort]) -> Response:
    return new_page(at, blank(at.sort))


@post(NEW_YEAR_ROW, makes=True, **OF_SORT)
def make_year_row(at: NamedDependency[AtSort], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        known = presenter.known_as(at.sort, at.place.year)
        known_as = read_known_as(typed, known) if known else ""
        row = read_year_row(at.sort, typed)
        key = add_year_row(at.session, at.viewer, at.place, at.sort, row, known_as)
        return then(at, typed, key)

    return at.try_to(act, lambda problems: new_page(at, typed, problems))


def then(at: AtSort, typed: Typed, key: str) -> Response:
    """Back to the row where there is more to add to it, else to the list."""
    if typed.first("then") == "again":
        return at.go(YEAR_ROW(at.place.draft_id, at.sort.value, key) + MORE.get(at.sort, ""))
    return at.to_list(key)


def new_page(at: AtSort, typed: Typed, problems: Problems | None = None) -> Response:
    known = presenter.known_as(at.sort, at.place.year)
    more = {
        "action": NEW_YEAR_ROW(at.place.draft_id, at.sort.value),
        "heading": f"Add: {SORT[at.sort].lower()}",
        "is_out": False,
        "known_as": radios({"": "No, something else"} | known, typed.first("known_as")) if known else [],
    }
    return at.page("authoring/year_row.html", problems, **page_of(at, typed, ""), **more)


@get(YEAR_ROW, **OF_YEAR_ROW)
def ask_year_row(at: NamedDependency[AtYearRow]) -> Response:
    """One that was taken out is put back in the list first."""
    if at.is_out:
        return at.to_list(at.key)
    return row_page(at, opened(at.questions, as_typed(at.row)))


@post(YEAR_ROW, once=True, **OF_YEAR_ROW)
def keep_year_row(at: NamedDependency[AtYearRow], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_draft(at.session, at.viewer, at.place.draft_id)
        now = at_year_row(at.request, at.session, at.viewer, at.as_at)
        if now.is_out and typed.first("put_back") != "yes":
            raise CannotDo({"": TAKEN_OUT})
        settle(now.questions, typed, as_typed(now.row))
        row = read_year_row(at.sort, typed, now.row)
        write_year_row(at.session, at.viewer, at.place.draft_id, at.sort, row)
        return then(at, typed, row.key)

    return at.try_to(act, lambda problems: row_page(at, typed, problems))


def row_page(at: AtYearRow, typed: Typed, problems: Problems | None = None) -> Response:
    more = {"action": at.row_address, "heading": at.row.title, "known_as": [], "is_out": at.is_out}
    return at.page("authoring/year_row.html", problems, **page_of(at, typed, at.row.key), **more)


def page_of(at: AtSort, typed: Typed, key: str) -> dict[str, object]:
    """What the page of a row shows, be it new or not."""
    numbers = {head: numbers_shown(typed, head) for head in ("section", "area", "part")}
    return {
        "typed": typed,
        "sort": at.sort.value,
        "kind": SORT[at.sort],
        "hint": SORT_HINT[at.sort],
        "key": key,
        "choices": presenter.choices(at.sort, typed) | presenter.named(at.place.year, key, typed),
        "numbers": numbers,
        "forms": presenter.sections(typed, numbers["section"]),
        "lines": presenter.lines(at.place.year, typed, numbers["part"]),
    }


ROUTES: list[HTTPRouteHandler] = [
    show_year,
    change_year_order,
    ask_for_year_row,
    make_year_row,
    ask_year_row,
    keep_year_row,
]
