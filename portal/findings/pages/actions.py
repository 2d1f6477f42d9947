"""One action: done, says the partner, with what shows it; closed, says the lead, or back with words."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.findings import ActionState
from checklists.findings import ActionStep as Step
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.files.actions.keep_brought import Brought
from portal.files.bringing import bring
from portal.findings.actions.note_action import note_action
from portal.findings.forms import read_id
from portal.findings.pages.engagement import OF_BOTH_SIDES, OF_PARTNER, crumbs_of
from portal.findings.presenters.sent import sent_words
from portal.findings.presenters.view import action_view, may_say_done, step_views
from portal.findings.queries.actions import get_action
from portal.findings.queries.sent import SHOWN, list_sent
from portal.web.addresses import ACTION, ACTION_DONE, FINDING
from portal.web.at import AtEngagement, at_engagement, of_engagement
from portal.web.choices import options, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.slot import Side
from portal.words.wording import size

MOST_FILES = 10
DONE = {
    "done": "It is kept. The lead provider looks at it, and closes it or gives it back.",
    "closed": "The action is closed. The partner is told.",
    "returned": "The action is back with the partner, which is told.",
}
STEPS = {"closed": Step.CLOSED, "returned": Step.RETURNED}
CHOICES = {"closed": "Close it: it is done", "returned": "Give it back: something is still to be done"}
NO_STEP = "Choose whether the action is closed."


@get(ACTION, **OF_BOTH_SIDES)
def show_action(at: NamedDependency[AtEngagement], action_id: FromPath[UUID]) -> Response:
    return action_page(at, action_id, Typed())


def action_page(
    at: AtEngagement, action_id: UUID, typed: Typed, problems: Problems | None = None
) -> Response:
    line, place = get_action(at.session, at.place, action_id), at.place
    is_lead, is_partner = at.reader.side is Side.LEAD, at.reader.side is Side.PARTNER
    may_close = is_lead and line.waits(ActionState.OPEN) and typed.first("step") != Step.RETURNED
    return at.page(
        "findings/action.html",
        problems,
        typed=typed,
        action=action_view(line, place.contract.lead, at.today, is_link=False, is_partner=is_partner),
        steps=step_views(line, place.contract.lead, is_lead=is_lead),
        done=DONE.get(at.asked("done"), ""),
        done_href="" if is_lead or not may_say_done(line) else ACTION_DONE(place.engagement_id, action_id),
        decides=is_lead and line.waits(ActionState.DONE),
        closes=may_close,
        choices=radios(CHOICES, typed.first("step")),
        finding_href=FINDING(place.engagement_id, line.finding_id) if line.finding_id else "",
        breadcrumbs=crumbs_of(at),
    )


@post(ACTION, once=True, **of_engagement(Audience.REVIEWER, Audience.MANAGER))
def decide(
    at: NamedDependency[AtEngagement], action_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        chosen = typed.first("step")
        if chosen not in STEPS:
            is_asked = get_action(at.session, at.place, action_id).waits(ActionState.DONE)
            raise CannotDo({"step" if is_asked else "": NO_STEP})
        note_action(at.session, at.viewer, at.place, action_id, STEPS[chosen], typed.first("words"))
        return at.go(ACTION(at.place.engagement_id, action_id, done=chosen))

    return at.try_to(act, lambda problems: action_page(at, action_id, typed, problems))


@get(ACTION_DONE, **OF_PARTNER)
def ask_done(at: NamedDependency[AtEngagement], action_id: FromPath[UUID]) -> Response:
    return done_page(at, action_id, Typed())


def done_page(at: AtEngagement, action_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    line, place = get_action(at.session, at.place, action_id), at.place
    if not may_say_done(line) and not problems:
        return at.go(ACTION(place.engagement_id, action_id))
    found = list_sent(at.session, place)
    sent = {str(each.submission_id): sent_words(each) for each in found[:SHOWN]}
    return at.page(
        "findings/done.html",
        problems,
        typed=typed,
        action=action_view(line, place.contract.lead, at.today, is_link=False),
        sent=options(sent, typed.first("submission"), "Nothing that was sent before") if sent else None,
        newest=SHOWN if len(found) > SHOWN else 0,
        limit=size(at.settings.upload_limit),
        most=MOST_FILES,
        breadcrumbs=crumbs_of(at),
    )


@post(ACTION_DONE, **takes_files(at_engagement, Audience.PARTNER, most_files=MOST_FILES))
def say_done(upload: NamedDependency[Upload[AtEngagement]], action_id: FromPath[UUID]) -> Response:
    typed = upload.typed

    def act(at: AtEngagement, brought: Brought) -> bool:
        return note_action(
            at.session,
            at.viewer,
            at.place,
            action_id,
            Step.DONE,
            typed.first("words"),
            submission_id=read_id(typed.first("submission")),
            brought=brought,
        )

    return bring(
        upload,
        act,
        lambda at: ACTION(at.place.engagement_id, action_id, done="done"),
        lambda at, problems: done_page(at, action_id, typed, problems),
    )


ROUTES: list[HTTPRouteHandler] = [show_action, decide, ask_done, say_done]
