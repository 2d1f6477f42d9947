"""What of all that was sent for a slot counts on a day, as it was read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.vocabulary import Outcome
from portal.records import Said


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A submission and its decision as they were read: many do not count any more and are made nothing of."""

    sent: Said
    version: int
    decided: Said | None


def numbered(sent: Sequence[Said]) -> Iterable[tuple[Said, int]]:
    """Each with its number among those of its part, in the order in which they were sent."""
    counts: defaultdict[str, int] = defaultdict(int)
    for each in sent:
        part = each["part_key"]
        counts[part] += 1
        yield each, counts[part]


def what_counts(rows: Sequence[ReadRow], on: date) -> Iterable[ReadRow]:
    """Of each part what counts on the day or follows upon it, else what counted last; with what is not
    decided, and what was returned last of all."""
    if len(rows) == 1:
        return rows
    parts: defaultdict[str, list[ReadRow]] = defaultdict(list)
    for each in rows:
        parts[each.sent["part_key"]].append(each)
    return [each for its in parts.values() for each in what_counts_of(its, on)]


def what_counts_of(its: Sequence[ReadRow], on: date) -> Iterable[ReadRow]:
    """The same of one part."""
    accepted = [each for each in its if each.decided and each.decided["outcome"] == Outcome.ACCEPT]
    kept = {each.version for each in counting(accepted, on)}
    kept |= {each.version for each in its if each.decided is None}
    kept.add(its[-1].version)
    return (each for each in its if each.version in kept)


def counting(accepted: Sequence[ReadRow], on: date) -> Sequence[ReadRow]:
    """Those that last until the day or longer, by what was decided; of those without an end the last one that
    had begun by then, and all after it."""
    last_days = [(each, last_day(each)) for each in accepted]
    with_end = [each for each, until in last_days if until and until >= on]
    endless = [each for each, until in last_days if until is None]
    begun = [each for each in endless if (each.sent["from_on"] or date.min) <= on]
    since = begun[-1].version if begun else 0
    found = [*with_end, *(each for each in endless if each.version >= since)]
    return found or accepted[-1:]


def last_day(each: ReadRow) -> date | None:
    until: date | None = (each.decided["until_on"] if each.decided else None) or each.sent["until_on"]
    return until
