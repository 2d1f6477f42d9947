"""What the lead has issued for a requirement, in words: its editions, and which of them was acknowledged."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklists.vocabulary import Kind, State
from portal.clock import local_day
from portal.details import edition_of
from portal.slots.queries.issued import Issued
from portal.slots.queries.slot import SlotPage
from portal.standing.queries.sent_and_decided import Sent
from portal.words.slot import Standing
from portal.words.wording import day, moment

STILL = frozenset({State.MET.value, "soon"})
"""The states, as pages have them, in which nothing stands in the way yet."""


@dataclass(frozen=True, slots=True)
class EditionView:
    """`called` is empty where there is one edition alone; `said` who has acknowledged it when."""

    file: Issued
    called: str
    days: str
    words: str
    said: str

    @property
    def number(self) -> int:
        return self.file.edition


def editions_view(page: SlotPage) -> list[EditionView]:
    """The newest first."""
    if page.requirement.kind is not Kind.ISSUED:
        return []
    said = {edition_of(each.details): each for each in reversed(page.sent) if each.sent_at}
    return [edition_view(each, said, is_alone=len(page.issued) == 1) for each in page.issued]


def edition_view(issued: Issued, said: Mapping[int, Sent], *, is_alone: bool) -> EditionView:
    named = ", ".join(filter(None, (f"Edition {issued.edition}", issued.title)))
    return EditionView(
        issued,
        "" if is_alone else named,
        "" if is_alone else days_words(issued),
        issued.words,
        said_words(said.get(issued.edition)),
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


def is_to_be_acknowledged(editions: list[EditionView], standing: Standing | None) -> bool:
    """Also while what was acknowledged before is still enough."""
    if standing is None or not editions:
        return False
    return standing.is_yours or (standing.state in STILL and not editions[0].said)
