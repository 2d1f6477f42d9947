"""What a visit found, and what is to be done: written by the lead, and sent when every finding has an action.

Somebody comes after a visit, with notes and little time; the council comes to read what was sent.
"""

from collections.abc import Callable
from itertools import groupby
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.findings import REPLY_DAYS, without_action
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import add_action
from portal.findings.actions.add_finding import add_finding, change_finding, remove_finding
from portal.findings.actions.send_plan import send_plan
from portal.findings.forms import (
    FINDING_QUESTIONS,
    finding_typed,
    has_action,
    read_action,
    read_finding,
    read_reply_days,
)
from portal.findings.presenters.view import by_whom, finding_view
from portal.findings.queries.actions import list_of_findings
from portal.findings.queries.findings import get_unsent, list_of_visit
from portal.findings.queries.terms import (
    AtVisit,
    get_at_visit,
    list_asked_on,
    list_people_of,
    list_visited,
    titles_of,
)
from portal.findings.queries.workers_named import find_workers_named
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import (
    CALENDAR,
    FINDINGS,
    NEW_ACTION,
    NEW_FINDING,
    PLANNED_FINDING,
    REMOVE_FINDING,
    SEND_PLAN,
    VISIT,
)
from portal.web.at import AtContract, of_contract
from portal.web.between import opened, settle
from portal.web.choices import options
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words import labels
from portal.words.wording import counted, day

FOR_THE_DESK = of_contract(Audience.REVIEWER, Audience.MANAGER)
DONE = {
    "added": "The finding is kept. Nobody outside your organisation reads it before you send the plan.",
    "changed": "The change is kept.",
    "removed": "It is taken away.",
    "action": "The action is kept.",
    "given": "The action is given. The partner is told.",
    "sent": "The plan is sent. Each partner is told of its own findings and actions.",
}


def frame(at: AtContract, visit: AtVisit, *, inside: bool = False) -> dict[str, object]:
    """What every page below a visit shows; `inside` its findings the way back is one longer."""
    contract_id, visit_id = at.place.contract_id, visit.visit_id
    title = f"{labels.VISIT[visit.kind]} of {day(visit.on_date)}"
    way = [
        {"text": "Calendar", "href": CALENDAR(contract_id)},
        {"text": title, "href": VISIT(contract_id, visit_id)},
        *([{"text": "Findings", "href": FINDINGS(contract_id, visit_id)}] if inside else []),
    ]
    crumbs = contract_crumbs(at.place, *way)
    return {
        "tab": "calendar",
        "breadcrumbs": crumbs,
        "visit_title": title,
        "findings_href": FINDINGS(contract_id, visit_id),
    }


def to_findings(at: AtContract, visit_id: UUID, done: str) -> Response:
    return at.go(FINDINGS(at.place.contract_id, visit_id, done=done))


