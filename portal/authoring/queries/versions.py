"""The versions of a contract's checklist, those too that others have replaced, with who published them."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.continuing import Earlier, earlier_requirements
from checklists.published import Published
from checklists.requirement import Checklist
from checklists.vocabulary import Outcome, Stage
from checklists.year.drafting import Sort, rows_of
from portal.access import Audience, NotHere
from portal.clock import local_day
from portal.places.contracts import ContractPlace
from portal.reading_once import reads_once
from portal.records import ChecklistVersion, Decision, Engagement, Person, UnderWay
from portal.standing.queries.as_known import known_at
from portal.standing.queries.in_force import read_checklists


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was published. `published_by` and `reason` may be empty."""

    version_id: uuid.UUID
    checklist: Checklist
    published_at: datetime
    published_by: str
    reason: str
    replaces_id: uuid.UUID | None

    @property
    def in_force_from(self) -> date:
        return self.checklist.in_force_from

    @property
    def published_on(self) -> date:
        return local_day(self.published_at)


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of a contract, in the order of publishing."""

    published: tuple[Version, ...]

    @property
    def newest_id(self) -> uuid.UUID:
        """Of the one that was published last."""
        return self.published[-1].version_id

    @property
    def standing(self) -> tuple[Version, ...]:
        """Those that no other one replaces, oldest first."""
        replaced = {each.replaces_id for each in self.published}
        standing = [each for each in self.published if each.version_id not in replaced]
        return tuple(sorted(standing, key=lambda each: each.in_force_from))

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        """Those of the versions that stand, oldest first."""
        return tuple(each.checklist for each in self.standing)

    @property
    def used_keys(self) -> frozenset[str]:
        """Of all requirements that there ever were."""
        return frozenset(row.key for each in self.published for row in each.checklist.requirements)

    @property
    def earlier(self) -> dict[str, Earlier]:
        """By key the requirements that the checklist ever had."""
        found = ((each, self.replacing(each.version_id)) for each in self.published)
        return earlier_requirements(
            Published(each.checklist, each.published_on, by.published_on if by else None)
            for each, by in found
        )

    def replacing(self, version_id: uuid.UUID) -> Version | None:
        """The version that replaces that one."""
        return next((each for each in self.published if each.replaces_id == version_id), None)

    def find_standing(self, version_id: uuid.UUID | None) -> Version | None:
        return next((each for each in self.standing if each.version_id == version_id), None)

    def find(self, version_id: uuid.UUID | None) -> Version | None:
        return next((each for each in self.published if each.version_id == version_id), None)


@reads_once
def get_versions(session: Session, contract_id: uuid.UUID) -> Versions:
    version = ChecklistVersion
    rows = session.execute(
        sa.select(
            version.id,
            version.created_at,
            version.reason,
            version.replaces_id,
            Person.name.label("published_by"),
        )
        .outerjoin(Person, Person.id == version.published_by)
        .where(version.contract_id == contract_id)
        .order_by(version.created_at, version.in_force_from)
    ).all()
    checklists = read_checklists(session, [row.id for row in rows])
    return Versions(
        tuple(
            Version(row.id, checklist, row.created_at, row.published_by or "", row.reason, row.replaces_id)
            for row, checklist in zip(rows, checklists, strict=True)
        )
    )


def find_earlier(session: Session, contract: ContractPlace | None) -> dict[str, Earlier]:
    """By key the requirements that a contract's checklist ever had; none of a lead's own checklist."""
    if contract is None:
        return {}
    return get_versions(session, contract.contract_id).earlier


def find_used_keys(session: Session, contract: ContractPlace | None, sort: Sort) -> frozenset[str]:
    """Of all rows of the sort that a contract ever had; none of a lead's own checklist."""
    if contract is None:
        return frozenset()
    published = get_versions(session, contract.contract_id).published
    return frozenset(row.key for each in published for row in rows_of(each.checklist.year, sort))


def count_accepted(session: Session, place: ContractPlace, keys: Iterable[str]) -> dict[str, int]:
    """By requirement key, for how many of the contract's engagements something was accepted; no key without.
    For managers; raises NotHere."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    wanted: Sequence[str] = sorted(set(keys))
    if not wanted:
        return {}
    rows = session.execute(
        sa.select(
            Decision.requirement_key, sa.func.count(sa.distinct(Decision.engagement_id)).label("number")
        )
        .join(Engagement, Engagement.id == Decision.engagement_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Decision.requirement_key.in_(wanted),
            Decision.outcome == Outcome.ACCEPT.value,
        )
        .group_by(Decision.requirement_key)
    )
    return {row.requirement_key: row.number for row in rows}


def count_waiting(session: Session, place: ContractPlace, keys: Iterable[str]) -> dict[str, int]:
    """By requirement key, how many submissions wait for a decision; no key without. For managers; raises
    NotHere."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    wanted: Sequence[str] = sorted(set(keys))
    if not wanted:
        return {}
    rows = session.execute(
        sa.select(UnderWay.requirement_key, sa.func.count().label("number"))
        .where(
            UnderWay.contract_id == place.contract_id,
            UnderWay.stage == Stage.WAITING.value,
            UnderWay.requirement_key.in_(wanted),
            *known_at(UnderWay, None),
        )
        .group_by(UnderWay.requirement_key)
    )
    return {row.requirement_key: row.number for row in rows}
