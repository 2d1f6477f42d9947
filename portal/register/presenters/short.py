"""Where a check falls short of what the contracts ask of a person, before it is recorded."""

from collections.abc import Collection, Iterable, Sequence

from checklists.facts import Check
from checklists.kinds.register import check_shortfalls
from checklists.vocabulary import BarredList, DbsLevel, DbsOutcome
from portal.register.actions.check_entries import CheckEntry
from portal.register.queries.asked import RegisterAsked
from portal.register.sheets.plan import Facts, Planned

LISTS = {"adults_list": BarredList.ADULTS, "childrens_list": BarredList.CHILDREN}


def check_short(check: Check, asked: Iterable[RegisterAsked]) -> tuple[str, ...]:
    """A sentence for each thing that is less than is asked; with its contract where others ask less."""
    found: dict[str, list[str]] = {}
    checking = [each for each in asked if any(one.level for one in each.registers)]
    for each in checking:
        sentences = (said for one in each.registers if one.level for said in check_shortfalls(one, check))
        for sentence in dict.fromkeys(sentences):
            found.setdefault(sentence, []).append(each.contract)
    return tuple(
        sentence if len(contracts) == len(checking) else f"{', '.join(dict.fromkeys(contracts))}: {sentence}"
        for sentence, contracts in found.items()
    )


def entry_short(entry: CheckEntry, asked: Iterable[RegisterAsked]) -> tuple[str, ...]:
    """Of a check as it was typed."""
    lists = frozenset(barred for name, barred in LISTS.items() if getattr(entry, name))
    outcome = DbsOutcome(entry.outcome) if entry.outcome else None
    return check_short(Check(DbsLevel(entry.level), lists, outcome), asked)


def row_short(planned: Planned, asked: Iterable[RegisterAsked]) -> tuple[str, ...]:
    """Of a check in a row of a file, where the row brings a new one."""
    if planned.check is None:
        return ()
    named = {*planned.engagements, *(planned.known.engagements if planned.known else ())}
    return check_short(check_of(planned.check), among(asked, named))


def check_of(said: Facts) -> Check:
    lists = frozenset(barred for name, barred in LISTS.items() if said[name])
    outcome = DbsOutcome(str(said["outcome"])) if said["outcome"] else None
    return Check(DbsLevel(str(said["level"])), lists, outcome)


def among(asked: Iterable[RegisterAsked], engagements: Collection[str]) -> Sequence[RegisterAsked]:
    """What is asked of somebody who works under these engagements; of somebody under none, by any."""
    everything = list(asked)
    return [each for each in everything if str(each.engagement_id) in engagements] or everything
