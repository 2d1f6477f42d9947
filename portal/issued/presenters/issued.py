"""A requirement whose document the lead issues: what was issued when, and to whom not yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.clock import local_day
from portal.issued.queries.issued import IssuedLine
from portal.standing.queries.submissions import HARMFUL, OPEN
from portal.words.wording import day, size


@dataclass(frozen=True, slots=True)
class IssueView:
    """A document that the lead gives out, or the text of an agreement that it puts up for signing; `issued`
    says when, empty where it has not."""

    title: str
    clause: str
    asks: str
    href: str
    issued: str
    name: str
    is_agreement: bool
    is_open: bool = True
    is_harmful: bool = False


def issue(requirement: Requirement, issued: Iterable[IssuedLine], contract_href: str) -> IssueView:
    line = next((each for each in issued if each.requirement_key == requirement.key), None)
    is_agreement = requirement.kind is Kind.AGREEMENT
    verb = "Up for signing since" if is_agreement else "Issued on"
    return IssueView(
        requirement.title,
        requirement.clause,
        requirement.asks,
        f"{contract_href}/issue/{requirement.key}",
        f"{verb} {day(local_day(line.issued_at))}" if line else "",
        f"{line.name}, {size(line.size)}" if line else "",
        is_agreement,
        line is None or line.scan in OPEN,
        line is not None and line.scan == HARMFUL,
    )
