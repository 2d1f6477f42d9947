"""What is to be done after a finding that is not sent: said, changed and taken away."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.findings.actions.add_action import add_action, change_action, remove_action
from portal.findings.forms import ACTION_QUESTIONS, action_typed, read_action
from portal.findings.pages.plan import FOR_THE_DESK, frame, removed, to_findings
from portal.findings.presenters.view import by_whom
from portal.findings.queries.actions import get_ungiven
from portal.findings.queries.findings import list_of_visit
from portal.findings.queries.terms import get_at_visit, list_people_of, list_visited
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import NEW_ACTION, PLANNED_ACTION, REMOVE_ACTION
from portal.web.at import AtContract
from portal.web.between import opened, settle
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(NEW_ACTION, **FOR_THE_DESK)
def ask_action(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], finding_id: FromPath[UUID]
) -> Response:
    return action_page(at, visit_id, finding_id, Typed())


@post(NEW_ACTION, makes=True, **FOR_THE_DESK)
def take_action(
    at: NamedDependency[AtContract],
    visit_id: FromPath[UUID],
    finding_id: FromPath[UUID],
    typed: NamedDependency[Typed],
) -> Response:
    def act() -> Response:
        add_action(at.session, at.viewer, at.place, finding_id, read_action(typed))
        return to_findings(at, visit_id, "action")

    return at.try_to(act, lambda problems: action_page(at, visit_id, finding_id, typed, problems))


def action_page(
    at: AtContract,
    visit_id: UUID,
    finding_id: UUID,
    typed: Typed,
    problems: Problems | None = None,
    *,
    is_new: bool = True,
) -> Response:
    visit = get_at_visit(at.session, at.place, visit_id)
    lines = list_of_visit(at.session, at.place, visit_id)
    finding = next((each for each in lines if each.finding_id == finding_id), None)
    partners = {each.engagement_id: each for each in list_visited(at.session, at.place, visit)}
    partner = partners.get(finding.engagement_id) if finding else None
    return at.page(
        "findings/action_form.html",
        problems,
        typed=typed,
        is_new=is_new,
        finding=finding.words if finding else "",
        partner=by_whom(finding.partner, finding.area) if finding else "",
        people=[name for _, name in list_people_of(at.session, partner.partner_id)] if partner else [],
        **frame(at, visit, inside=True),
    )


@get(PLANNED_ACTION, **FOR_THE_DESK)
def ask_to_change_action(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], action_id: FromPath[UUID]
) -> Response:
    line = get_ungiven(at.session, at.place, action_id)
    typed = opened(ACTION_QUESTIONS, action_typed(line))
    return action_page(at, visit_id, line.finding_id or action_id, typed, is_new=False)


@post(PLANNED_ACTION, once=True, **FOR_THE_DESK)
def change_it(
    at: NamedDependency[AtContract],
    visit_id: FromPath[UUID],
    action_id: FromPath[UUID],
    typed: NamedDependency[Typed],
) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        settle(ACTION_QUESTIONS, typed, action_typed(get_ungiven(at.session, at.place, action_id)))
        change_action(at.session, at.viewer, at.place, action_id, read_action(typed))
        return to_findings(at, visit_id, "changed")

    def otherwise(problems: Problems) -> Response:
        line = get_ungiven(at.session, at.place, action_id)
        return action_page(at, visit_id, line.finding_id or action_id, typed, problems, is_new=False)

    return at.try_to(act, otherwise)


@post(REMOVE_ACTION, **FOR_THE_DESK)
def take_action_away(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], action_id: FromPath[UUID]
) -> Response:
    return removed(at, visit_id, lambda: remove_action(at.session, at.viewer, at.place, action_id))


ROUTES: list[HTTPRouteHandler] = [
    ask_action,
    take_action,
    ask_to_change_action,
    change_it,
    take_action_away,
]
