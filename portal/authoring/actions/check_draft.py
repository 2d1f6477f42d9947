"""What still keeps a draft from being finished."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from checklists.calendar import in_words
from checklists.continuing import Earlier, open_questions, twice_continued
from checklists.drafting import DraftRow, faults
from checklists.year.drafting import YearDraft
from portal import clock
from portal.authoring.queries.versions import Versions
from portal.places.contracts import ContractPlace

Problems = dict[str, str]


def problems_of_rows(rows: Sequence[DraftRow], earlier: Mapping[str, Earlier] | None = None) -> Problems:
    """By row what it still lacks, and whether it is one of the `earlier` requirements, which must be said."""
    kept = [row for row in rows if not row.removed]
    if not kept:
        return {"": "The checklist has no requirement. Add one."}
    return problems_of_answers(kept) | problems_of_keys(kept, earlier or {})


def problems_of_answers(kept: Sequence[DraftRow]) -> Problems:
    problems = {}
    for row in kept:
        if found := faults(row.data):
            count = f"{len(found)} of its answers are missing or wrong."
            problems[f"row-{row.row}"] = f"{called(row)}: {count}"
    return problems


def problems_of_keys(kept: Sequence[DraftRow], earlier: Mapping[str, Earlier]) -> Problems:
    questions = open_questions(kept, earlier)
    problems = {f"row-{row}": question(row, kept, asked) for row, asked in questions.items()}
    for same in twice_continued(kept).values():
        first, second = same[:2]
        problems.setdefault(
            f"row-{second.row}",
            f"{called(first)} and {called(second)} are said to be the same requirement."
            " Take one of them out, or say which it is.",
        )
    return problems


def question(row: str, kept: Sequence[DraftRow], asked: Sequence[Earlier]) -> str:
    title = next(called(each) for each in kept if each.row == row)
    if len(asked) > 1:
        return f"{title}: say which of the earlier requirements it is, if any."
    return f"{title}: say whether it is the requirement {since_when(asked[0])}."


def since_when(each: Earlier) -> str:
    """When an earlier requirement was asked, as it follows upon its name."""
    if each.is_asked:
        return "that is asked now"
    if each.until_on is None:
        return "that was in a version which has been replaced"
    verb = "is asked" if each.until_on >= clock.today() else "was there"
    return f"that {verb} until {in_words(each.until_on)}"


NAMED = {
    "meeting": "it is due before a meeting that is not among those of the draft.",
    "given_in": "it is given in a return that is not among those of the draft.",
    "joint": "what it adds up has to be among the measures of the draft: of the same periods, shares where it"
    " is one, and no sums themselves.",
    "part measures": "each measure that it is paid by has to be in the draft, by quarter and with a target"
    " that each partner reaches by itself.",
    "withheld_without": "payment is withheld without a return that is not among those of the draft.",
}
"""What is wrong with a row that names another one, by its field."""


def problems_of_year(year: YearDraft) -> Problems:
    """By row of what is asked for through the year, what it names and is not there."""
    problems = {}
    for (sort, key), errors in year.wrong.items():
        row = year.find(sort, key)
        said = " ".join(dict.fromkeys(NAMED[each.field] for each in errors))
        problems[f"{sort}-{key}"] = f"{row.title if row else key}: {said}"
    return problems


def called(row: DraftRow) -> str:
    return row.data.get("title") or "A requirement without a title"


def problems_of_day(
    place: ContractPlace, day: date, versions: Versions, replaces_id: uuid.UUID | None
) -> Problems:
    """What is wrong with the day: it is to stand behind all versions, or between the neighbours of the one
    that it replaces."""
    if not place.starts_on <= day <= place.ends_on:
        return {"in_force_from": "The day must be one of the contract’s."}
    standing = versions.standing
    ids = [each.version_id for each in standing]
    here = ids.index(replaces_id) if replaces_id in ids else len(ids)
    after = [each.in_force_from for each in standing[here + 1 :]]
    before = [each.in_force_from for each in standing[:here]]
    if before and day <= before[-1]:
        which = "version before it" if replaces_id else "last version"
        told = in_words(before[-1])
        return {"in_force_from": f"The day must be after {told}, when the {which} came into force."}
    if after and day >= after[0]:
        told = in_words(after[0])
        return {"in_force_from": f"The day must be before {told}, when the version after it is in force."}
    return {}
