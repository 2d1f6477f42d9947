"""Write down a site, what the map says of it, its faults and what was done about them."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.year.changing_places import FaultStep, OnMap
from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.acting.after_end import refuse_after_end
from portal.acting.names_in import names_in
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, many_lines, one_line, refuse_problems, too_long
from portal.places.contracts import EngagementPlace
from portal.records import Site, SiteFault, SiteFaultStep, SiteLook
from portal.sites.queries.sites import Fault, SiteLine, find_site, get_site
from portal.standing.actions.lock_engagements import hold_days

LONGEST = 2_000
TOO_LONG = too_long("What you write", LONGEST)
SIDES = "Only the delivery partner and the lead provider’s reviewers write this down."
NAME = "Say what the place is called."
WHERE = "Say where it is."
ALIKE = "One of this name is written down already, at {place}. Give this one another name if it is another."
ALIKE_ENDED = "One of this name, at {place}, is written down as not used any more. Give another name."
FUTURE = "The day cannot be in the future."
SINCE = "It cannot be on the map only after somebody saw it there."
NOT_ON_MAP = "Say what is done so that it gets onto the map."
FAULT = "Say what is wrong."
BEFORE = "The day cannot be before the fault was reported."
DONE = {
    FaultStep.PASSED_ON: "Say to whom it was passed on.",
    FaultStep.MENDED: "Say what was mended.",
}
ENDED_THEN = "It is written down already as not used since {day}. Your day is not kept."
ENDED = "It is not used any more."
NAMED = "The council reads this without names of people: take out {names}."


@dataclass(frozen=True, slots=True)
class MapLook:
    """What somebody saw who looked at the map."""

    on_map: OnMap
    looked_on: date
    since_on: date | None
    words: str


def add_site(session: Session, viewer: Viewer, place: EngagementPlace, name: str, where: str) -> uuid.UUID:
    """Its id; one of that name and place that is there already is the one. Raises NotAllowed or CannotDo."""
    place = hold(session, place)
    refuse_after_end(place.ends_on, clock.today())
    name, where = one_line(name), one_line(where)
    refuse_problems(check_length("name", name, NAME) | check_length("place", where, WHERE))
    refuse_names(session, place, {"name": name, "place": where})
    if found := find_site(session, place, name):
        refuse_problems(problems_of_alike(get_site(session, place, found, clock.today()), where))
        return found
    site_id = uuid.uuid4()
    values = {"id": site_id, "engagement_id": place.engagement_id, "name": name, "place": where}
    session.execute(sa.insert(Site).values(**values, made_by=viewer.person_id, made_at=clock.now()))
    note(session, viewer, place, "site-added", site_id)
    return site_id


def problems_of_alike(site: SiteLine, where: str) -> dict[str, str]:
    """What speaks against taking a site for the one of the same name that is there."""
    if site.ended_on:
        return {"name": ALIKE_ENDED.format(place=site.place)}
    return {} if site.place == where else {"name": ALIKE.format(place=site.place)}


def look_up(
    session: Session, viewer: Viewer, place: EngagementPlace, site_id: uuid.UUID, look: MapLook
) -> None:
    """What is said so already is left alone; what is said otherwise stands beside it. Raises NotAllowed,
    NotHere or CannotDo."""
    site, words = hold_used(session, place, site_id), many_lines(look.words)
    since_on = look.since_on if look.on_map is OnMap.ON_MAP else None
    refuse_problems(problems_of_look(look, since_on, words))
    refuse_names(session, place, {"words": words})
    last = site.last
    if last and (last.on_map, last.looked_on, last.since_on, last.words) == (
        look.on_map,
        look.looked_on,
        since_on,
        words,
    ):
        return
    number = session.scalar(sa.select(sa.func.count()).where(SiteLook.site_id == site_id)) or 0
    session.execute(
        sa.insert(SiteLook).values(
            site_id=site_id,
            number=number + 1,
            on_map=look.on_map.value,
            looked_on=look.looked_on,
            since_on=since_on,
            words=words,
            **said_by(viewer, place),
        )
    )
    note(session, viewer, place, "site-looked-up", site_id)


def problems_of_look(look: MapLook, since_on: date | None, words: str) -> dict[str, str]:
    problems = {"looked_on": FUTURE} if look.looked_on > clock.today() else {}
    if since_on and since_on > look.looked_on:
        problems["since_on"] = SINCE
    if look.on_map is OnMap.NOT_ON_MAP and not words:
        problems["words"] = NOT_ON_MAP
    return problems | ({"words": TOO_LONG} if len(words) > LONGEST else {})


def report_fault(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    site_id: uuid.UUID,
    what: str,
    reported_on: date,
) -> uuid.UUID:
    """Its id; the same fault of the same day is the one that is there. Raises NotAllowed, NotHere or
    CannotDo."""
    site, what = hold_used(session, place, site_id), many_lines(what)
    problems = {} if what else {"what": FAULT}
    problems |= {"what": TOO_LONG} if len(what) > LONGEST else {}
    refuse_problems(problems | ({"reported_on": FUTURE} if reported_on > clock.today() else {}))
    refuse_names(session, place, {"what": what})
    for each in site.faults:
        if (each.what, each.reported_on) == (what, reported_on):
            return each.fault_id
    fault_id = uuid.uuid4()
    session.execute(
        sa.insert(SiteFault).values(
            id=fault_id,
            site_id=site_id,
            what=what,
            reported_on=reported_on,
            by_lead=is_lead(place),
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    note(session, viewer, place, "fault-reported", site_id)
    return fault_id


def tell_step(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    site_id: uuid.UUID,
    fault_id: uuid.UUID,
    kind: FaultStep,
    done_on: date,
    words: str,
) -> None:
    """That it was passed on or mended. What is said so already is left alone; what is said otherwise puts it
    right, beside what stood there. Raises NotAllowed, NotHere or CannotDo."""
    hold(session, place)
    fault, words = find_fault(get_site(session, place, site_id, clock.today()), fault_id), many_lines(words)
    problems = {} if words else {"words": DONE[kind]}
    problems |= {"words": TOO_LONG} if len(words) > LONGEST else {}
    problems |= {"done_on": BEFORE} if done_on < fault.reported_on else {}
    refuse_problems(problems | ({"done_on": FUTURE} if done_on > clock.today() else {}))
    refuse_names(session, place, {"words": words})
    last = fault.last(kind)
    if last and (last.done_on, last.words) == (done_on, words):
        return
    session.execute(
        sa.insert(SiteFaultStep).values(
            fault_id=fault_id,
            number=len(fault.steps) + 1,
            kind=kind.value,
            done_on=done_on,
            words=words,
            **said_by(viewer, place),
        )
    )
    usual = "fault-mended" if kind is FaultStep.MENDED else "fault-passed-on"
    note(session, viewer, place, "fault-corrected" if last else usual, site_id)


def end_site(
    session: Session, viewer: Viewer, place: EngagementPlace, site_id: uuid.UUID, ended_on: date
) -> None:
    """It is not used from that day on. One that is ended already by that day is what was wanted. Raises
    NotAllowed, NotHere or CannotDo."""
    hold(session, place)
    site = get_site(session, place, site_id, clock.today())
    if site.ended_on:
        then = {"ended_on": ENDED_THEN.format(day=in_words(site.ended_on))}
        refuse_problems({} if site.ended_on == ended_on else then)
        return
    refuse_problems({"ended_on": FUTURE} if ended_on > clock.today() else {})
    values = {"ended_on": ended_on, "ended_by": viewer.person_id, "ended_at": clock.now()}
    session.execute(sa.update(Site).where(Site.id == site_id).values(**values))
    note(session, viewer, place, "site-ended", site_id)


def find_fault(site: SiteLine, fault_id: uuid.UUID) -> Fault:
    """Raises NotHere."""
    for each in site.faults:
        if each.fault_id == fault_id:
            return each
    raise NotHere


def hold(session: Session, place: EngagementPlace) -> EngagementPlace:
    """For both sides, while nobody else changes it, on the days that it has."""
    if not place.audiences & {Audience.PARTNER, Audience.REVIEWER}:
        raise NotAllowed(SIDES)
    return hold_days(session, place)


def hold_used(session: Session, place: EngagementPlace, site_id: uuid.UUID) -> SiteLine:
    refuse_after_end(hold(session, place).ends_on, clock.today())
    site = get_site(session, place, site_id, clock.today())
    if site.ended_on:
        raise CannotDo({"": ENDED})
    return site


def is_lead(place: EngagementPlace) -> bool:
    """Whoever belongs to the partner too acts for the partner."""
    return Audience.PARTNER not in place.audiences


def said_by(viewer: Viewer, place: EngagementPlace) -> dict[str, object]:
    return {"by_lead": is_lead(place), "said_by": viewer.person_id, "said_at": clock.now()}


def refuse_names(session: Session, place: EngagementPlace, written: dict[str, str]) -> None:
    """Raises CannotDo where somebody of the partner is named in what the council reads."""
    named = {field: names_in(session, place.partner_id, words) for field, words in written.items()}
    refuse_problems({field: NAMED.format(names=", ".join(names)) for field, names in named.items() if names})


def note(session: Session, viewer: Viewer, place: EngagementPlace, name: str, site_id: uuid.UUID) -> None:
    """Commits."""
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"site": str(site_id)},
    )
    session.commit()
