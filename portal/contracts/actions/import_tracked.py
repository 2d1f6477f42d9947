"""Carry over what a lead had accepted before it began with the portal: without a file, and marked as such."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.references import new_reference
from portal.contracts.sheets.tracked import Item, Planned
from portal.importing.actions.keep_sheet import claim_sheet, close_sheet
from portal.places.contracts import ContractPlace, EngagementPlace, get_engagement_place
from portal.records import Engagement, Submission
from portal.review.actions.append_decisions import say_decisions
from portal.review.actions.decide import Verdict, decision_row
from portal.review.actions.require_other_side import require_other_side
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements
from portal.standing.queries.in_force import list_versions

WORDS = "Carried over from the lead’s own records. The document is asked for when this ends."
CARRIED = {"carried": True}


def lock_all_engagements(session: Session, place: ContractPlace) -> None:
    """Until the transaction ends nothing else is decided under the contract."""
    lock_contract(session, place.contract_id)
    ids = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == place.contract_id))
    lock_engagements(session, sorted(ids))


def carry_over(
    session: Session, viewer: Viewer, place: ContractPlace, sheet_id: uuid.UUID, plan: Sequence[Planned]
) -> None:
    """Carry the plan out, once. It was made since `lock_all_engagements`. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers carry evidence over.")
    if not claim_sheet(session, sheet_id):
        return
    versions = list_versions(session, [place.contract_id])[place.contract_id]
    items = partners = 0
    organisations: set[uuid.UUID] = set()
    for engagement_id, wanted in sorted(carried_items(plan).items()):
        at = get_engagement_place(session, viewer, engagement_id, (Audience.MANAGER,))
        require_other_side(viewer, at)
        rows = [carried_row(session, viewer, at, each) for each in wanted]
        say_decisions(session, at, rows, "evidence-carried-over", viewer.person_id, versions)
        items, partners = items + len(rows), partners + 1
        organisations.add(at.partner_id)
    outcome = {"items": items, "partners": partners, "organisations": len(organisations)}
    close_sheet(session, sheet_id, outcome)
    session.commit()


def carried_items(plan: Sequence[Planned]) -> dict[uuid.UUID, list[Item]]:
    """What is carried over, by engagement: a sheet may have several rows of one."""
    found = defaultdict[uuid.UUID, list[Item]](list)
    for planned in plan:
        for each in planned.items:
            if not each.problem:
                found[planned.partner.engagement_id].append(each)
    return found


def carried_row(session: Session, viewer: Viewer, place: EngagementPlace, item: Item) -> dict[str, object]:
    """The decision, and beneath it what it is about: the lead's own entry, without a file."""
    submission_id = add_entry(session, viewer, place, item, clock.now())
    verdict = Verdict(Outcome.ACCEPT, until_on=item.until_on, words=WORDS, details=CARRIED)
    key, part = item.tracked.key, item.tracked.part
    row = decision_row(place, key, part, verdict, viewer.person_id, clock.today())
    return row | {"submission_id": submission_id}


def add_entry(
    session: Session, viewer: Viewer, place: EngagementPlace, item: Item, now: datetime
) -> uuid.UUID:
    submission_id = uuid.uuid4()
    session.execute(
        sa.insert(Submission).values(
            id=submission_id,
            reference=new_reference("S"),
            engagement_id=place.engagement_id,
            requirement_key=item.tracked.key,
            part_key=item.tracked.part,
            until_on=item.until_on,
            details=CARRIED,
            made_by=viewer.person_id,
            made_at=now,
            sent_by=viewer.person_id,
            sent_at=now,
        )
    )
    return submission_id
