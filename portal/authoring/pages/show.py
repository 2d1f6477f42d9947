"""The checklist of a contract: what is asked, since when, and the way to its next version.

Somebody at the lead comes to look up what the contract asks for, or because the contract has changed.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.authoring.actions.keep_draft_checklist import start_version
from portal.authoring.forms.draft import read_version
from portal.authoring.presenters import shown as presenter
from portal.authoring.presenters.year import shown_lists
from portal.authoring.queries.drafts import find_open_draft
from portal.authoring.queries.versions import get_versions
from portal.web.addresses import CHANGE_CHECKLIST, CONTRACT_CHECKLIST, DRAFT_CHECKLIST
from portal.web.at import AtContract, of_contract
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

DONE = {
    "published": "The new version is published. Each partner is asked for what it says from its day on.",
    "discarded": "The draft is thrown away. The checklist is as it was.",
}


@get(CONTRACT_CHECKLIST, **of_contract(Audience.REVIEWER))
def show_checklist(at: NamedDependency[AtContract]) -> Response:
    return checklist_page(at)


@post(CHANGE_CHECKLIST, **of_contract(Audience.MANAGER))
def change_checklist(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    """A draft of the next version, from the last one; or from the `version` that is named, to replace it or
    to follow upon the last, as `act` says."""

    def act() -> Response:
        copied_id = read_version(typed)
        replaces = typed.first("act") == "replace"
        return at.go(
            DRAFT_CHECKLIST(start_version(at.session, at.viewer, at.place, copied_id, replaces=replaces))
        )

    return at.try_to(act, lambda problems: checklist_page(at, problems))


def checklist_page(at: AtContract, problems: Problems | None = None) -> Response:
    contract_id = at.place.contract_id
    versions = get_versions(at.session, contract_id)
    shown = presenter.shown_version(versions, at.as_at.on, at.asked("version"))
    lines = presenter.version_lines(versions, shown, contract_id)
    manages = Audience.MANAGER in at.place.audiences
    draft_id = find_open_draft(at.session, at.place) if manages else None
    return at.page(
        "authoring/show.html",
        problems,
        tab="set-up" if manages else "",
        done=DONE.get(at.asked("done"), ""),
        checklist=shown.checklist,
        groups=presenter.asked_groups(shown.checklist),
        lists=shown_lists(shown.checklist.year),
        versions=lines,
        shown=next(line for line in lines if line.is_shown),
        manages=manages,
        draft_href=DRAFT_CHECKLIST(draft_id) if draft_id else "",
    )


ROUTES: list[HTTPRouteHandler] = [show_checklist, change_checklist]
