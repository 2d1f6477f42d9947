"""The editor of a checklist: its requirements in groups, each with what it still lacks.

A manager comes because the contract has changed, or to bring a checklist of the lead's own.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.authoring.actions.keep_draft_checklist import (
    change_about,
    discard_draft,
    lock_draft,
    move_row,
    remove_row,
)
from portal.authoring.forms.draft import read_about
from portal.authoring.forms.row_questions import ABOUT_QUESTIONS
from portal.authoring.pages.frame import OF_DISCARDING, OF_DRAFT, AtDraft, at_draft, what_came_of
from portal.authoring.presenters.draft import groups, left_out, removed
from portal.authoring.presenters.year import counts
from portal.authoring.queries.drafts import DraftPlace
from portal.authoring.queries.versions import find_earlier
from portal.web.addresses import (
    DISCARD_DRAFT_CHECKLIST,
    DRAFT_CHECKLIST,
    DRAFT_CHECKLIST_ABOUT,
    DRAFT_CHECKLIST_CHANGES,
)
from portal.web.between import opened, settle
from portal.web.dates import day_as_typed
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

MOVES = {"up": -1, "down": 1}


@get(DRAFT_CHECKLIST, **OF_DRAFT)
def show_draft(at: NamedDependency[AtDraft]) -> Response:
    shown = groups(at.place, find_earlier(at.session, at.place.contract))
    rows = [row for group in shown for row in group.rows]
    return at.page(
        "authoring/draft.html",
        groups=shown,
        removed=removed(at.place),
        left_out=left_out(at.place),
        number=len(rows),
        lacking=sum(bool(row.lacks) for row in rows),
        asking=sum(row.same.is_open for row in rows),
        uncertain=sum(bool(row.checks) for row in rows),
        year_counts=counts(at.place.year),
        year_lacking=len(at.place.year.wrong),
    )


@post(DRAFT_CHECKLIST, **OF_DRAFT)
def change_order(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    """Move a requirement, take it out, or put it back: `act` says which, `row` which one."""
    act, row = typed.first("act"), typed.first("row")
    if act in MOVES:
        move_row(at.session, at.viewer, at.place.draft_id, row, MOVES[act])
    elif act in {"remove", "put-back"}:
        remove_row(at.session, at.viewer, at.place.draft_id, row, removed=act == "remove")
    return at.to_row(row)


@get(DRAFT_CHECKLIST_ABOUT, **OF_DRAFT)
def ask_about(at: NamedDependency[AtDraft]) -> Response:
    return about_page(at, opened(ABOUT_QUESTIONS, about_as_typed(at.place)))


def about_as_typed(place: DraftPlace) -> Typed:
    day = day_as_typed("in_force_from", place.in_force_from)
    return Typed({"title": [place.title]} | day)


@post(DRAFT_CHECKLIST_ABOUT, once=True, **OF_DRAFT)
def keep_about(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_draft(at.session, at.viewer, at.place.draft_id)
        now = at_draft(at.request, at.session, at.viewer, at.as_at).place
        settle(ABOUT_QUESTIONS, typed, about_as_typed(now))
        title, day = read_about(typed, has_day=at.place.contract is not None)
        change_about(at.session, at.viewer, at.place, title, day)
        then = DRAFT_CHECKLIST_CHANGES if typed.first("then") == "changes" else DRAFT_CHECKLIST
        return at.go(then(at.place.draft_id))

    return at.try_to(act, lambda problems: about_page(at, typed, problems))


def about_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    then = typed.first("then") or at.asked("then")
    return at.page("authoring/about.html", problems, typed=typed, then=then if then == "changes" else "")


@get(DISCARD_DRAFT_CHECKLIST, **OF_DRAFT)
def ask_to_discard(at: NamedDependency[AtDraft]) -> Response:
    contract = at.place.contract.contract_id if at.place.contract else ""
    action = DISCARD_DRAFT_CHECKLIST(at.place.draft_id, contract=contract, lead=at.place.organisation_id)
    return at.page("authoring/discard.html", action=action)


@post(DISCARD_DRAFT_CHECKLIST, **OF_DISCARDING)
def discard(at: NamedDependency[AtDraft]) -> Response:
    discard_draft(at.session, at.viewer, at.place.draft_id)
    return at.go(what_came_of(at.place, "" if at.place.is_finished else "discarded"))


ROUTES: list[HTTPRouteHandler] = [
    show_draft,
    change_order,
    ask_about,
    keep_about,
    ask_to_discard,
    discard,
]
