"""Publish a draft as the next version of a contract's checklist."""

import uuid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow, faults, make_checklist
from checklists.library import as_data
from checklists.requirement import Checklist
from checklists.revising import Differences, compare_versions
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.authoring.actions.keep_draft_checklist import lock_draft, newest_version_id, problems_of_day
from portal.authoring.queries.drafts import DraftPlace, read_rows
from portal.records import ChecklistDraft, ChecklistVersion, Contract
from portal.standing.actions.rewrite_standing import rewrite_contract
from portal.standing.queries.in_force import list_versions

OVERTAKEN = (
    "Somebody else has published a version of this checklist since this draft was begun. "
    "Throw this draft away and start again from the version that is there now."
)


def next_version(versions: tuple[Checklist, ...], place: DraftPlace) -> Checklist:
    """The version that the draft becomes, beside those that there are. Raises CannotDo where it is not
    ready."""
    day = place.in_force_from
    refuse_problems(problems_of_rows(place.rows))
    if day is None:
        raise CannotDo({"in_force_from": "Enter the day from which the new version is in force."})
    last = versions[-1]
    used = {each.key for version in versions for each in version.requirements}
    return make_checklist(last.key, place.title, day, place.rows, used)


def problems_of_rows(rows: tuple[DraftRow, ...]) -> dict[str, str]:
    """By row what it still lacks."""
    kept = [row for row in rows if not row.removed]
    if not kept:
        return {"": "The checklist has no requirement. Add one."}
    problems = {}
    for row in kept:
        if found := faults(row.data):
            title = row.data.get("title") or "A requirement without a title"
            problems[f"row-{row.row}"] = f"{title}: {len(found)} of its answers are missing or wrong."
    return problems


def publish_checklist(session: Session, viewer: Viewer, place: DraftPlace) -> None:
    """From its day on the draft is what the contract asks for; the days before stay as they were.

    Published already is what was wanted. Raises NotAllowed, NotHere or CannotDo.
    """
    contract = place.contract
    if contract is None:
        raise CannotDo({"": "This draft belongs to no contract."})
    require(contract.audiences, Audience.MANAGER, "Only the lead provider's managers change the checklist.")
    draft = lock_draft(session, viewer, place.draft_id)
    if draft.finished_at:
        return
    if read_rows(draft.definition) != list(place.rows) or draft.in_force_from != place.in_force_from:
        raise CannotDo({"": "The draft has just been changed. Look at it again before you publish it."})
    lock_contract(session, contract.contract_id)
    if newest_version_id(session, contract.contract_id) != draft.base_id:
        raise CannotDo({"": OVERTAKEN})
    versions = list_versions(session, [contract.contract_id])[contract.contract_id]
    new = next_version(versions, place)
    refuse_problems(problems_of_day(contract, new.in_force_from, versions[-1]))
    differences = compare_versions(versions[-1], new)
    if not (differences.keys or differences.reordered or new.title != versions[-1].title):
        raise CannotDo({"": "Nothing is different from the version before."})
    keep_version(session, contract.contract_id, new)
    rewrite_contract(session, contract.contract_id)
    record_event(
        session, "checklist-published", viewer.person_id, contract_id=contract.contract_id,
        data={"in_force_from": new.in_force_from.isoformat()} | keys_of(differences),
    )  # fmt: skip
    session.execute(
        sa.update(ChecklistDraft).where(ChecklistDraft.id == place.draft_id).values(finished_at=clock.now())
    )
    session.commit()


def lock_contract(session: Session, contract_id: uuid.UUID) -> None:
    """Two versions of a contract are published one after the other."""
    session.execute(sa.select(Contract.id).where(Contract.id == contract_id).with_for_update(key_share=True))


def keep_version(session: Session, contract_id: uuid.UUID, new: Checklist) -> None:
    try:
        session.execute(
            sa.insert(ChecklistVersion).values(
                id=uuid.uuid4(), contract_id=contract_id, in_force_from=new.in_force_from,
                definition=as_data(new), created_at=clock.now(),
            )
        )  # fmt: skip
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": OVERTAKEN}) from None


def keys_of(differences: Differences) -> dict[str, list[str]]:
    """The keys of what is different, for the record."""
    return {
        "added": [each.key for each in differences.added],
        "changed": [each.after.key for each in differences.changed],
        "removed": [each.key for each in differences.removed],
    }
