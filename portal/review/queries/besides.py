"""What waits for a lead beside submissions, in numbers: one statement or a few for all of its contracts."""

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.year.rows import YearRows
from portal.access import Viewer
from portal.commitments.queries import waiting as commitments
from portal.occurrences.queries.occurrences import counting_may_be_to_forward, list_to_forward
from portal.payments.queries.due import count_to_put_up, counting_to_approve
from portal.places.leading import asked_by
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
    with_lead, to_approve, figures, forwarding = count_at_once(session, viewer, contract_ids)
    telling = forwarding.keys() & agreeing(versions, lambda year: year.events)
    occurrences, late = count_to_forward(session, telling, today)
    to_put_up = count_to_put_up(session, viewer, paying, today) if paying else Counter()
    to_decide = returns.count_to_decide(session, viewer, list(with_lead))
    return {
        each: Besides(
            to_decide[each],
            occurrences[each],
            late[each],
            to_approve[each] if each in paying else 0,
            to_put_up[each],
            figures[each],
        )
        for each in contract_ids
    }


def count_at_once(
    session: Session, viewer: Viewer, contract_ids: Collection[uuid.UUID]
) -> list[Counter[uuid.UUID]]:
    """By contract, each of what is counted; in one statement."""
    found = [Counter[uuid.UUID]() for _ in COUNTED]
    for row in session.execute(counting(), asked_by(viewer, contract_ids)):
        found[row.place][row.contract_id] = row.number
    return found


COUNTED = (
    returns.counting_with_lead,
    counting_to_approve,
    commitments.counting_to_decide,
    counting_may_be_to_forward,
)


@cache
def counting() -> sa.CompoundSelect[int, uuid.UUID, int]:
    each = [one().subquery() for one in COUNTED]
    return sa.union_all(
        *(
            sa.select(sa.literal(place).label("place"), one.c.contract_id, one.c.number)
            for place, one in enumerate(each)
        )
    )


def count_to_forward(
    session: Session, contract_ids: Collection[uuid.UUID], today: date
) -> tuple[Counter[uuid.UUID], Counter[uuid.UUID]]:
    """By contract, of what the council is to be told, and of how much the day has been."""
    waiting = list_to_forward(session, Contract.id.in_(contract_ids)) if contract_ids else ()
    late = (each.contract_id for each in waiting if each.forward_by and each.forward_by < today)
    return Counter(each.contract_id for each in waiting), Counter(late)


def agreeing(
    versions: Mapping[uuid.UUID, Iterable[Checklist]], what: Callable[[YearRows], Collection[object]]
) -> set[uuid.UUID]:
    """The contracts of which some version has that; of the others nothing is told."""
    return {each for each, its in versions.items() if any(what(version.year) for version in its)}
