"""What has changed since the last meeting, under the topics of the next."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checklists.topics import STAFF, topic_of
from portal.overview.presenters.changes import Line, Section

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
        split: defaultdict[str | None, list[Line]] = defaultdict(list)
        for line in section.lines:
            split[topic_of(topics, subjects_of(section, line, groups))].append(line)
        for topic, lines in split.items():
            part = replace(section, number=sum(each.number for each in lines), lines=tuple(lines))
            (others if topic is None else under[topic]).append(part)
    return Filled(dict(under), others)


def subjects_of(section: Section, line: Line, groups: Mapping[str, str]) -> tuple[str, ...]:
    """What a line is about; nothing where only somebody's own words, or a partner's name, would say it."""
    if section.key == "people":
        return (STAFF,)
    if section.key in ABOUT_REQUIREMENTS:
        return line.what, groups.get(line.what, "")
    return ()
