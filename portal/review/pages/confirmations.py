"""All confirmations of a partner that wait. A reviewer comes to accept them in one go, or some of them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Checklist
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.review.actions.accept_confirmations import AcceptedTogether, accept_confirmations
from portal.review.actions.open_together import open_together
from portal.review.forms import read_id
from portal.review.presenters.confirmations import (
    IN_OTHER_WORDS,
    MEANWHILE,
    accept_all_words,
    confirmation_views,
    left_out_words,
)
from portal.review.queries.confirmations import (
    WaitingConfirmation,
    list_left_out,
    list_waiting_confirmations,
)
from portal.standing.queries.parts import get_checklist_of
from portal.web.addresses import QUEUE, REVIEW_CONFIRMATIONS
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.typed import Typed
from portal.words.wording import counted

FOR_REVIEWERS = of_engagement(Audience.REVIEWER)
MOST = 500


@get(REVIEW_CONFIRMATIONS, **FOR_REVIEWERS)
def show_confirmations(at: NamedDependency[AtEngagement]) -> Response:
    """What a reviewer has been shown can no longer be taken back."""
    checklist = asked_today(at)
    waiting = list_waiting_confirmations(at.session, at.viewer, at.place, checklist)
    unseen = [each.submission_id for each in waiting if not each.is_opened]
    if unseen and not is_own(at):
        record_look(at, lambda session: open_together(session, at.viewer, at.place, unseen))
    return waiting_page(at, checklist, waiting)


@post(REVIEW_CONFIRMATIONS, once=True, **FOR_REVIEWERS)
def accept(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        chosen, is_all = read_chosen(typed), typed.first("which") == "all"
        done = accept_confirmations(at.session, at.viewer, at.place, chosen, only_as_asked=is_all)
        return at.go(address_after(at, done))

    return at.try_to(act, lambda problems: shown_again(at, typed, problems))


def shown_again(at: AtEngagement, typed: Typed, problems: Problems) -> Response:
    """With the problem beside its boxes, or at the top where there are none any more."""
    checklist = asked_today(at)
    waiting = list_waiting_confirmations(at.session, at.viewer, at.place, checklist)
    placed = problems if waiting else {"": " ".join(problems.values())} if problems else {}
    return waiting_page(at, checklist, waiting, typed, placed)


def address_after(at: AtEngagement, done: AcceptedTogether) -> str:
    left, other = (",".join(map(str, each)) for each in (done.left_out, done.other))
    return REVIEW_CONFIRMATIONS(at.place.engagement_id, accepted=done.accepted, left=left, other=other)


def read_chosen(typed: Typed) -> list[UUID]:
    """Those that are ticked, or all that were shown, by the button; what is no id is none. Raises CannotDo
    where nothing is ticked."""
    chosen = typed.getlist("shown" if typed.first("which") == "all" else "accept")
    found = ids_in(chosen)
    if not found:
        raise CannotDo({"accept": "Tick those that you accept, or accept all of them."})
    return found


def ids_in(texts: Iterable[str]) -> list[UUID]:
    return [found for text in list(texts)[:MOST] if (found := read_id(text))]


def asked_today(at: AtEngagement) -> Checklist:
    return get_checklist_of(at.session, at.place, at.today)


def is_own(at: AtEngagement) -> bool:
    return at.place.partner_id in at.viewer.organisations


def waiting_page(
    at: AtEngagement,
    checklist: Checklist,
    waiting: Sequence[WaitingConfirmation],
    typed: Typed | None = None,
    problems: Problems | None = None,
) -> Response:
    queue = {"text": "To review", "href": QUEUE(at.place.contract.contract_id)}
    return at.page(
        "review/confirmations.html",
        problems,
        confirmations=confirmation_views(waiting, checklist, typed.getlist("accept") if typed else ()),
        is_own=is_own(at),
        notice=accepted_words(at.asked("accepted")),
        accept_all=accept_all_words(waiting, checklist),
        left_out=left_out(at, checklist),
        queue_href=queue["href"],
        breadcrumbs=at.way(queue),
        tab="queue",
    )


def left_out(at: AtEngagement, checklist: Checklist) -> list[str]:
    """What was not accepted by the last press, by why."""
    reasons = {"left": MEANWHILE, "other": IN_OTHER_WORDS}
    found = {
        why: list_left_out(at.session, at.place, ids_in(at.asked(name).split(",")))
        for name, why in reasons.items()
    }
    return [words for why, left in found.items() if (words := left_out_words(why, left, checklist))]


def accepted_words(number: str) -> str:
    """How many were just accepted, for the top of the page."""
    if not number.isdecimal() or len(number) > 4:
        return ""
    return f"{counted(int(number), 'confirmation is', 'confirmations are')} accepted."


ROUTES: list[HTTPRouteHandler] = [show_confirmations, accept]
