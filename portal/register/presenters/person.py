"""One person on an organisation's register, with all that is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.requirement import Topic
from checklists.unclear import newer_words
from portal.register.presenters.everybody import (
    ENGAGED,
    LEVELS,
    line_of_part,
    reader_of,
    renewal_words,
    topic_title,
)
from portal.register.queries.asked import RegisterAsked
from portal.register.queries.own import OwnCheck, OwnPerson, OwnTraining, Stay
from portal.register.queries.standing import PersonPart
from portal.words.days_there import away_in_words, days_in_words
from portal.words.labels import DBS_OUTCOME
from portal.words.slot import Standing, standing_of
from portal.words.wording import day, moment

UPDATE = {True: "Yes", False: "No", None: "Not known"}
STATUS = {
    "no-new-information": "No new information: the certificate is still current",
    "new-information": "New information: a new check is needed",
}
SHOWN = {"name": "The name", "staff-code": "The staff code"}


@dataclass(frozen=True, slots=True)
class RecordView:
    """A check or training as label and words. `is_taken_back` says that it was entered by mistake."""

    record_id: UUID
    title: str
    rows: tuple[tuple[str, str], ...]
    recorded: str
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class AskedView:
    """What a contract asks of the person, and how that stands. `change` is what the reviewer wrote, `newer`
    why an accepted check counts no more."""

    title: str
    standing: Standing
    change: str
    newer: str


@dataclass(frozen=True, slots=True)
class ContractView:
    """A contract of the organisation; `days` is empty where the person has no part in it."""

    engagement_id: UUID
    title: str
    days: str
    asked: tuple[AskedView, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    facts: tuple[tuple[str, str], ...]
    renewal: str
    checks: tuple[RecordView, ...]
    training: tuple[RecordView, ...]
    contracts: tuple[ContractView, ...]


def person_page(
    person: OwnPerson,
    checks: Iterable[OwnCheck],
    training: Iterable[OwnTraining],
    stays: Iterable[Stay],
    parts: Sequence[PersonPart],
    asked: Sequence[RegisterAsked],
    topics: Iterable[Topic],
    partner: str,
    today: date,
) -> PersonPage:
    titles = {topic.key: topic.title for topic in topics}
    known = {stay.engagement_id: stay for stay in stays}
    return PersonPage(
        facts=tuple(facts_about(person)),
        renewal=renewal_words(person.renewal_applied_on),
        checks=tuple(check_view(each) for each in checks),
        training=tuple(training_view(each, titles) for each in training),
        contracts=tuple(
            contract_view(each, known.get(each.engagement_id), person, parts, asked, partner, today)
            for each in asked
        ),
    )


def facts_about(person: OwnPerson) -> Iterable[tuple[str, str]]:
    yield "Role", f"{person.job} ({ENGAGED[person.engaged_as].lower()})"
    if person.staff_code:
        yield "Staff code", person.staff_code
    yield "The lead provider sees", SHOWN[person.shown_as]
    yield "Why the role may be checked", person.eligibility or "Not entered yet"
    yield "Started", day(person.started_on)
    if person.came_back:
        yield "Away", away_in_words(person.away)
        yield "Came back", day(person.came_back)
    if person.left_on:
        yield "Left", day(person.left_on)


def check_view(check: OwnCheck) -> RecordView:
    issued = f", issued on {day(check.issued_on)}" if check.issued_on else ""
    return RecordView(
        check.check_id,
        f"{LEVELS[check.level]} check{issued}",
        tuple(check_rows(check)),
        f"Entered by {check.recorded_by}, {moment(check.recorded_at)}",
        check.withdrawn_at is not None,
    )


def check_rows(check: OwnCheck) -> Iterable[tuple[str, str]]:
    lists = {"adults’": check.adults_list, "children’s": check.childrens_list}
    yield "Barred lists", " and ".join(name for name, given in lists.items() if given).capitalize() or "None"
    if check.certificate_number:
        yield "Certificate number", check.certificate_number
    yield "Seen by", f"{check.seen_by}, {day(check.seen_on)}" if check.seen_on else check.seen_by
    yield "Outcome", DBS_OUTCOME[check.outcome]
    if check.outcome == "risk-decision":
        yield "Risk decision", f"{check.risk_decided_by}, {day(check.risk_decided_on)}. {check.risk_reason}"
    yield "On the Update Service", UPDATE[check.update_service]
    for each in check.status:
        yield f"Status on {day(each.on_date)}", STATUS[each.result]


def training_view(training: OwnTraining, titles: Mapping[str, str]) -> RecordView:
    return RecordView(
        training.training_id,
        titles.get(training.topic, training.topic.replace("-", " ").capitalize()),
        (("Completed", day(training.completed_on)),),
        f"Entered by {training.recorded_by}, {moment(training.recorded_at)}",
        training.withdrawn_at is not None,
    )


def contract_view(
    each: RegisterAsked,
    stay: Stay | None,
    person: OwnPerson,
    parts: Iterable[PersonPart],
    asked: Sequence[RegisterAsked],
    partner: str,
    today: date,
) -> ContractView:
    engagements = {one.engagement_id: one for one in asked}
    views = []
    for part in parts:
        if part.engagement_id == each.engagement_id:
            standing = standing_of(
                line_of_part(part, person, engagements, today), reader_of(part, engagements, partner)
            )
            what = topic_title(part.requirement, part.topic) if part.topic else part.requirement.title
            change = part.work.words if part.work else ""
            views.append(AskedView(what, standing, change, newer_words(part.newer) if part.newer else ""))
    return ContractView(each.engagement_id, contract_title(each), days_words(stay), tuple(views))


def contract_title(each: RegisterAsked) -> str:
    """With its lead and the area, since a partner may have several parts in one contract."""
    area = f", {each.area}" if each.area else ""
    return f"{each.contract}{area} ({each.lead})"


def days_words(stay: Stay | None) -> str:
    if stay is None:
        return ""
    words = days_in_words(stay.from_on, stay.until_on, stay.away)
    return words[:1].upper() + words[1:]
