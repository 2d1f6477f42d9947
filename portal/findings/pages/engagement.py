"""What was found about a partner, as both sides read it.

A partner comes from a notice, reads one finding and comments; the lead answers; the council reads the list.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.findings import ReplyTurn, Word, may_decide, next_words
from portal.access import Audience
from portal.clock import local_day
from portal.files.actions.keep_brought import Brought
from portal.files.bringing import bring
from portal.findings.actions.say_of_finding import TOOK_PART, say_of_finding
from portal.findings.presenters.view import (
    action_views,
    finding_view,
    said_views,
)
from portal.findings.queries.actions import list_of_engagement, list_of_findings
from portal.findings.queries.findings import FindingLine, get_finding, took_part
from portal.findings.queries.findings import list_of_engagement as list_findings
from portal.findings.queries.terms import titles_of
from portal.web.addresses import COMMENT, FINDING, FOUND
from portal.web.at import AtEngagement, at_engagement, of_engagement
from portal.web.choices import radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words import labels
from portal.words.slot import Side
from portal.words.wording import size

MOST_FILES = 10
OF_BOTH_SIDES = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)
OF_PARTNER = of_engagement(Audience.PARTNER)
DONE = {"said": "It is kept, and the other side is told."}


def crumbs_of(at: AtEngagement) -> list[dict[str, str]]:
    return at.way({"text": "Findings and actions", "href": FOUND(at.place.engagement_id)})


@get(FOUND, **of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_found(at: NamedDependency[AtEngagement]) -> Response:
    """The council reads what was found and what is to be done, and not what was said of it."""
    place, lead = at.place, at.place.contract.lead
    lines = list_findings(at.session, place)
    its = list_of_findings(at.session, [each.finding_id for each in lines])
    titles = titles_of(at.session, place.contract.contract_id) if lines else {}
    is_link, is_partner = at.reader.side is not Side.COMMISSIONER, at.reader.side is Side.PARTNER
    others = [each for each in list_of_engagement(at.session, place) if each.finding_id is None]
    return at.page(
        "findings/found.html",
        findings=[
            finding_view(
                each,
                its[each.finding_id],
                titles,
                lead,
                at.today,
                is_link=is_link,
                is_partner=is_partner,
            )
            for each in lines
        ],
        others=action_views(others, lead, at.today, is_link=is_link, is_partner=is_partner),
        breadcrumbs=at.way(),
    )


@get(FINDING, **OF_BOTH_SIDES)
def show_finding(at: NamedDependency[AtEngagement], finding_id: FromPath[UUID]) -> Response:
    return finding_page(at, finding_id, Typed())


def finding_page(
    at: AtEngagement, finding_id: UUID, typed: Typed, problems: Problems | None = None
) -> Response:
    line = get_finding(at.session, at.place, finding_id)
    is_lead, asks = at.reader.side is Side.LEAD, asks_of(at, line)
    is_second = line.turn(at.today) is ReplyTurn.SECOND
    return at.page(
        "findings/finding.html",
        problems,
        typed=typed,
        asks=asks,
        took_part=TOOK_PART if is_lead and is_second and not asks else "",
        outcomes=radios(labels.REPLY_OUTCOME, typed.first("outcome")),
        **about_finding(at, line),
    )


def about_finding(at: AtEngagement, line: FindingLine) -> dict[str, object]:
    lead = at.place.contract.lead
    actions = list_of_findings(at.session, [line.finding_id])[line.finding_id]
    titles = titles_of(at.session, at.place.contract.contract_id) if line.requirement_key else {}
    return {
        "finding": finding_view(
            line, actions, titles, lead, at.today, is_partner=at.reader.side is Side.PARTNER
        ),
        "said": said_views(line, lead),
        "done": DONE.get(at.asked("done"), ""),
        "comment_href": COMMENT(at.place.engagement_id, line.finding_id),
        "breadcrumbs": crumbs_of(at),
    }


def asks_of(at: AtEngagement, line: FindingLine) -> str:
    """What the reader may say next: a word of Word, or nothing."""
    if line.sent_at is None or line.reply_until is None:
        return ""
    may = next_words(line.facts, local_day(line.sent_at), line.reply_until, at.today)
    if at.reader.side is Side.PARTNER:
        own = may & {Word.COMMENT, Word.DIFFERENCE}
    else:
        own = may & {Word.ANSWER, Word.RULING}
    if Word.RULING in own and not may_decide(at.viewer.person_id, took_part(at.session, line)):
        return ""
    return next(iter(own)).value if own else ""


@post(FINDING, once=True, **of_engagement(Audience.REVIEWER, Audience.MANAGER))
def answer(
    at: NamedDependency[AtEngagement], finding_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    """The answer, or the decision of somebody who took no part: what is asked for by then."""

    def act() -> Response:
        line = get_finding(at.session, at.place, finding_id)
        kind = Word.RULING if line.turn(at.today) is ReplyTurn.SECOND else Word.ANSWER
        words, outcome = typed.first("words"), typed.first("outcome")
        say_of_finding(at.session, at.viewer, at.place, finding_id, kind, words, outcome=outcome)
        return at.go(FINDING(at.place.engagement_id, finding_id, done="said"))

    return at.try_to(act, lambda problems: finding_page(at, finding_id, typed, problems))


@get(COMMENT, **OF_PARTNER)
def ask_comment(at: NamedDependency[AtEngagement], finding_id: FromPath[UUID]) -> Response:
    return comment_page(at, finding_id, Typed())


def comment_page(
    at: AtEngagement, finding_id: UUID, typed: Typed, problems: Problems | None = None
) -> Response:
    line = get_finding(at.session, at.place, finding_id)
    asks = asks_of(at, line)
    if not asks and not problems:
        return at.go(FINDING(at.place.engagement_id, finding_id))
    limits = {"limit": size(at.settings.upload_limit), "most": MOST_FILES}
    return at.page(
        "findings/comment.html", problems, typed=typed, asks=asks, **about_finding(at, line), **limits
    )


@post(COMMENT, **takes_files(at_engagement, Audience.PARTNER, most_files=MOST_FILES))
def comment(upload: NamedDependency[Upload[AtEngagement]], finding_id: FromPath[UUID]) -> Response:
    """A comment, or that it differs from the answer: what is asked for by then."""
    typed = upload.typed

    def act(at: AtEngagement, brought: Brought) -> bool:
        line = get_finding(at.session, at.place, finding_id)
        has_answer = any(each.kind is Word.ANSWER for each in line.said)
        kind = Word.DIFFERENCE if has_answer else Word.COMMENT
        words = typed.first("words")
        return say_of_finding(at.session, at.viewer, at.place, finding_id, kind, words, brought=brought)

    return bring(
        upload,
        act,
        lambda at: FINDING(at.place.engagement_id, finding_id, done="said"),
        lambda at, problems: comment_page(at, finding_id, typed, problems),
    )


ROUTES: list[HTTPRouteHandler] = [show_found, show_finding, answer, ask_comment, comment]
