"""Whether a row of a draft is a requirement that an earlier version had. It is asked, never guessed: evidence
is neither joined nor lost in silence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import day_before
from checklists.drafting import DraftRow, key_from
from checklists.likeness import ALIKE, share_of_words
from checklists.names import plain_name
from checklists.published import Published, standing_versions
from checklists.requirement import Checklist, Requirement


@dataclass(frozen=True, slots=True)
class Earlier:
    """A requirement as it was worded last. `until_on` is the last day on which it is asked: `date.max` where
    the last version has it still, None where only versions had it that others have replaced."""

    requirement: Requirement
    until_on: date | None

    @property
    def key(self) -> str:
        return self.requirement.key

    @property
    def is_asked(self) -> bool:
        return self.until_on == date.max


def earlier_requirements(published: Iterable[Published]) -> dict[str, Earlier]:
    """By key every requirement of all versions that were ever published, in the order of publishing."""
    everything = list(published)
    found = {each.key: Earlier(each, None) for one in everything for each in one.checklist.requirements}
    standing = standing_versions(everything, None)
    for version, until_on in zip(standing, last_days(standing), strict=True):
        found |= {each.key: Earlier(each, until_on) for each in version.requirements}
    return found


def last_days(versions: Sequence[Checklist]) -> list[date]:
    """The last day of each of these versions, oldest first."""
    return [*(day_before(each.in_force_from) for each in versions[1:]), date.max]


def candidates(
    row: DraftRow, rows: Iterable[DraftRow], earlier: Mapping[str, Earlier]
) -> tuple[Earlier, ...]:
    """The earlier requirements that the row may be, the likeliest first; none where nobody need ask.

    Of a new row those of its kind that are like it and that no other row continues. Of a row that continues
    one, and now bears the name of another of its kind, both: two may have swapped their names.
    """
    own = earlier.get(row.of or "")
    if own is None:
        return tuple(each for each in possible(row, rows, earlier) if is_like(row, each.requirement))
    if is_named(row, own.requirement):
        return ()
    others = [each for each in of_its_kind(row, earlier) if each != own and is_named(row, each.requirement)]
    return (own, *others) if others else ()


def possible(row: DraftRow, rows: Iterable[DraftRow], earlier: Mapping[str, Earlier]) -> list[Earlier]:
    """All that the row could be said to be, the likeliest first: of its kind, and continued by no other row;
    its own comes first."""
    continued = {each.of for each in rows if each.row != row.row and not each.removed}
    found = [each for each in of_its_kind(row, earlier) if each.key not in continued]
    return sorted(found, key=lambda each: (each.key != row.of, -likeness(row, each.requirement)))


def of_its_kind(row: DraftRow, earlier: Mapping[str, Earlier]) -> list[Earlier]:
    """What was sent for another kind of requirement is evidence of something else."""
    return [each for each in earlier.values() if each.requirement.kind is row.kind]


def title_of(row: DraftRow) -> str:
    return str(row.data.get("title", ""))


def is_named(row: DraftRow, requirement: Requirement) -> bool:
    return plain_name(title_of(row)) == plain_name(requirement.title)


def likeness(row: DraftRow, requirement: Requirement) -> float:
    """From 0 to 2: the same name, else the share of telling words."""
    return 2.0 if is_named(row, requirement) else share_of_words(title_of(row), requirement.title)


def is_like(row: DraftRow, requirement: Requirement) -> bool:
    """The same name, words or key; or the same place in the contract."""
    clause = row.data.get("clause")
    return (
        likeness(row, requirement) >= ALIKE
        or key_from(title_of(row), ()) == requirement.key
        or bool(clause and clause == requirement.clause)
    )


def open_questions(
    rows: Sequence[DraftRow], earlier: Mapping[str, Earlier]
) -> dict[str, tuple[Earlier, ...]]:
    """By row the earlier requirements of which nobody has said yet whether it is one of them."""
    kept = [row for row in rows if not row.removed]
    found = {row.row: candidates(row, kept, earlier) for row in kept}
    return {
        row.row: found[row.row] for row in kept if {each.key for each in found[row.row]} - set(row.answered)
    }


def twice_continued(rows: Iterable[DraftRow]) -> dict[str, list[DraftRow]]:
    """By key the rows that are all said to be the requirement of that key, where they are several."""
    found: dict[str, list[DraftRow]] = {}
    for row in rows:
        if row.of and not row.removed:
            found.setdefault(row.of, []).append(row)
    return {key: same for key, same in found.items() if len(same) > 1}


def continuing(row: DraftRow, key: str | None, asked: Iterable[Earlier]) -> DraftRow:
    """The row once somebody has said which of those asked about it is: the one of that key, or a new one."""
    answered = dict.fromkeys((*row.answered, *(each.key for each in asked)))
    return replace(row, of=key, answered=tuple(answered))
