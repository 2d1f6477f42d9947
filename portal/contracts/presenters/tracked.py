"""Words about a tracking sheet that was read: what would be carried over, and what not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.contracts.sheets.tracked import Planned
from portal.words.wording import amid, counted, day, partners_among, partners_words


@dataclass(frozen=True, slots=True)
class TrackedRow:
    number: int
    partner: str
    area: str
    carried: tuple[str, ...]
    left: tuple[str, ...]


def tracked_row(planned: Planned) -> TrackedRow:
    carried = [each for each in planned.items if not each.problem]
    left = [each for each in planned.items if each.problem]
    return TrackedRow(
        planned.row.number,
        planned.partner.name,
        planned.partner.area,
        tuple(f"{each.tracked.title}, until {day(each.until_on)}" for each in carried),
        tuple(f"{each.tracked.title}, {day(each.until_on)}: {each.problem}" for each in left),
    )


def plan_words(plan: Sequence[Planned]) -> str:
    """
    >>> plan_words(())
    'Nothing is carried over.'
    """
    items = sum(not item.problem for each in plan for item in each.items)
    if not items:
        return "Nothing is carried over."
    partners = {each.partner.engagement_id: each.partner for each in plan if each.is_change}.values()
    of = partners_among((each.name, each.identity) for each in partners)
    return f"{counted(items, 'acceptance')} of {amid(of)} will be carried over, without a file."


def done_words(outcome: Mapping[str, int]) -> tuple[str, ...]:
    partners = partners_words(outcome.get("organisations"), outcome["partners"])
    return (
        f"{counted(outcome['items'], 'acceptance')} of {amid(partners)} carried over, each marked as such",
        "The document of each is asked for before it ends, as of anything that has to be renewed",
    )
