"""What the lead has issued for a requirement, in words: its editions, and which of them was acknowledged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from checklists.signing import is_other_signed
from checklists.vocabulary import Kind, Outcome, State
from portal.clock import local_day
from portal.details import edition_of
from portal.slots.queries.issued import Issued
from portal.slots.queries.slot import SlotPage
from portal.standing.queries.sent_and_decided import Decided, Sent
from portal.words.slot import Standing
from portal.words.wording import day, moment

STILL = frozenset({State.MET.value, "soon"})
"""The states, as pages have them, in which nothing stands in the way yet."""


@dataclass(frozen=True, slots=True)
class EditionView:
    """`called` is empty where there is one edition alone; `said` who has acknowledged it when, also in words
    that count no more, and `is_said` whether it was in those that are asked for."""

    file: Issued
    called: str
    days: str
    words: str
    said: str
    is_said: bool

    @property
    def number(self) -> int:
        return self.file.edition


def editions_view(page: SlotPage) -> list[EditionView]:
    """The newest first."""
    if page.requirement.kind is not Kind.ISSUED:
        return []
    other = {each.submission_id for each in page.decided if is_other_signed(page.requirement, each.fact)}
    stands = accepted(page.decided)
    sent = [each for each in reversed(page.sent) if each.submission_id in stands]
    before = by_edition(each for each in sent if each.submission_id in other)
    said = by_edition(each for each in sent if each.submission_id not in other)
    return [edition_view(each, said, before, is_alone=len(page.issued) == 1) for each in page.issued]


def accepted(decided: Iterable[Decided]) -> set[UUID | None]:
    """What was sent and is accepted, unless a later decision undid that."""
    made = tuple(decided)
    undone = {each.fact.corrects for each in made}
    standing = (each for each in made if each.fact.key not in undone)
    return {each.submission_id for each in standing if each.fact.outcome is Outcome.ACCEPT}


def by_edition(sent: Iterable[Sent]) -> dict[int, Sent]:
    return {edition_of(each.details): each for each in sent}


def edition_view(
    issued: Issued, said: Mapping[int, Sent], before: Mapping[int, Sent], *, is_alone: bool
) -> EditionView:
    """`before` has what was acknowledged in other words than are asked for."""
    named = ", ".join(filter(None, (f"Edition {issued.edition}", issued.title)))
    return EditionView(
        issued,
        "" if is_alone else named,
        "" if is_alone else days_words(issued),
        issued.words,
        said_words(said.get(issued.edition)) or before_words(before.get(issued.edition)),
        issued.edition in said,
    )


def days_words(issued: Issued) -> str:
    """From when it counts, and until when what was acknowledged before is enough."""
    if issued.from_on is None:
        return f"Issued on {day(local_day(issued.issued_at))}"
    by = f"; acknowledge it by {day(issued.by_on)}" if issued.by_on else "; acknowledge it before that day"
    return f"Counts from {day(issued.from_on)}{by}"


def said_words(sent: Sent | None) -> str:
    if sent is None or sent.sent_at is None:
        return ""
    by = ", ".join(filter(None, (sent.signed_name, sent.signed_position)))
    return f"Acknowledged by {by}, {moment(sent.sent_at)}"


def before_words(sent: Sent | None) -> str:
    return f"{said_words(sent)}, before the statement was worded otherwise" if sent else ""


def is_to_be_acknowledged(editions: list[EditionView], standing: Standing | None) -> bool:
    """Also while what was acknowledged before is still enough."""
    if standing is None or not editions:
        return False
    return standing.is_yours or (standing.state in STILL and not editions[0].is_said)
