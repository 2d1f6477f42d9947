"""Publish a draft as the next version of a contract's checklist, or in place of one."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.drafting import make_checklist
from checklists.library import as_data
from checklists.requirement import Checklist
from checklists.revising import Differences, compare_versions, with_version
from checklists.year.comparing import compare_years
from checklists.year.rows import YearRows
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, refuse_problems
from portal.authoring.actions.ask_for_people import ask_for_people
from portal.authoring.actions.check_draft import problems_of_day, problems_of_rows, problems_of_year
from portal.authoring.actions.keep_draft_checklist import lock_draft
from portal.authoring.queries.drafts import DraftPlace, read_rows, year_of
from portal.authoring.queries.versions import Version, Versions, get_versions
from portal.records import ChecklistDraft, ChecklistVersion
from portal.standing.actions.lock_engagements import hold_contract
from portal.standing.actions.rewrite_standing import rewrite_contract

OVERTAKEN = (
    "Somebody else has published a version of this checklist since this draft was begun. "
    "Throw this draft away and start again from the version that is there now."
)
CHANGED = "The draft has just been changed. Look at it again before you publish it."
WHY = "Enter why: what is said of days that are past changes, or a version is replaced."


@dataclass(frozen=True, slots=True)
class Next:
    """What the draft becomes: a version beside those that stand, in place of `replaced` where there is one.
    `before` is what it is compared with."""

    standing: tuple[Checklist, ...]
    checklist: Checklist
    before: Checklist
    replaced: Version | None

    @property
    def replaced_checklist(self) -> Checklist | None:
        return self.replaced.checklist if self.replaced else None

    @property
    def versions(self) -> list[Checklist]:
        """Those that stand once it is published, oldest first."""
        return with_version(self.standing, self.checklist, self.replaced_checklist)

    @property
    def is_different(self) -> bool:
        differences = compare_versions(self.before, self.checklist)
        same_day = self.replaced is None or self.replaced.in_force_from == self.checklist.in_force_from
        is_renamed = self.checklist.title != self.before.title
        is_other_year = self.checklist.year != self.before.year
        return bool(differences.keys or differences.reordered or is_renamed or is_other_year or not same_day)

    def needs_reason(self, today: date) -> bool:
        """Where days that are past are told otherwise, or what was published is put right."""
        return self.replaced is not None or self.checklist.in_force_from < today


def next_version(versions: Versions, place: DraftPlace) -> Next:
    """What the draft becomes. Raises CannotDo where it is not ready."""
    refuse_problems(problems_of_rows(place.rows, versions.earlier) | problems_of_year(place.year))
    if place.in_force_from is None:
        raise CannotDo({"in_force_from": "Enter the day from which the new version is in force."})
    replaced = versions.find_standing(place.replaces_id)
    before = replaced.checklist if replaced else versions.checklists[-1]
    about = (before.key, place.title, place.in_force_from)
    new = make_checklist(*about, place.rows, versions.used_keys, place.year.kept)
    return Next(versions.checklists, new, before, replaced)


def publish_checklist(session: Session, viewer: Viewer, place: DraftPlace, reason: str = "") -> None:
    """From its day on the draft is what the contract asks for, and what it replaces stands no longer; what
    was known on an evening stays as it was. What is recorded of people then goes to what it asks of them.

    Published already is what was wanted. Raises NotAllowed, NotHere or CannotDo.
    """
    contract = place.contract
    if contract is None:
        raise CannotDo({"": "This draft belongs to no contract."})
    require(contract.audiences, Audience.MANAGER, "Only the lead provider's managers change the checklist.")
    draft = lock_draft(session, viewer, place.draft_id)
    if draft.finished_at:
        return
    seen = (list(place.rows), place.year, place.title, place.in_force_from)
    year = year_of(session, draft.definition, contract.contract_id)
    if (read_rows(draft.definition), year, draft.title, draft.in_force_from) != seen:
        raise CannotDo({"": CHANGED})
    contract = hold_contract(session, contract)
    versions = get_versions(session, contract.contract_id)
    if versions.newest_id != draft.base_id:
        raise CannotDo({"": OVERTAKEN})
    new = next_version(versions, place)
    refuse_problems(problems_of_day(contract, new.checklist.in_force_from, versions, place.replaces_id))
    if not new.is_different:
        raise CannotDo({"": "Nothing is different from the version before."})
    reason = reason_for(new, reason)
    keep_version(session, contract.contract_id, new.checklist, viewer, new.replaced, reason)
    rewrite_contract(session, contract.contract_id)
    ask_for_people(session, contract.contract_id, new.checklist.in_force_from)
    if new.replaced and new.replaced.in_force_from <= clock.today():  # until that day another is in force
        ask_for_people(session, contract.contract_id, clock.today())
    record_event(
        session,
        "checklist-published",
        viewer.person_id,
        contract_id=contract.contract_id,
        data=published_data(new, reason),
    )
    session.execute(
        sa.update(ChecklistDraft).where(ChecklistDraft.id == place.draft_id).values(finished_at=clock.now())
    )
    session.commit()


def reason_for(new: Next, reason: str) -> str:
    """The reason as it is kept: empty where none is asked for. Raises CannotDo."""
    if not new.needs_reason(clock.today()):
        return ""
    reason = many_lines(reason)
    if not reason:
        raise CannotDo({"reason": WHY})
    return reason


def keep_version(
    session: Session,
    contract_id: uuid.UUID,
    new: Checklist,
    viewer: Viewer,
    replaced: Version | None = None,
    reason: str = "",
) -> None:
    values = {
        "id": uuid.uuid4(),
        "contract_id": contract_id,
        "in_force_from": new.in_force_from,
        "definition": as_data(new),
        "created_at": clock.now(),
        "published_by": viewer.person_id,
        "replaces_id": replaced.version_id if replaced else None,
        "reason": reason,
    }
    try:
        session.execute(sa.insert(ChecklistVersion).values(values))
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": OVERTAKEN}) from None


def published_data(new: Next, reason: str) -> dict[str, object]:
    """What the record says of it."""
    data: dict[str, object] = {"in_force_from": new.checklist.in_force_from.isoformat()}
    if new.replaced:
        data["replaces"] = new.replaced.in_force_from.isoformat()
    if reason:
        data["reason"] = reason
    through_the_year = {"year": each} if (each := keys_of_year(new.before.year, new.checklist.year)) else {}
    return data | keys_of(compare_versions(new.before, new.checklist)) | through_the_year


def keys_of(differences: Differences) -> dict[str, list[str]]:
    """The keys of what is different, for the record."""
    return {
        "added": [each.key for each in differences.added],
        "changed": [each.after.key for each in differences.changed],
        "removed": [each.key for each in differences.removed],
    }


def keys_of_year(before: YearRows, after: YearRows) -> dict[str, dict[str, list[str]]]:
    """By list of what is asked for through the year the same."""
    return {
        each.sort.plural: {
            "added": [row.key for row in each.added],
            "changed": [changed.after.key for changed in each.changed],
            "removed": [row.key for row in each.removed],
        }
        for each in compare_years(before, after)
    }
