"""A requirement whose document the lead issues: what was issued when, and to whom not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checklists.facts import FIRST_EDITION
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.clock import local_day
from portal.issued.queries.issued import IssuedLine
from portal.standing.queries.submissions import HARMFUL, OPEN
from portal.words.wording import day, size


@dataclass(frozen=True, slots=True)
class EditionView:
    """One of several editions, for whoever issues them. `is_newest` is the one that is asked for now."""

    file_id: str
    name: str
    called: str
    days: str
    words: str
    is_newest: bool
    is_open: bool
    is_harmful: bool


@dataclass(frozen=True, slots=True)
class IssueView:
    """A document that the lead gives out, or the text of an agreement that it puts up for signing; `issued`
    says when, empty where it has not. `editions` are there where there are several, the newest first."""

    title: str
    clause: str
    asks: str
    href: str
    issued: str
    name: str
    is_agreement: bool
    editions: tuple[EditionView, ...] = ()
    is_open: bool = True
    is_harmful: bool = False


def issue(requirement: Requirement, issued: Iterable[IssuedLine], contract_href: str) -> IssueView:
    lines = [each for each in issued if each.requirement_key == requirement.key]
    line = lines[-1] if lines else None
    is_agreement = requirement.kind is Kind.AGREEMENT
    return IssueView(
        requirement.title,
        requirement.clause,
        requirement.asks,
        f"{contract_href}/issue/{requirement.key}",
        issued_words(line, is_agreement) if line else "",
        f"{line.name}, {size(line.size)}" if line else "",
        is_agreement,
        tuple(edition_view(each, lines) for each in reversed(lines)) if len(lines) > 1 else (),
        line is None or line.scan in OPEN,
        line is not None and line.scan == HARMFUL,
    )


def issued_words(line: IssuedLine, is_agreement: bool) -> str:
    verb = "Up for signing since" if is_agreement else "Issued on"
    if line.edition > FIRST_EDITION:
        verb = f"{called(line)}, issued on"
    return f"{verb} {day(local_day(line.issued_at))}"


def called(line: IssuedLine) -> str:
    return ", ".join(filter(None, (f"Edition {line.edition}", line.title)))


def edition_view(line: IssuedLine, lines: Sequence[IssuedLine]) -> EditionView:
    return EditionView(
        str(line.file_id),
        line.name,
        called(line),
        days_words(line),
        line.words,
        line is lines[-1],
        line.scan in OPEN,
        line.scan == HARMFUL,
    )


def days_words(line: IssuedLine) -> str:
    issued = f"Issued on {day(local_day(line.issued_at))} by {line.issued_by}"
    if line.from_on is None:
        return issued
    by = f", to be acknowledged by {day(line.by_on)}" if line.by_on else ""
    return f"{issued}; counts from {day(line.from_on)}{by}"
