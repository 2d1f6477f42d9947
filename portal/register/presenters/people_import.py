"""Words about people that were read from a file: who they are, and what would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.register.presenters.short import ENDS, row_ends, row_short, training_short
from portal.register.queries.asked import RegisterAsked
from portal.register.sheets.columns import FACTS
from portal.register.sheets.plan import Facts, Planned
from portal.words.labels import DBS_OUTCOME
from portal.words.wording import counted, short_day

ENGAGED = {"staff": "Staff", "volunteer": "Volunteer"}
LEVEL = {"basic": "Basic", "standard": "Standard", "enhanced": "Enhanced"}
HEADINGS = {column.key: column.heading for column in FACTS}


@dataclass(frozen=True, slots=True)
class PersonRow:
    number: int
    called: str
    code: str
    about: str
    dates: str
    check: str
    training: tuple[str, ...]
    contracts: tuple[str, ...]
    happens: str
    kind: str
    short: tuple[str, ...]
    training_short: tuple[str, ...]


def person_row(
    planned: Planned,
    topics: Mapping[str, str],
    contracts: Mapping[str, str],
    asked: Sequence[RegisterAsked],
    today: date,
) -> PersonRow:
    """`topics` are titles by key, `contracts` names by engagement. `kind` is new, changed or same; `short`
    are the sentences in which a new check falls short of what is asked, `training_short` those in which
    training does."""
    values = planned.row.values
    started, left = values["started_on"], values["left_on"]
    training = [
        f"{topics.get(key.partition(':')[2], key)}: {short_day(value)}"
        for key, value in values.items()
        if key.startswith("training:") and isinstance(value, date)
    ]
    engaged = f", {ENGAGED[str(values['engaged_as'])].lower()}" if values["engaged_as"] else ""
    return PersonRow(
        planned.row.number,
        str(values["name"] or values["staff_code"]),
        str(values["staff_code"] or "") if values["name"] else "",
        f"{values['job']}{engaged}",
        f"From {said_day(started)}" + (f" until {said_day(left)}" if left else ""),
        check_words(values),
        tuple(training),
        tuple(contracts[each] for each in planned.engagements if each in contracts),
        happens(planned, topics),
        kind(planned),
        row_short(planned, asked, today),
        training_short(planned, asked, topics, today),
    )


def kind(planned: Planned) -> str:
    if planned.known is None:
        return "new"
    return "changed" if planned.is_change else "same"


def happens(planned: Planned, topics: Mapping[str, str]) -> str:
    """What confirming does with the row."""
    if planned.known is None:
        return "New"
    parts = [f"came back on {short_day(planned.back_on)}"] if planned.back_on else []
    parts += [HEADINGS[key].lower() for key in planned.changed]
    parts += ["DBS check"] if planned.check else []
    parts += [f"training in {topics.get(key, key)}" for key, _ in planned.training]
    parts += ["contract"] if planned.engagements else []
    return f"Updated: {', '.join(parts)}" if parts else "On the register already, nothing changes"


def check_words(values: Facts) -> str:
    if values["level"] is None:
        return "No check in the file"
    lists = [
        name for key, name in (("adults_list", "adults’"), ("childrens_list", "children’s")) if values[key]
    ]
    barred = f", {' and '.join(lists)} list{'s' if len(lists) > 1 else ''}" if lists else ""
    outcome = (
        DBS_OUTCOME.get(str(values["outcome"]), "outcome not known")
        if values["outcome"]
        else "outcome not known"
    )
    return f"{LEVEL[str(values['level'])]}{barred}, issued {said_day(values['issued_on'])}, {outcome.lower()}"


def said_day(value: object) -> str:
    return short_day(value) if isinstance(value, date) else ""


def plan_words(plan: Sequence[Planned]) -> str:
    """
    >>> plan_words(())
    'Nobody is added.'
    """
    kinds = [kind(each) for each in plan]
    new, changed, same = (kinds.count(each) for each in ("new", "changed", "same"))
    said = [f"{counted(new, 'person', 'people')} will be added"] if new else []
    if changed:
        said.append(f"{changed} will be updated")
    if same:
        said.append(f"{same} {'is' if same == 1 else 'are'} on the register already and will not change")
    return f"{', '.join(said)}." if said else "Nobody is added."


def short_words(plan: Sequence[Planned], asked: Sequence[RegisterAsked], today: date) -> str:
    """How many checks and how much training falls short of what is asked, and how many checks end what is
    there; empty for none."""
    short = [each for each in plan if row_short(each, asked, today)]
    checks = len(short)
    training = sum(len(training_short(each, asked, {}, today)) for each in plan)
    said = [counted(checks, "DBS check")] if checks else []
    said += [counted(training, "training record")] if training else []
    if not said:
        return ""
    verb = "falls" if checks + training == 1 else "fall"
    where = "row" if checks + training == 1 else "rows"
    words = f"{' and '.join(said)} {verb} short of what is asked: it is said in the {where}."
    ending = sum(bool(row_ends(each)) for each in short)
    if not ending:
        return words
    what = counted(ending, "check that follows an earlier one is", "checks that follow an earlier one are")
    return f"{words} {what} not clear, or without an outcome: {ENDS[:1].lower()}{ENDS[1:]}"


def done_words(outcome: Mapping[str, int]) -> tuple[str, ...]:
    """What was done, a line each."""
    lines = [f"{counted(outcome['added'], 'person', 'people')} added to the register"]
    lines += [f"{counted(outcome['changed'], 'person', 'people')} updated"] if outcome["changed"] else []
    lines += [f"{counted(outcome['checks'], 'DBS check')} recorded"] if outcome["checks"] else []
    lines += [f"{counted(outcome['training'], 'training record')} recorded"] if outcome["training"] else []
    if outcome["sent"]:
        lines.append(
            f"{counted(outcome['sent'], 'record')} sent to be checked by the lead providers that ask for them"
        )
    return tuple(lines)
