"""What the lead issues under a contract, a line a document."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checklists.requirement import Requirement
from portal.issued.presenters.issued import IssueView, issue
from portal.issued.queries.acknowledged import Acknowledgement
from portal.issued.queries.issued import IssuedLine
from portal.web.addresses import CONTRACT
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class DocumentView:
    """`said` tells how many have the newest edition, empty where there is none; `is_done` that all have."""

    document: IssueView
    said: str
    is_done: bool


def document_views(
    contract_id: uuid.UUID,
    asked: Iterable[Requirement],
    issued: Sequence[IssuedLine],
    found: Mapping[str, Sequence[Acknowledgement]],
) -> list[DocumentView]:
    newest = {each.requirement_key: each.edition for each in issued}
    return [
        document_view(issue(each, issued, CONTRACT(contract_id)), newest.get(each.key), found[each.key])
        for each in asked
    ]


def document_view(document: IssueView, newest: int | None, found: Sequence[Acknowledgement]) -> DocumentView:
    if newest is None:
        return DocumentView(document, "", is_done=False)
    many = sum(each.has(newest) for each in found)
    verb = "signed and accepted" if document.is_agreement else "acknowledged"
    said = f"{verb} for {many} of {counted(len(found), 'engagement')}"
    return DocumentView(document, f"{said[0].upper()}{said[1:]}", is_done=many == len(found))
