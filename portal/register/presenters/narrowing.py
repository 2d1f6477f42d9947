"""A long register made short: by what somebody looks for, by group, and a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checklists.same_person import rough_key
from portal.register.presenters.everybody import GroupView, PersonView, RegisterView


def narrowed(view: RegisterView, words: str, group: str) -> tuple[GroupView, ...]:
    """The groups with those people of them who are looked for; without accents, capitals and signs."""
    sought = rough_key(words)
    return tuple(
        replace(each, people=found)
        for each in view.groups
        if group in {"", each.key} and (found := tuple(one for one in each.people if is_sought(one, sought)))
    )


def is_sought(person: PersonView, sought: Iterable[str]) -> bool:
    """Whether every word begins one of the person's."""
    theirs = rough_key(f"{person.called} {person.about}")
    return all(any(word.startswith(each) for word in theirs) for each in sought)


def page_of(groups: Sequence[GroupView], start: int, at_once: int) -> tuple[GroupView, ...]:
    """So many people from there on, in their groups."""
    found, place = [], 0
    for each in groups:
        people = each.people[max(0, start - place) : max(0, start + at_once - place)]
        place += len(each.people)
        if people:
            found.append(replace(each, people=people))
    return tuple(found)
