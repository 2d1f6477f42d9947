"""An organisation's register in words: everybody in groups, and one person with all that is known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists import facts
from checklists.calendar import Span
from checklists.readiness import Slot, turn
from checklists.requirement import Requirement
from checklists.unclear import newer_words
from checklists.vocabulary import RANK, Stage
from portal.register.presenters.groups import CHECKS, Group, group_of
from portal.register.queries.asked import RegisterAsked
from portal.register.queries.own import OwnCheck, OwnPerson
from portal.register.queries.standing import PersonPart, in_date
from portal.standing.queries.slots import SlotLine
from portal.words.labels import DBS_OUTCOME
from portal.words.slot import Reader, Side, Standing, standing_of
from portal.words.wording import day

LEVELS = {"basic": "Basic", "standard": "Standard", "enhanced": "Enhanced"}
ENGAGED = {"staff": "Staff", "volunteer": "Volunteer"}


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in the list. `training` has the topics that are to be done, `training_sent` those that were
    sent and are being checked. `standing` is None where nothing is asked of the person; `newer` says why an
    accepted check counts no more."""

    worker_id: UUID
    called: str
    about: str
    check: str
    standing: Standing | None
    newer: str
    renewal: str
    training: tuple[str, ...]
    training_sent: tuple[str, ...]
    contracts: str
    href: str


@dataclass(frozen=True, slots=True)
class GroupView:
    key: str
    title: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """`checked` counts the people of whom something is asked today; `in_date` those of them who are in date
    in all of it, though it may be due for renewal."""

    groups: tuple[GroupView, ...]
    in_date: int
    checked: int


def register_view(
    people: Iterable[OwnPerson],
    checks: Mapping[UUID, list[OwnCheck]],
    parts: Iterable[PersonPart],
    asked: Sequence[RegisterAsked],
    partner: str,
    base: str,
    today: date,
) -> RegisterView:
    by_person: defaultdict[UUID, list[PersonPart]] = defaultdict(list)
    for part in parts:
        by_person[part.worker_id].append(part)
    engagements = {each.engagement_id: each for each in asked}
    found: defaultdict[Group, list[PersonView]] = defaultdict(list)
    for person in people:
        mine = by_person[person.worker_id]
        lines = [(each, line_of_part(each, person, engagements, today)) for each in mine]
        group = group_of_person(person, mine, today)
        current = next((each for each in checks.get(person.worker_id, ()) if not each.withdrawn_at), None)
        view = person_view(person, current, lines, engagements, partner, base)
        found[with_training(group, view)].append(view)
    in_order, counted = in_date([part for each in by_person.values() for part in each])
    return RegisterView(
        tuple(GroupView(group.value, CHECKS[group], tuple(found[group])) for group in Group if found[group]),
        in_order,
        counted,
    )


def with_training(group: Group, view: PersonView) -> Group:
    """Whose check is in date stands apart as long as training is not."""
    if group is not Group.IN_DATE:
        return group
    if view.training:
        return Group.TRAINING
    return Group.TRAINING_SENT if view.training_sent else group


def group_of_person(person: OwnPerson, parts: Iterable[PersonPart], today: date) -> Group:
    if not person.is_here(today):
        return Group.LEFT
    return group_of((part.interval.state, part.is_near_end) for part in parts if part.requirement.level)


Lines = list[tuple[PersonPart, SlotLine]]


def line_of_part(
    part: PersonPart, person: OwnPerson, engagements: Mapping[UUID, RegisterAsked], on: date
) -> SlotLine:
    """What is asked of one person as if it were a slot of its own."""
    engagement = engagements[part.engagement_id]
    span = facts.Engagement(Span(engagement.starts_on, engagement.ends_on))
    return slot_line(part, bool(person.renewal_applied_on), span, on)


def slot_line(part: PersonPart, applied: bool, engagement: facts.Engagement, on: date) -> SlotLine:
    key = part.key
    slot = Slot(
        part.requirement,
        part.interval,
        part.work.stage if part.work else Stage.NOTHING,
        with_lead=frozenset({key}) if is_sent(part) else frozenset(),
        ending=(key,),
        paused=frozenset({key}) if applied and part.requirement.level else frozenset(),
    )
    return SlotLine(slot, turn(slot, engagement, on), part.is_near_end, (part.work,) if part.work else ())


def person_view(
    person: OwnPerson,
    check: OwnCheck | None,
    lines: Lines,
    engagements: Mapping[UUID, RegisterAsked],
    partner: str,
    base: str,
) -> PersonView:
    checks = [each for each in lines if each[0].requirement.level]
    worst = min(checks, key=urgency, default=None)
    to_do, sent = training_of(lines)
    names = sorted({engagements[part.engagement_id].contract for part, _ in lines})
    return PersonView(
        worker_id=person.worker_id,
        called=person.called,
        about=about(person),
        check=check_words(check) if check else "No check recorded",
        standing=standing_of(worst[1], reader_of(worst[0], engagements, partner)) if worst else None,
        newer=" ".join(dict.fromkeys(newer_words(part.newer) for part, _ in checks if part.newer)),
        renewal=renewal_words(person.renewal_applied_on),
        training=to_do,
        training_sent=sent,
        contracts=", ".join(names),
        href=f"{base}/{person.worker_id}",
    )


def urgency(each: tuple[PersonPart, SlotLine]) -> tuple[int, bool]:
    return RANK[each[0].interval.state], not each[0].is_near_end


def reader_of(part: PersonPart, engagements: Mapping[UUID, RegisterAsked], partner: str) -> Reader:
    return Reader(Side.PARTNER, engagements[part.engagement_id].lead, partner)


def about(person: OwnPerson) -> str:
    """Driver, volunteer, staff code K-12."""
    code = f", staff code {person.staff_code}" if person.staff_code and person.name else ""
    return f"{person.job}, {ENGAGED[person.engaged_as].lower()}{code}"


def check_words(check: OwnCheck) -> str:
    """Enhanced, issued on 3 May 2026. Outcome not recorded."""
    issued = f", issued on {day(check.issued_on)}" if check.issued_on else ""
    said = DBS_OUTCOME[check.outcome] if check.outcome else "Outcome not recorded"
    outcome = "" if check.outcome == "clear" else f". {said}"
    return f"{LEVELS[check.level]}{issued}{outcome}"


def renewal_words(applied_on: date | None) -> str:
    return f"Renewal applied for on {day(applied_on)}" if applied_on else ""


def training_of(lines: Lines) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The topics in which something is still to be done, and the others that reviewers have, each once."""
    wanting = [part for part, line in lines if part.topic and (not part.is_in_date or line.is_near_end)]
    to_do = titles_of(each for each in wanting if not is_sent(each))
    sent = titles_of(each for each in wanting if is_sent(each))
    return to_do, tuple(each for each in sent if each not in to_do)


def titles_of(parts: Iterable[PersonPart]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic_title(part.requirement, part.topic) for part in parts))


def is_sent(part: PersonPart) -> bool:
    return part.work is not None and part.work.stage is Stage.WAITING


def topic_title(requirement: Requirement, key: str) -> str:
    return next((topic.title for topic in requirement.topics if topic.key == key), key)
