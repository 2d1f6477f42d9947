"""The checklists of a lead's own, beside those that the portal brings.

A manager comes to bring the checklist of a contract that the portal does not know, or to look one up.
"""

from collections.abc import Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.drafting import DraftRow
from checklists.library import library
from checklists.requirement import Checklist
from portal.access import Audience, NotHere
from portal.authoring.actions.keep_checklist import remove_checklist
from portal.authoring.actions.keep_draft_checklist import start_own
from portal.authoring.forms.draft import read_start
from portal.authoring.pages.frame import library_crumbs
from portal.authoring.presenters.draft import sizes
from portal.authoring.presenters.own import draft_lines, own_lines
from portal.authoring.presenters.shown import asked_groups
from portal.authoring.presenters.year import shown_lists
from portal.authoring.queries.drafts import list_open_drafts
from portal.authoring.queries.own import OwnLine, get_own_checklist, list_own_checklists
from portal.web.addresses import (
    CHECKLIST,
    CHECKLISTS,
    DRAFT_CHECKLIST,
    HOME,
    NEW_CHECKLIST,
    REMOVE_CHECKLIST,
)
from portal.web.asked import asked_id
from portal.web.at import AtPortal, of_portal
from portal.web.choices import leads_of, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

DONE = {
    "kept": "The checklist is kept. You can make a contract from it now.",
    "discarded": "The draft is thrown away.",
    "removed": "The checklist is removed. Contracts that were made from it stay as they are.",
}
BLANK = "blank"
FOR_MANAGERS = of_portal(Audience.MANAGING)


@get(CHECKLISTS, **FOR_MANAGERS)
def show_checklists(at: NamedDependency[AtPortal]) -> Response:
    several = len(leads_of(at.viewer)) > 1
    return at.page(
        "authoring/own.html",
        done=DONE.get(at.asked("done"), ""),
        own=own_lines(own_checklists(at), several=several),
        drafts=draft_lines(list_open_drafts(at.session, at.viewer), several=several),
        built_in=[(each.title, sizes(each)) for each in library().values()],
        breadcrumbs=[{"text": "Home", "href": HOME()}],
    )


def own_checklists(at: AtPortal) -> list[OwnLine]:
    """Of all the leads that the viewer manages."""
    return list_own_checklists(at.session, at.viewer.with_role("manager"))


@get(NEW_CHECKLIST, **FOR_MANAGERS)
def ask_for_checklist(at: NamedDependency[AtPortal]) -> Response:
    return new_page(at, own_checklists(at), Typed({"lead": [next(iter(leads_of(at.viewer)))]}))


@post(NEW_CHECKLIST, makes=True, **FOR_MANAGERS)
def begin_checklist(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    own = own_checklists(at)

    def act() -> Response:
        start = read_start(typed, leads_of(at.viewer), starts(own))
        copied = rows_to_copy(start.copied, own)
        return at.go(DRAFT_CHECKLIST(start_own(at.session, at.viewer, start.lead_id, start.title, copied)))

    return at.try_to(act, lambda problems: new_page(at, own, typed, problems))


def starts(own: Sequence[OwnLine]) -> dict[str, str]:
    """What a checklist can be started from."""
    return {
        BLANK: "Nothing: an empty checklist",
        **{str(each.checklist_id): each.title for each in own},
        **{key: each.title for key, each in library().items()},
    }


def rows_to_copy(start: str, own: Sequence[OwnLine]) -> Checklist | list[DraftRow]:
    if start == BLANK:
        return []
    ours = {str(each.checklist_id): each.checklist for each in own}
    return ours.get(start) or library()[start]


def new_page(
    at: AtPortal, own: Sequence[OwnLine], typed: Typed, problems: Problems | None = None
) -> Response:
    counts = {key: sizes(each) for key, each in library().items()}
    counts |= {str(each.checklist_id): f"Your own, {sizes(each.checklist)}" for each in own}
    return at.page(
        "authoring/new.html",
        problems,
        typed=typed,
        leads=radios(leads_of(at.viewer), typed.first("lead")),
        lead=typed.first("lead"),
        starts=radios(starts(own), typed.first("start"), counts),
        breadcrumbs=library_crumbs(),
    )


@get(CHECKLIST, **FOR_MANAGERS)
def show_own_checklist(at: NamedDependency[AtPortal], checklist_id: FromPath[UUID]) -> Response:
    line = get_own_checklist(at.session, at.viewer, checklist_id)
    return at.page(
        "authoring/own_one.html",
        line=line,
        action=REMOVE_CHECKLIST(checklist_id, lead=line.organisation_id),
        about=sizes(line.checklist),
        groups=asked_groups(line.checklist),
        lists=shown_lists(line.checklist.year),
        breadcrumbs=library_crumbs(),
    )


@post(REMOVE_CHECKLIST, **FOR_MANAGERS)
def remove_own_checklist(at: NamedDependency[AtPortal], checklist_id: FromPath[UUID]) -> Response:
    """Of one that is gone nothing is kept, so the form's address says whose it was: a second press comes to
    where the first led."""
    lead_id = (
        asked_id(at.request, "lead") or get_own_checklist(at.session, at.viewer, checklist_id).organisation_id
    )
    if lead_id not in at.viewer.with_role("manager"):
        raise NotHere
    remove_checklist(at.session, at.viewer, lead_id, checklist_id)
    return at.go(CHECKLISTS(done="removed"))


ROUTES: list[HTTPRouteHandler] = [
    show_checklists,
    ask_for_checklist,
    begin_checklist,
    show_own_checklist,
    remove_own_checklist,
]
