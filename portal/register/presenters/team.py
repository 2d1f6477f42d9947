"""Training of several people on one page: who is here, what each has to do, and what was recorded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.requirement import Topic
from portal.register.presenters.everybody import about, is_sent, topic_title
from portal.register.presenters.short import with_training
from portal.register.queries.asked import RegisterAsked
from portal.register.queries.own import OwnPerson
from portal.register.queries.standing import PersonPart
from portal.web.choices import Item
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded a moment ago, in numbers: `contracts` are those for which it was sent, `again` those
    for which it was of people of whom it was known `before`. `gone` are ids of those of whom it could not
    be."""

    title: str
    completed_on: date | None
    people: int
    before: int
    contracts: int
    again: int
    gone: Collection[str]


def topic_items(topics: Iterable[Topic], asked: Sequence[RegisterAsked], chosen: str) -> list[Item]:
    """Radios, each with how long the training counts."""
    return [
        {
            "value": each.key,
            "text": each.title,
            "checked": each.key == chosen,
            "hint": {"text": term_words(each, asked)},
        }
        for each in topics
    ]


def term_words(topic: Topic, asked: Sequence[RegisterAsked]) -> str:
    """How long training in it counts, by contract where they differ. One without a term takes it for good."""
    terms: dict[str, list[str]] = {}
    for contract, registers in with_training(asked, topic.key):
        months = min((each.months for each in registers if each.months), default=None)
        terms.setdefault(months_words(months), []).append(contract)
    if len(terms) == 1:
        return next(iter(terms))
    return "; ".join(f"{words} for {', '.join(names)}" for words, names in terms.items())


def months_words(months: int | None) -> str:
    """
    >>> months_words(36), months_words(18), months_words(None)
    ('Counts for 3 years', 'Counts for 18 months', 'Counts without an end')
    """
    if months is None:
        return "Counts without an end"
    years, rest = divmod(months, 12)
    return f"Counts for {counted(months, 'month') if rest else counted(years, 'year')}"


def people_items(
    people: Iterable[OwnPerson], parts: Iterable[PersonPart], ticked: Collection[str]
) -> list[Item]:
    """Checkboxes: everybody, with the training that each still has to do."""
    wanting = training_to_do(parts)
    return [
        {
            "value": str(each.worker_id),
            "text": each.called,
            "checked": str(each.worker_id) in ticked,
            "hint": {"text": person_words(each, wanting[each.worker_id])},
        }
        for each in people
    ]


def training_to_do(parts: Iterable[PersonPart]) -> Mapping[UUID, list[str]]:
    """By person, the topics in which nothing is recorded that could be enough, each once."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for part in parts:
        title = topic_title(part.requirement, part.topic)
        if part.topic and not is_sent(part) and (part.is_near_end or not part.is_in_date):
            found[part.worker_id] += [] if title in found[part.worker_id] else [title]
    return found


def person_words(person: OwnPerson, wanting: Sequence[str]) -> str:
    return f"{about(person)}. To do: {', '.join(wanting)}" if wanting else about(person)


def recorded_words(said: Recorded, people: Iterable[OwnPerson]) -> tuple[str, ...]:
    """A sentence each: what was recorded and sent, of whom it was known, and of whom it was not recorded."""
    found = []
    if said.people:
        nobody = "No contract asks for it now, so it was sent to nobody."
        sent = sent_words(said.contracts) if said.contracts else nobody
        completed = f", {day(said.completed_on)}," if said.completed_on else ""
        whom = counted(said.people, "person", "people")
        found.append(f"{said.title}{completed} is recorded for {whom}. {sent}")
    if said.before:
        sent = sent_words(said.again) if said.again else "Nothing more was sent."
        found.append(f"Of {counted(said.before, 'person', 'people')} it was recorded before. {sent}")
    if said.gone:
        names = [gone_words(each) for each in people if str(each.worker_id) in said.gone]
        removed = len(said.gone) - len(names)
        names += [f"{counted(removed, 'person', 'people')} no longer on the register"] if removed else []
        found.append(f"Not recorded: {'; '.join(names)}.")
    return tuple(found)


def sent_words(contracts: int) -> str:
    return f"It was sent for {counted(contracts, 'contract')}, to be checked."


def gone_words(person: OwnPerson) -> str:
    return f"{person.called}, who left on {day(person.left_on)}" if person.left_on else person.called
