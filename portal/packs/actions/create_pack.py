"""Ask for a pack: it is made in the background. Who asks for one that is being made already gets that one."""

import uuid
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.ask_work import ask_work
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.wording import refuse_problems
from portal.packs.queries.packs import MAKE
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import Pack
from portal.records.packs import UNFINISHED
from portal.visits.queries.booked import VisitLine

NOT_ITS_DAY = "The partner has no part in the contract on that day."
NOT_CONTRACTS_DAY = "The day must be one of the contract's."


@dataclass(frozen=True, slots=True)
class WantedPack:
    """What it is to be of. Without a visit it is for the day alone, without an engagement of the whole
    contract, or of those that the visit is `with_some` of; without names it is fit for the council."""

    on: date
    visit: VisitLine | None = None
    engagement: EngagementPlace | None = None
    without_names: bool = False
    with_some: frozenset[uuid.UUID] = frozenset()


def create_pack(session: Session, viewer: Viewer, place: ContractPlace, wanted: WantedPack) -> uuid.UUID:
    """The lead's own; its id. Raises NotAllowed or CannotDo. Commits."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers do that.")
    return create(session, viewer, place, wanted, place.lead_id)


def create_own_pack(
    session: Session, viewer: Viewer, place: EngagementPlace, on: date, visit: VisitLine | None = None
) -> uuid.UUID:
    """The partner's own, of its own part; its id. Raises NotAllowed or CannotDo. Commits."""
    require(place.audiences, Audience.PARTNER, "Only the partner itself does that.")
    return create(session, viewer, place.contract, WantedPack(on, visit, place), place.partner_id)


def create(
    session: Session, viewer: Viewer, place: ContractPlace, wanted: WantedPack, owner_id: uuid.UUID
) -> uuid.UUID:
    refuse_day(place, wanted)
    made_id, values = uuid.uuid4(), values_of(place, wanted, owner_id)
    statement = insert_unless_there(session, Pack).values(
        id=made_id, reference=new_reference("P"), asked_by=viewer.person_id, asked_at=clock.now(), **values
    )
    done = statement.on_conflict_do_nothing(index_elements=[Pack.sought], index_where=UNFINISHED)
    session.execute(done)
    is_open = sa.and_(Pack.sought == values["sought"], Pack.finished_at.is_(None))
    pack_id = session.scalar(sa.select(Pack.id).where(is_open))
    if pack_id is None:  # the one that stood in the way was finished at this very moment
        pack_id = finished_last(session, str(values["sought"]))
    else:
        ask_work(session, MAKE, str(pack_id), asked_by=viewer.person_id)
    if pack_id == made_id:
        record_event(
            session,
            "pack-asked-for",
            viewer.person_id,
            contract_id=place.contract_id,
            engagement_id=wanted.engagement.engagement_id if wanted.engagement else None,
            data={"pack": str(pack_id), "on": wanted.on.isoformat(), "names": not wanted.without_names},
        )
    session.commit()
    return pack_id


def refuse_day(place: ContractPlace, wanted: WantedPack) -> None:
    problems = {}
    if not place.starts_on <= wanted.on <= place.ends_on:
        problems["on"] = NOT_CONTRACTS_DAY
    elif wanted.engagement and wanted.on not in wanted.engagement.span:
        problems["engagement" if wanted.visit else "on"] = NOT_ITS_DAY
    refuse_problems(problems)


def values_of(place: ContractPlace, wanted: WantedPack, owner_id: uuid.UUID) -> dict[str, object]:
    engagement_id = wanted.engagement.engagement_id if wanted.engagement else None
    visit_id = wanted.visit.visit_id if wanted.visit else None
    some = sorted(map(str, wanted.with_some))
    whose = sha256("".join(some).encode()).hexdigest() if some else engagement_id
    sought = (owner_id, place.contract_id, whose, visit_id, wanted.on, wanted.without_names)
    return {
        "contract_id": place.contract_id,
        "engagement_id": engagement_id,
        "engagement_ids": some or None,
        "visit_id": visit_id,
        "owner_id": owner_id,
        "occasion": wanted.visit.kind if wanted.visit else "",
        "on_date": wanted.on,
        "without_names": wanted.without_names,
        "sought": "/".join(map(str, sought)),
        "files": 0,
        "files_asked": 0,
        "unread": [],
    }


def finished_last(session: Session, sought: str) -> uuid.UUID:
    return session.scalars(
        sa.select(Pack.id).where(Pack.sought == sought).order_by(Pack.finished_at.desc()).limit(1)
    ).one()
