"""What was read from a document, as the rows of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checklists.drafting import DraftRow
from checklists.plain_data import as_table
from portal.authoring.queries.drafts import Sources

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Drafted:
    title: str
    rows: list[DraftRow]
    sources: Sources


def drafted(proposal: Mapping[str, Any]) -> Drafted:
    """`proposal` is plain data: a checklist as `as_data` gives it, where what was not found is absent, and by
    requirement key `sources` (field to sentence) and `uncertain` (fields)."""
    rows, sources = [], {}
    for place, requirement in enumerate(proposal["requirements"], 1):
        name, key = str(place), requirement["key"]
        data = {field: value for field, value in as_table(requirement).items() if field != "key"}
        rows.append(DraftRow(name, None, data))
        read = sources_of(proposal["sources"].get(key, {}), proposal["uncertain"].get(key, []))
        if read:
            sources[name] = read
    title = " ".join(str(proposal.get("title") or "Checklist").split())
    return Drafted(title[:LONGEST_TITLE], rows, sources)


def sources_of(sentences: Mapping[str, str], uncertain: list[str]) -> dict[str, Any]:
    """By field its sentence, and whether to look at it again; a field without a sentence is a guess."""
    fields = dict.fromkeys([*sentences, *uncertain])
    return {field: {"sentence": sentences.get(field, ""), "check": field in uncertain} for field in fields}