@get(FINDINGS, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_findings(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    return findings_page(at, visit_id)


def findings_page(
    at: AtContract, visit_id: UUID, typed: Typed | None = None, problems: Problems | None = None
) -> Response:
    place, is_desk = at.place, Audience.REVIEWER in at.place.audiences
    visit = get_at_visit(at.session, place, visit_id)
    lines = list_of_visit(at.session, place, visit_id)
    actions = list_of_findings(at.session, [each.finding_id for each in lines])
    titles = titles_of(at.session, place.contract_id) if lines else {}
    unsent = [each for each in lines if each.sent_at is None]
    named = find_workers_named(at.session, [(each, actions[each.finding_id]) for each in unsent])
    return at.page(
        "findings/plan.html",
        problems,
        typed=typed or Typed(reply_days=[str(REPLY_DAYS)]),
        done=DONE.get(at.asked("done"), ""),
        is_desk=is_desk,
        is_ahead=visit.on_date > at.today,
        groups=[
            {
                "partner": by_whom(*who),
                "findings": [
                    {
                        "view": finding_view(
                            each,
                            actions[each.finding_id],
                            titles,
                            place.lead,
                            at.today,
                            is_link=is_desk,
                        ),
                        "is_sent": each.sent_at is not None,
                        "workers": " and ".join(named.get(each.finding_id, ())),
                        **planned(place.contract_id, visit_id, each.finding_id),
                    }
                    for each in group
                ],
            }
            for who, group in groupby(lines, key=lambda each: (each.partner, each.area))
        ],
        unsent=len(unsent),
        to_send=counted(len(unsent), "finding"),
        left=without_action([each.finding_id for each in unsent], [key for key in actions if actions[key]]),
        new_href=NEW_FINDING(place.contract_id, visit_id),
        send_href=SEND_PLAN(place.contract_id, visit_id),
        **frame(at, visit),
    )


def planned(contract_id: UUID, visit_id: UUID, finding_id: UUID) -> dict[str, str]:
    of = (contract_id, visit_id, finding_id)
    return {
        "change_href": PLANNED_FINDING(*of),
        "remove_href": REMOVE_FINDING(*of),
        "action_href": NEW_ACTION(*of),
    }


@get(NEW_FINDING, **FOR_THE_DESK)
def ask_finding(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    return finding_page(at, visit_id, Typed(engagement=[at.asked("partner")]))


@post(NEW_FINDING, makes=True, **FOR_THE_DESK)
def take_finding(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    """With its first action where one is typed."""

    def act() -> Response:
        terms = read_finding(typed)
        to_do = read_action(typed) if has_action(typed) else None
        if terms.engagement_id is None:
            raise CannotDo({"engagement": "Choose the partner that it is about."})
        finding_id = add_finding(
            at.session,
            at.viewer,
            at.place,
            visit_id,
            terms.engagement_id,
            terms.requirement_key,
            terms.words,
            not_in_order=terms.is_not_in_order,
        )
        if to_do:
            add_action(at.session, at.viewer, at.place, finding_id, to_do)
        if typed.first("go") == "another":
            return at.go(
                NEW_FINDING(at.place.contract_id, visit_id, partner=terms.engagement_id, done="added")
            )
        return to_findings(at, visit_id, "added")

    return at.try_to(act, lambda problems: finding_page(at, visit_id, typed, problems))


def finding_page(
    at: AtContract,
    visit_id: UUID,
    typed: Typed,
    problems: Problems | None = None,
    *,
    is_new: bool = True,
) -> Response:
    visit = get_at_visit(at.session, at.place, visit_id)
    partners = list_visited(at.session, at.place, visit)
    chosen = typed.first("engagement") or (str(partners[0].engagement_id) if len(partners) == 1 else "")
    partner = next((each for each in partners if str(each.engagement_id) == chosen), None)
    named = {str(each.engagement_id): by_whom(each.partner, each.area) for each in partners}
    asked = {each.key: each.title for each in list_asked_on(at.session, at.place, visit.on_date)}
    return at.page(
        "findings/finding_form.html",
        problems,
        typed=typed,
        is_new=is_new,
        done="The finding is kept. Add the next one." if at.asked("done") and not problems else "",
        partners=options(named, chosen, "Choose a partner"),
        only=named.get(chosen, "") if len(partners) == 1 else "",
        chosen=chosen,
        requirements=options(asked, typed.first("requirement"), "None"),
        people=[name for _, name in list_people_of(at.session, partner.partner_id)] if partner else [],
        **frame(at, visit, inside=True),
    )


@get(PLANNED_FINDING, **FOR_THE_DESK)
def ask_to_change(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], finding_id: FromPath[UUID]
) -> Response:
    typed = opened(FINDING_QUESTIONS, finding_typed(get_unsent(at.session, at.place, finding_id)))
    return finding_page(at, visit_id, typed, is_new=False)


@post(PLANNED_FINDING, once=True, **FOR_THE_DESK)
def change(
    at: NamedDependency[AtContract],
    visit_id: FromPath[UUID],
    finding_id: FromPath[UUID],
    typed: NamedDependency[Typed],
) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        now = finding_typed(get_unsent(at.session, at.place, finding_id))
        settle(FINDING_QUESTIONS, typed, now)
        change_finding(at.session, at.viewer, at.place, finding_id, read_finding(typed))
        return to_findings(at, visit_id, "changed")

    return at.try_to(act, lambda problems: finding_page(at, visit_id, typed, problems, is_new=False))


@post(REMOVE_FINDING, **FOR_THE_DESK)
def take_away(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], finding_id: FromPath[UUID]
) -> Response:
    return removed(at, visit_id, lambda: remove_finding(at.session, at.viewer, at.place, finding_id))


def removed(at: AtContract, visit_id: UUID, remove: Callable[[], None]) -> Response:
    def act() -> Response:
        remove()
        return to_findings(at, visit_id, "removed")

    return at.try_to(act, lambda problems: findings_page(at, visit_id, None, problems))


@post(SEND_PLAN, **FOR_THE_DESK)
def send(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        send_plan(at.session, at.viewer, at.place, visit_id, read_reply_days(typed))
        return to_findings(at, visit_id, "sent")

    return at.try_to(act, lambda problems: findings_page(at, visit_id, typed, problems))


ROUTES: list[HTTPRouteHandler] = [
    show_findings,
    ask_finding,
    take_finding,
    ask_to_change,
    change,
    take_away,
    send,
]
