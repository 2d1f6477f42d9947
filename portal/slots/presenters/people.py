"""The people of a register on the page of its slot, in groups: who has nothing accepted yet comes first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists import facts
from checklists.kinds.register import person_of, topic_of
from checklists.unclear import newer_words
from checklists.vocabulary import UNMET, Stage
from portal.places.contracts import EngagementPlace
from portal.register.presenters.everybody import ENGAGED, LEVELS, renewal_words, topic_title
from portal.register.presenters.groups import CHECKS, TRAINING, Group, group_of
from portal.slots.presenters.page import Change, change_of, line_of
from portal.slots.queries.slot import SlotPage
from portal.standing.queries.people import RegisterLine
from portal.standing.queries.slots import SlotLine
from portal.web.addresses import REGISTER, WORKER
from portal.words.days_there import days_in_words
from portal.words.slot import Reader, Side, Standing, standing_of
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class AskedOfPerson:
    """What is asked of a person here: the check, or training in a topic. `newer` says why an accepted check
    counts no more."""

    title: str
    standing: Standing
    change: Change | None
    newer: str


@dataclass(frozen=True, slots=True)
class SlotPerson:
    """Somebody with what is asked. `href` leads the partner to the register."""

    name: str
    about: str
    check: str
    renewal: str
    asked: tuple[AskedOfPerson, ...]
    href: str


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    key: str
    title: str
    people: tuple[SlotPerson, ...]


@dataclass(frozen=True, slots=True)
class SlotPeople:
    """`review` says how many wait for the reviewers, empty where none do or for others than them. `register`
    is the address of the partner's own register, empty for the lead."""

    groups: tuple[PeopleGroup, ...]
    review: str
    register: str


def slot_people(page: SlotPage, place: EngagementPlace, reader: Reader, on: date) -> SlotPeople:
    lines = lines_by_person(page, place, on)
    is_own = reader.side is Side.PARTNER
    found: defaultdict[Group, list[SlotPerson]] = defaultdict(list)
    for person in page.register:
        mine = lines[person.worker_id]
        href = WORKER(place.partner_id, person.worker_id) if is_own else ""
        found[group_of_line(person, mine, page.day)].append(slot_person(page, person, mine, reader, href))
    titles = TRAINING if page.requirement.topics else CHECKS
    groups = tuple(
        PeopleGroup(group.value, titles[group], tuple(found[group])) for group in Group if found[group]
    )
    waiting = review_words(page) if reader.side is Side.LEAD else ""
    return SlotPeople(groups, waiting, REGISTER(place.partner_id) if is_own else "")


def lines_by_person(
    page: SlotPage, place: EngagementPlace, on: date
) -> defaultdict[UUID, list[tuple[str, SlotLine]]]:
    """By person, topic and line of each part."""
    engagement = facts.Engagement(place.span)
    found: defaultdict[UUID, list[tuple[str, SlotLine]]] = defaultdict(list)
    for part in page.parts:
        if line := line_of(page, part, engagement, on):
            found[UUID(person_of(part.key))].append((topic_of(part.key), line))
    return found


def group_of_line(person: RegisterLine, lines: list[tuple[str, SlotLine]], on: date) -> Group:
    if person.until_on and person.until_on < on:
        return Group.LEFT
    return group_of((line.slot.interval.state, line.is_near_end) for _, line in lines)


def slot_person(
    page: SlotPage,
    person: RegisterLine,
    lines: list[tuple[str, SlotLine]],
    reader: Reader,
    href: str,
) -> SlotPerson:
    asked = tuple(
        AskedOfPerson(
            topic_title(page.requirement, topic) if topic else "",
            standing_of(line, reader),
            change_of(line.work),
            newer_of(page, line),
        )
        for topic, line in lines
        if line.slot.interval.state != "not-needed"
    )
    return SlotPerson(
        name=person.name,
        about=about(person),
        check=check_words(person),
        renewal=renewal_words(person.renewal_applied_on) if page.requirement.level else "",
        asked=asked,
        href=href,
    )


def newer_of(page: SlotPage, line: SlotLine) -> str:
    newer = next((page.newer[part] for part in line.slot.ending if part in page.newer), None)
    return newer_words(newer) if newer and line.slot.interval.state in UNMET else ""


def about(person: RegisterLine) -> str:
    days = days_in_words(person.from_on, person.until_on, person.away)
    job = f"{person.job}, " if person.job else ""
    return f"{job}{ENGAGED[person.engaged_as].lower()}, {days}"


def check_words(person: RegisterLine) -> str:
    """The check that was sent last."""
    check = person.check
    if check is None:
        return ""
    issued = f", issued on {day(check.issued_on)}" if check.issued_on else ""
    seen = f", seen by {check.seen_by}" if check.seen_by else ""
    return f"{LEVELS[check.level]}{issued}{seen}"


def review_words(page: SlotPage) -> str:
    waiting = [each for each in page.line.work if each.stage is Stage.WAITING] if page.line else []
    people = {person_of(each.part_key) for each in waiting}
    return counted(len(people), "person waits for us", "people wait for us") if people else ""
