"""What has changed since the last meeting, under the topics of the next."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from checklists.topics import STAFF, topic_of
from portal.overview.presenters.changes import Section

ABOUT_REQUIREMENTS = frozenset({"sent", "decided", "in-order", "lapsed", "asked", "dropped"})


@dataclass(frozen=True, slots=True)
class Filled:
    """An agenda with its changes: `under` those of each topic that has any, `others` the rest."""

    under: Mapping[str, Sequence[Section]]
    others: Sequence[Section]


def by_topic(topics: Sequence[str], sections: Sequence[Section], groups: Mapping[str, str]) -> Filled:
    """Each change once. `groups` are those of the requirements, by title."""
    under: defaultdict[str, list[Section]] = defaultdict(list)
    others: list[Section] = []
    for section in sections:
        split: defaultdict[str | None, list[str]] = defaultdict(list)
        for what in section.numbers or dict.fromkeys(line.what for line in section.lines):
            split[topic_of(topics, subjects_of(section, what, groups))].append(what)
        for topic, whats in split.items():
            part = section if len(split) == 1 else part_of(section, whats)
            (others if topic is None else under[topic]).append(part)
    return Filled(dict(under), others)


def part_of(section: Section, whats: Collection[str]) -> Section:
    """What of it is about these, in numbers and as many lines as there are."""
    lines = tuple(line for line in section.lines if line.what in whats)
    told = {what: each for what, each in section.numbers.items() if what in whats}
    if not told:
        return replace(section, number=sum(each.number for each in lines), lines=lines)
    number, all_lines = sum(each.number for each in told.values()), sum(each.lines for each in told.values())
    return replace(section, number=number, lines=lines, more=all_lines - len(lines), numbers=told)


def subjects_of(section: Section, what: str, groups: Mapping[str, str]) -> tuple[str, ...]:
    """What a line is about; nothing where only somebody's own words, or a partner's name, would say it."""
    if section.key == "people":
        return (STAFF,)
    if section.key in ABOUT_REQUIREMENTS:
        return what, groups.get(what, "")
    return ()
