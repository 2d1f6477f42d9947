"""What waits for a lead beside submissions, in numbers: one statement or a few for all of its contracts."""

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.year.rows import YearRows
from portal.access import Viewer
from portal.commitments.queries import waiting as commitments
from portal.occurrences.queries.occurrences import list_to_forward
from portal.payments.queries.due import count_to_put_up, counting_to_approve
from portal.records import Contract
from portal.returns.queries import waiting as returns
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Besides:
    """Of one contract: returns to decide on, occurrences that the council is to be told, `late` those of
    them whose day has been, statements to approve or to put up, and figures of commitments to decide on."""

    returns: int = 0
    occurrences: int = 0
    late: int = 0
    to_approve: int = 0
    to_put_up: int = 0
    figures: int = 0


def count_besides(
    session: Session, viewer: Viewer, contract_ids: Collection[uuid.UUID], today: date
) -> Mapping[uuid.UUID, Besides]:
    """By contract; `contract_ids` are some that the viewer manages or reviews."""
    if not contract_ids:
        return {}
    versions = list_versions(session, contract_ids)
    paying = agreeing(versions, lambda year: year.payments)
    occurrences, late = Counter[uuid.UUID](), Counter[uuid.UUID]()
    telling = agreeing(versions, lambda year: year.events)
    for each in list_to_forward(session, Contract.id.in_(telling)) if telling else ():
        occurrences[each.contract_id] += 1
        late[each.contract_id] += bool(each.forward_by and each.forward_by < today)
    to_put_up = count_to_put_up(session, viewer, paying, today) if paying else Counter()
    counted = count_at_once(
        session,
        returns.counting_with_lead(viewer, contract_ids),
        counting_to_approve(viewer, paying),
        commitments.counting_to_decide(viewer, contract_ids),
    )
    to_decide = returns.count_to_decide(session, viewer, list(counted[0]))
    return {
        each: Besides(to_decide[each], occurrences[each], late[each], to_approve, to_put_up[each], figures)
        for each in contract_ids
        for to_approve, figures in [[its[each] for its in counted[1:]]]
    }


def count_at_once(session: Session, *counting: sa.Select[uuid.UUID, int]) -> list[Counter[uuid.UUID]]:
    """By contract, each of what is counted; in one statement."""
    found = [Counter[uuid.UUID]() for _ in counting]
    each = [one.subquery() for one in counting]
    parts = (
        sa.select(sa.literal(place).label("place"), one.c.contract_id, one.c.number)
        for place, one in enumerate(each)
    )
    for row in session.execute(sa.union_all(*parts)):
        found[row.place][row.contract_id] = row.number
    return found


def agreeing(
    versions: Mapping[uuid.UUID, Iterable[Checklist]], what: Callable[[YearRows], Collection[object]]
) -> list[uuid.UUID]:
    """The contracts of which some version has that; of the others nothing is asked."""
    return [each for each, its in versions.items() if any(what(version.year) for version in its)]
