"""The last page of a draft: what changes and for whom; then it is published, or kept as the lead's own.

A manager comes to be sure of two things: that the checklist says what the contract says, and which partners
will be asked for something that they have not got.
"""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.revising import compare_versions
from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_checklist import keep_checklist
from portal.authoring.actions.publish_checklist import next_version, problems_of_rows, publish_checklist
from portal.authoring.pages.frame import DRAFT, OF_DRAFT, base_of, draft_page, to_what_came_of_it
from portal.authoring.presenters import changes as presenter
from portal.authoring.presenters.draft import groups
from portal.authoring.queries.drafts import DraftPlace
from portal.authoring.queries.effects import Affected, find_affected
from portal.places.contracts import ContractPlace
from portal.standing.queries.in_force import list_versions
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, shown_words
from portal.words.wording import day

AT_ONCE = 20


@get(f"{DRAFT}/changes", **OF_DRAFT)
def show_changes(
    request: Request,
    session: NamedDependency[Session],
    draft_place: NamedDependency[DraftPlace],
) -> Response:
    return changes_page(request, session, draft_place, {})


@post(f"{DRAFT}/publish", **OF_DRAFT)
def publish(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    draft_place: NamedDependency[DraftPlace],
) -> Response:
    """The second of two clicks finds it finished, and leads where the first led."""
    try:
        (publish_checklist if draft_place.contract else keep_checklist)(session, viewer, draft_place)
    except CannotDo as refused:
        return changes_page(request, session, draft_place, refused.problems)
    return to_what_came_of_it(draft_place)


def changes_page(request: Request, session: Session, place: DraftPlace, problems: dict[str, str]) -> Response:
    """What stands in the way is said on the page itself; only what was just refused is an error."""
    base = base_of(place.draft_id)
    missing = problems_of_rows(place.rows)
    context: dict[str, Any] = {
        "missing": [(f"{base}#{name}" if name else base, sentence) for name, sentence in missing.items()],
        "first_ids": dict.fromkeys(problems, "main-content"),
    }
    if place.contract is None:
        context |= {"groups": groups(place, base)}
        return draft_page(request, "authoring/keep.html", place, problems, context)
    context |= contract_changes(request, session, place, place.contract, is_whole=not missing)
    return draft_page(request, "authoring/changes.html", place, problems, context)


def contract_changes(
    request: Request,
    session: Session,
    place: DraftPlace,
    contract: ContractPlace,
    *,
    is_whole: bool,
) -> dict[str, Any]:
    """What changes, once every requirement is whole and there is a day; nothing before."""
    versions = list_versions(session, [contract.contract_id])[contract.contract_id]
    on = place.in_force_from
    shared = {
        "on": day(on),
        "is_past": bool(on and on < clock.today()),
        "last": day(versions[-1].in_force_from),
    }
    if not is_whole or on is None:
        return shared | {"changes": None}
    new = next_version(versions, place)
    affected = find_affected(session, contract, versions[-1], new)
    return shared | whole_changes(request, versions[-1], new, affected)


def whole_changes(request: Request, before: Checklist, new: Checklist, affected: Affected) -> dict[str, Any]:
    total = len(affected.partners)
    number = page_number(request.query_params.get("page"), total, AT_ONCE)
    some = affected.partners[(number - 1) * AT_ONCE : number * AT_ONCE]
    renamed = before.title != new.title
    return {
        "changes": presenter.changes(compare_versions(before, new)),
        "renamed": new.title if renamed else "",
        "figures": presenter.figures(affected),
        "total": affected.total,
        "partners": presenter.partners(some),
        "found": shown_words(number, total, "affected partner", AT_ONCE),
        "pagination": pagination(
            request.url.path.replace("/publish", "/changes"), {}, number, total, AT_ONCE
        ),
    }


ROUTES: list[HTTPRouteHandler] = [show_changes, publish]
