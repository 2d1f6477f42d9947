"""The last page of a draft: what changes and for whom; then it is published, or kept as the lead's own.

A manager comes to be sure of two things: that the checklist says what the contract says, and which partners
will be asked for something that they have not got.
"""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Checklist
from checklists.revising import compare_versions
from portal.authoring.actions.keep_checklist import keep_checklist
from portal.authoring.actions.publish_checklist import next_version, problems_of_rows, publish_checklist
from portal.authoring.pages.frame import OF_DRAFT, AtDraft, what_came_of
from portal.authoring.presenters import changes as presenter
from portal.authoring.presenters.draft import groups
from portal.authoring.queries.effects import Affected, find_affected
from portal.places.contracts import ContractPlace
from portal.standing.queries.in_force import list_versions
from portal.web.addresses import DRAFT_CHECKLIST_CHANGES, PUBLISH_DRAFT_CHECKLIST
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.words.wording import day

PARTNERS_A_PAGE = 20


@get(DRAFT_CHECKLIST_CHANGES, **OF_DRAFT)
def show_changes(at: NamedDependency[AtDraft]) -> Response:
    return changes_page(at)


@post(PUBLISH_DRAFT_CHECKLIST, **OF_DRAFT)
def publish(at: NamedDependency[AtDraft]) -> Response:
    """The second of two clicks finds it finished, and leads where the first led."""

    def act() -> Response:
        finish = publish_checklist if at.place.contract else keep_checklist
        finish(at.session, at.viewer, at.place)
        return at.go(what_came_of(at.place))

    return at.try_to(act, lambda problems: changes_page(at, problems))


def changes_page(at: AtDraft, problems: Problems | None = None) -> Response:
    """What stands in the way is said on the page itself; only what was just refused is an error."""
    missing = problems_of_rows(at.place.rows)
    context: dict[str, Any] = {
        "missing": [
            (f"{at.address}#{name}" if name else at.address, sentence) for name, sentence in missing.items()
        ],
        "first_ids": dict.fromkeys(problems or {}, "main-content"),
    }
    if at.place.contract is None:
        return at.page("authoring/keep.html", problems, groups=groups(at.place), **context)
    context |= contract_changes(at, at.place.contract, is_whole=not missing)
    return at.page("authoring/changes.html", problems, **context)


def contract_changes(at: AtDraft, contract: ContractPlace, *, is_whole: bool) -> dict[str, Any]:
    """What changes, once every requirement is whole and there is a day; nothing before."""
    versions = list_versions(at.session, [contract.contract_id])[contract.contract_id]
    on = at.place.in_force_from
    shared = {
        "on": day(on),
        "is_past": bool(on and on < at.today),
        "last": day(versions[-1].in_force_from),
    }
    if not is_whole or on is None:
        return shared | {"changes": None}
    new = next_version(versions, at.place)
    affected = find_affected(at.session, contract, versions[-1], new)
    return shared | whole_changes(at, versions[-1], new, affected)


def whole_changes(at: AtDraft, before: Checklist, new: Checklist, affected: Affected) -> dict[str, Any]:
    here = paging(at.asked("page"), len(affected.partners), PARTNERS_A_PAGE)
    return {
        "changes": presenter.changes(compare_versions(before, new)),
        "renamed": new.title if before.title != new.title else "",
        "figures": presenter.figures(affected),
        "total": affected.total,
        "partners": presenter.partners(here.lines_of(affected.partners)),
        "found": here.words("affected partner"),
        "pagination": here.links(DRAFT_CHECKLIST_CHANGES(at.place.draft_id)),
    }


ROUTES: list[HTTPRouteHandler] = [show_changes, publish]
