"""The checklist of a contract: what is asked, since when, and the way to its next version.

Somebody at the lead comes to look up what the contract asks for, or because the contract has changed.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.authoring.actions.keep_draft_checklist import start_version
from portal.authoring.presenters.shown import asked_groups, version_lines
from portal.authoring.queries.drafts import find_open_draft
from portal.standing.queries.in_force import list_versions
from portal.web.addresses import CHANGE_CHECKLIST, CONTRACT_CHECKLIST, DRAFT_CHECKLIST
from portal.web.at import AtContract, of_contract
from portal.web.http import Response

DONE = {
    "published": "The new version is published. Each partner is asked for what it says from its day on.",
    "discarded": "The draft is thrown away. The checklist is as it was.",
}


@get(CONTRACT_CHECKLIST, **of_contract(Audience.REVIEWER))
def show_checklist(at: NamedDependency[AtContract]) -> Response:
    contract_id = at.place.contract_id
    versions = list_versions(at.session, [contract_id])[contract_id]
    lines = version_lines(versions, at.as_at.on, contract_id)
    shown = next(version for version, line in zip(reversed(versions), lines, strict=True) if line.is_shown)
    manages = Audience.MANAGER in at.place.audiences
    draft_id = find_open_draft(at.session, at.place) if manages else None
    return at.page(
        "authoring/show.html",
        tab="set-up" if manages else "",
        done=DONE.get(at.asked("done"), ""),
        checklist=shown,
        groups=asked_groups(shown),
        versions=lines,
        manages=manages,
        draft_href=DRAFT_CHECKLIST(draft_id) if draft_id else "",
    )


@post(CHANGE_CHECKLIST, **of_contract(Audience.MANAGER))
def change_checklist(at: NamedDependency[AtContract]) -> Response:
    return at.go(DRAFT_CHECKLIST(start_version(at.session, at.viewer, at.place)))


ROUTES: list[HTTPRouteHandler] = [show_checklist, change_checklist]
