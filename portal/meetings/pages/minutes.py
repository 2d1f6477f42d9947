"""The minutes of a meeting, a topic at a time, while it runs; its decisions; and both as a Word document."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.report_writing import write_report
from portal import clock
from portal.acting.refused import CannotDo
from portal.findings.actions.add_decision import NO_PARTNER, add_decision
from portal.findings.forms import read_action, read_id
from portal.findings.presenters.view import by_whom
from portal.findings.queries.actions import list_of_meeting
from portal.findings.queries.terms import AtVisit, get_at_visit, list_people_of, list_visited
from portal.meetings.actions.keep_minutes import keep_minutes
from portal.meetings.actions.note_download import note_minutes
from portal.meetings.pages.agenda import FOR_THE_DESK, agenda_of, frame, open_before, title_of
from portal.meetings.presenters.document import Meeting, minutes_report
from portal.meetings.queries.minutes import MinuteLine
from portal.overview.presenters.visit import people_words
from portal.standing.actions.lock_engagements import lock_contract
from portal.visits.queries.booked import get_visit
from portal.visits.queries.taking_part import PartnerThere, list_partners_of, list_taking_part
from portal.web.addresses import MEETING, MINUTES, MINUTES_FILE, NEW_DECISION
from portal.web.at import AtContract
from portal.web.between import Questions, digest, opened, settle
from portal.web.choices import options
from portal.web.downloads import download
from portal.web.fields import Fields, Problems
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.typed import Typed

LONGEST = 8000
"""Characters of a topic."""


FIELD = "topic-"
GONE = (
    "The topics of this meeting have changed since you opened the page, and it has this one no longer. "
    "Nothing is kept yet: put what you wrote under another topic, and empty this field."
)


def field_of(topic: str) -> str:
    """Of that topic wherever it stands: they may change between a page and what is typed into it."""
    return f"{FIELD}{digest((topic,))}"


def questions_of(topics: tuple[MinuteLine, ...]) -> Questions:
    return Questions({field_of(each.topic): each.topic for each in topics})


def typed_of(topics: tuple[MinuteLine, ...]) -> Typed:
    return Typed({field_of(each.topic): [each.words] for each in topics})


def gone_of(typed: Typed, topics: tuple[MinuteLine, ...]) -> list[str]:
    """The fields with what was written about topics that the meeting has no longer."""
    here = {field_of(each.topic) for each in topics}
    return [name for name in typed if name.startswith(FIELD) and name not in here and typed.first(name)]


@get(MINUTES, **FOR_THE_DESK)
def ask_minutes(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    meeting = get_at_visit(at.session, at.place, visit_id)
    topics = agenda_of(at, meeting).topics
    return topics_page(at, meeting, topics, opened(questions_of(topics), typed_of(topics)))


def minutes_page(at: AtContract, visit_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    meeting = get_at_visit(at.session, at.place, visit_id)
    return topics_page(at, meeting, agenda_of(at, meeting).topics, typed, problems)


def topics_page(
    at: AtContract,
    meeting: AtVisit,
    topics: tuple[MinuteLine, ...],
    typed: Typed,
    problems: Problems | None = None,
) -> Response:
    return at.page(
        "meetings/minutes.html",
        problems,
        typed=typed,
        fields=[
            (name, each.topic, typed.first(name, each.words))
            for each in topics
            for name in [field_of(each.topic)]
        ],
        gone=[(name, typed.first(name)) for name in gone_of(typed, topics)],
        **frame(at, meeting, inside=True),
    )


@post(MINUTES, once=True, **FOR_THE_DESK)
def take_minutes(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        meeting = get_at_visit(at.session, at.place, visit_id)
        topics = agenda_of(at, meeting).topics
        refuse_gone(typed, topics)
        settle(questions_of(topics), typed, typed_of(topics))
        keep_minutes(at.session, at.viewer, at.place, meeting, read_minutes(typed, topics))
        return at.go(MEETING(at.place.contract_id, visit_id, done="kept"))

    return at.try_to(act, lambda problems: minutes_page(at, visit_id, typed, problems))


def refuse_gone(typed: Typed, topics: tuple[MinuteLine, ...]) -> None:
    """Raises CannotDo where something was written about a topic that the meeting has no longer."""
    if gone := gone_of(typed, topics):
        raise CannotDo({gone[0]: GONE})


def read_minutes(typed: Typed, topics: tuple[MinuteLine, ...]) -> dict[str, str]:
    """By topic, what was typed. Raises CannotDo where one is too long."""
    fields = Fields(typed)
    found = {
        each.topic: fields.lines(name, longest=LONGEST, called=each.topic)
        for each in topics
        for name in [field_of(each.topic)]
        if name in typed
    }
    fields.check()
    return found


@get(NEW_DECISION, **FOR_THE_DESK)
def ask_decision(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    return decision_page(at, visit_id, Typed())


@post(NEW_DECISION, makes=True, **FOR_THE_DESK)
def take_decision(
    at: NamedDependency[AtContract], visit_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        meeting = get_at_visit(at.session, at.place, visit_id)
        named = {each.topic for each in agenda_of(at, meeting).topics}
        topic = typed.first("topic") if typed.first("topic") in named else ""
        chosen = typed.first("engagement")
        of, to_do = read_id(chosen), read_action(typed)
        if chosen and of is None:
            raise CannotDo({"engagement": NO_PARTNER})
        add_decision(at.session, at.viewer, at.place, visit_id, of, to_do, topic)
        return at.go(MEETING(at.place.contract_id, visit_id, done="decided" if of else "decided-own"))

    return at.try_to(act, lambda problems: decision_page(at, visit_id, typed, problems))


def decision_page(at: AtContract, visit_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    meeting = get_at_visit(at.session, at.place, visit_id)
    partners = list_visited(at.session, at.place, meeting)
    named = {str(each.engagement_id): by_whom(each.partner, each.area) for each in partners}
    topics = {each.topic: each.topic for each in agenda_of(at, meeting).topics}
    return at.page(
        "meetings/decision.html",
        problems,
        typed=typed,
        partners=options(named, typed.first("engagement"), at.place.lead),
        topics=options(topics, typed.first("topic"), "None of them"),
        people=[name for _, name in list_people_of(at.session, at.place.lead_id)],
        **frame(at, meeting, inside=True),
    )


@get(MINUTES_FILE, **FOR_THE_DESK)
def give_minutes(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    meeting = get_at_visit(at.session, at.place, visit_id)
    decided = list_of_meeting(at.session, at.place, visit_id)
    partners = list_partners_of(at.session, meeting.visit_id)
    topics, before = agenda_of(at, meeting).topics, open_before(at, meeting, partners)
    out = BytesIO()
    write_report(minutes_report(at.place, cover_of(at, meeting, partners), topics, decided, before), out)
    record_look(at, lambda session: note_minutes(session, at.viewer, at.place, visit_id))
    return download(out.getvalue(), "docx", f"minutes-{meeting.on_date.isoformat()}")


def cover_of(at: AtContract, meeting: AtVisit, partners: Sequence[PartnerThere]) -> Meeting:
    line = get_visit(at.session, at.place, meeting.visit_id)
    names = [name for _, name in list_taking_part(at.session, meeting.visit_id)]
    return Meeting(
        title_of(meeting),
        meeting.on_date,
        line.place,
        people_words(names, line.also),
        "; ".join(by_whom(each.partner, each.area) for each in partners) or "All partners of the contract",
        clock.now(),
    )


ROUTES: list[HTTPRouteHandler] = [ask_minutes, take_minutes, ask_decision, take_decision, give_minutes]
