"""One requirement of a checklist that is being written: its questions, its kind, and a new one."""

from dataclasses import dataclass, replace
from uuid import uuid4

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.continuing import open_questions
from checklists.drafting import DraftRow
from portal.access import Audience, Viewer
from portal.authoring.actions.keep_draft_checklist import add_row, lock_draft, write_row
from portal.authoring.forms.questions import OF_KIND, cover_numbers
from portal.authoring.forms.requirement import read_first_row, read_kind, read_row
from portal.authoring.forms.requirement_typed import as_typed
from portal.authoring.forms.row_questions import KIND_QUESTION, QUESTIONS
from portal.authoring.pages.frame import OF_DRAFT, AtDraft, at_draft
from portal.authoring.presenters import draft as presenter
from portal.authoring.presenters.requirement import page_readings
from portal.authoring.queries.versions import find_earlier
from portal.web.addresses import NEW_ROW, ROW, ROW_KIND, ROW_SAME
from portal.web.at import family
from portal.web.between import opened, settle
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed
from portal.words.labels import KIND


@dataclass(frozen=True, slots=True)
class AtRow(AtDraft):
    """A manager who has come to one of the draft's requirements."""

    row: DraftRow

    @property
    def row_address(self) -> str:
        return ROW(self.place.draft_id, self.row.row)


def at_row(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtRow:
    """Raises NotHere, also for a requirement of another draft."""
    place = at_draft(request, session, viewer, as_at).place
    return AtRow(request, session, viewer, as_at, place, place.row(request.path_params["row"]))


OF_ROW = family(at_row, Audience.MANAGING)


@get(NEW_ROW, **OF_DRAFT)
def ask_for_row(at: NamedDependency[AtDraft]) -> Response:
    return new_page(at, Typed({"token": [uuid4().hex], "group": [at.asked("group")]}))


@post(NEW_ROW, **OF_DRAFT)
def make_row(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        data, name = read_first_row(typed), typed.first("token")
        if name not in [row.row for row in at.place.rows]:
            name = add_row(at.session, at.viewer, at.place.draft_id, data, name)
        return at.go(ROW(at.place.draft_id, name))

    return at.try_to(act, lambda problems: new_page(at, typed, problems))


def new_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page(
        "authoring/new_row.html",
        problems,
        typed=typed,
        kinds=presenter.kinds(typed.first("kind")),
        known_groups=presenter.titles(at.place.rows),
    )


@get(ROW, **OF_ROW)
def ask_row(at: NamedDependency[AtRow]) -> Response:
    return row_page(at, opened(QUESTIONS, as_typed(at.row.data)))


def held(at: AtRow) -> AtRow:
    """The requirement as it is by now: until the transaction ends nobody else changes the draft."""
    lock_draft(at.session, at.viewer, at.place.draft_id)
    return at_row(at.request, at.session, at.viewer, at.as_at)


@post(ROW, once=True, **OF_ROW)
def keep_row(at: NamedDependency[AtRow], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        now = held(at).row
        settle(QUESTIONS, typed, as_typed(now.data))
        row = replace(now, data=read_row(typed, now.data))
        write_row(at.session, at.viewer, at.place.draft_id, row, checked=True)
        if typed.first("then") == "again":
            return at.go(f"{at.row_address}#covers")
        return at.go(ROW_SAME(at.place.draft_id, row.row)) if is_open(at, row) else at.to_row(row.row)

    return at.try_to(act, lambda problems: row_page(at, typed, problems))


def is_open(at: AtRow, row: DraftRow) -> bool:
    """Whether somebody still has to say if the row is a requirement that was there before."""
    rows = [row if each.row == row.row else each for each in at.place.rows]
    return row.row in open_questions(rows, find_earlier(at.session, at.place.contract))


def row_page(at: AtRow, typed: Typed, problems: Problems | None = None) -> Response:
    covers = cover_numbers(typed)
    return at.page(
        "authoring/row.html",
        problems,
        row=at.row,
        typed=typed,
        asked=OF_KIND[at.row.kind],
        kind=KIND[at.row.kind],
        covers=[*covers, max(covers, default=0) + 1],
        forces=presenter.forces(typed.first("force")),
        conditions=presenter.conditions(typed.first("condition")),
        levels=presenter.levels(typed.first("level")),
        known_groups=presenter.titles(at.place.rows),
        readings=page_readings(at.place, at.row),
        to_check=presenter.only_in_words(at.row.data),
    )


@get(ROW_KIND, **OF_ROW)
def ask_kind(at: NamedDependency[AtRow]) -> Response:
    return kind_page(at, opened(KIND_QUESTION, kind_as_typed(at.row)))


def kind_as_typed(row: DraftRow) -> Typed:
    return Typed({"kind": [row.kind.value]})


@post(ROW_KIND, once=True, **OF_ROW)
def keep_kind(at: NamedDependency[AtRow], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        now = held(at).row
        settle(KIND_QUESTION, typed, kind_as_typed(now))
        chosen = read_kind(typed)
        if chosen is not now.kind:
            write_row(at.session, at.viewer, at.place.draft_id, now.as_kind(chosen))
        return at.go(at.row_address)

    return at.try_to(act, lambda problems: kind_page(at, typed, problems))


def kind_page(at: AtRow, typed: Typed, problems: Problems | None = None) -> Response:
    kinds = presenter.kinds(typed.first("kind"))
    return at.page("authoring/kind.html", problems, row=at.row, typed=typed, kinds=kinds)


ROUTES: list[HTTPRouteHandler] = [ask_for_row, make_row, ask_row, keep_row, ask_kind, keep_kind]
