"""What is due under a contract by a day, for its calendar: in words without the name of any worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.findings import ActionState
from portal.findings.queries.actions import ActionLine
from portal.occurrences.queries.told import Line as Occurrence
from portal.returns.queries.due import DueReturn
from portal.web.addresses import ACTION, CONTRACT_RETURNS, OCCURRENCE, OWN_ACTION
from portal.words.labels import ACTION_STATE
from portal.words.returns import period_name
from portal.words.wording import day, partners_among


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day; without `href` whoever reads it is led nowhere."""

    on: date
    what: str
    whose: str
    href: str
    is_overdue: bool

    @property
    def when(self) -> str:
        return day(self.on)


def of_actions(lines: Iterable[ActionLine], lead: str, today: date, *, is_link: bool) -> list[Due]:
    """Who does it may be a worker, and is not named."""
    return [
        Due(
            each.by_on,
            f"{ACTION_STATE['done'] if each.waits(ActionState.DONE) else 'To be done'}: {each.what}",
            each.partner or lead,
            address_of(each) if is_link else "",
            each.is_overdue(today),
        )
        for each in lines
    ]


def address_of(line: ActionLine) -> str:
    if line.engagement_id:
        return ACTION(line.engagement_id, line.action_id)
    return OWN_ACTION(line.contract_id, line.action_id)


def of_returns(contract_id: UUID, found: Iterable[DueReturn], today: date) -> list[Due]:
    """One for all partners of whom it is due on the day. The lead reads what was sent, and what was not
    stands in its list."""
    return [
        Due(
            each.due_on,
            f"Return: {each.title}, {period_name(each.part)}",
            whose(each),
            CONTRACT_RETURNS(contract_id),
            each.due_on < today,
        )
        for each in found
    ]


def whose(due: DueReturn) -> str:
    those = due.partners
    return those[0].name if len(those) == 1 else partners_among(each.partner_id for each in those)


def of_occurrences(lines: Iterable[Occurrence], lead: str, today: date) -> list[Due]:
    """What partners have to tell, and what the lead has to tell the council, by a day."""
    return [
        Due(
            due_on,
            f"{what}: {each.event.title}",
            whose or each.partner,
            OCCURRENCE(each.engagement_id, each.occurrence_id),
            due_on < today,
        )
        for each in lines
        for what, whose, due_on in (
            ("To be told", "", each.tell_by),
            ("To be forwarded", f"{lead}, for {each.partner}", each.forward_by),
        )
        if due_on
    ]


def in_turn(due: Iterable[Due]) -> list[Due]:
    return sorted(due, key=lambda each: (each.on, each.what, each.whose))
