"""What was read from a document, as the rows of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checklists.drafting import DraftRow
from checklists.plain_data import as_table
from portal.authoring.queries.drafts import LEFT_OUT, Sources

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Drafted:
    title: str
    rows: list[DraftRow]
    sources: Sources


def drafted(proposal: Mapping[str, Any]) -> Drafted:
    """`proposal` is plain data: a checklist as `as_data` gives it, where what was not found is absent, and by
    requirement key `sources` (field to sentence), `uncertain` (fields) and `questions` (field to what is to
    be asked). `left_out` are rows of the document that became no requirement."""
    rows, sources = [], left_out_of(proposal)
    for place, requirement in enumerate(proposal["requirements"], 1):
        name, key = str(place), requirement["key"]
        data = {field: value for field, value in as_table(requirement).items() if field != "key"}
        rows.append(DraftRow(name, None, data))
        said, uncertain = proposal["sources"].get(key, {}), proposal["uncertain"].get(key, [])
        read = sources_of(said, uncertain, proposal.get("questions", {}).get(key, {}))
        if read:
            sources[name] = read
    title = " ".join(str(proposal.get("title") or "Checklist").split())
    return Drafted(title[:LONGEST_TITLE], rows, sources)


def sources_of(
    sentences: Mapping[str, str], uncertain: list[str], questions: Mapping[str, str]
) -> dict[str, object]:
    """By field its sentence, whether to look at it again, and what to ask then; a field without a sentence is
    a guess."""
    found: dict[str, Any] = {}
    for field in dict.fromkeys([*sentences, *uncertain]):
        found[field] = {"sentence": sentences.get(field, ""), "check": field in uncertain}
        if field in questions:
            found[field]["question"] = questions[field]
    return found


def left_out_of(proposal: Mapping[str, Any]) -> Sources:
    """By place the words of each row that was left out, and why."""
    rows = proposal.get("left_out", ())
    return (
        {LEFT_OUT: {each["place"]: {"sentence": each["words"], "why": each["why"]} for each in rows}}
        if rows
        else {}
    )
