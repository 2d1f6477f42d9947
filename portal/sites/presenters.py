"""Sites as their pages show them."""

from dataclasses import dataclass

from checklists.year.changing_places import FaultState, FaultStep, MapState
from portal.sites.queries.sites import Fault, Looked, Said, SiteLine
from portal.web.outcome_addresses import FAULT_STEP, SITE
from portal.words.sites import DONE, FAULT_STATE, FAULT_TAG, MAP_STATE, MAP_TAG, ON_MAP
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class FaultView:
    """A fault; `steps` in the order in which they were told, `links` lead to what can be said of it."""

    what: str
    reported: str
    state: str
    tag: str
    steps: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SiteView:
    """`looks` are all that was said of the map, the latest first; it `is_over` where it may be used still, by
    a partner that is no longer part of the contract."""

    name: str
    place: str
    partner: str
    state: str
    tag: str
    seen: str
    looks: tuple[str, ...]
    faults: tuple[FaultView, ...]
    ended: str
    is_over: bool
    open_faults: str
    href: str


def site_view(line: SiteLine, *, names_people: bool = True) -> SiteView:
    """Who said something is not told to the council."""
    looks = tuple(look_words(each, names_people=names_people) for each in reversed(line.looks))
    left = len(line.open_faults)
    return SiteView(
        line.name,
        line.place,
        f"{line.partner}, {line.area}" if line.area else line.partner,
        MAP_STATE[line.state],
        MAP_TAG[line.state],
        looks[0] if looks else "",
        looks,
        tuple(fault_view(line, each, names_people=names_people) for each in line.faults),
        ended_words(line),
        line.ended_on is None and line.is_over,
        f"{counted(left, 'fault')} to mend" if left else "No fault to mend",
        SITE(line.engagement_id, line.site_id),
    )


def ended_words(line: SiteLine) -> str:
    """Empty while it is used under the contract."""
    if line.ended_on:
        return f"Not used since {day(line.ended_on)}"
    return "Its partner is no longer part of this contract" if line.is_over else ""


def look_words(look: Looked, *, names_people: bool) -> str:
    since = f", since {day(look.since_on)}" if look.since_on else ""
    words = f" {look.words}" if look.words else ""
    by = by_words(look.said) if names_people else ""
    return f"{ON_MAP[look.on_map]}{since}, seen on {day(look.looked_on)}.{words}{by}"


def by_words(said: Said) -> str:
    return f" ({said.person}, {day(said.on)})"


def fault_view(line: SiteLine, fault: Fault, *, names_people: bool) -> FaultView:
    steps = tuple(
        f"{DONE[each.kind]}, {day(each.done_on)}: {each.words}"
        + (by_words(each.said) if names_people else "")
        for each in fault.steps
    )
    by = by_words(fault.said) if names_people else ""
    return FaultView(
        fault.what,
        f"Reported on {day(fault.reported_on)}{by}",
        FAULT_STATE[fault.state],
        FAULT_TAG[fault.state],
        steps,
        tuple(links_of(line, fault)) if names_people else (),
    )


def links_of(line: SiteLine, fault: Fault) -> list[tuple[str, str]]:
    gaps = (line.engagement_id, line.site_id, fault.fault_id)
    calls = {FaultStep.PASSED_ON: "It was passed on", FaultStep.MENDED: "It was mended"}
    return [
        (f"Put right: {DONE[kind].lower()}" if fault.last(kind) else words, FAULT_STEP(*gaps, kind.value))
        for kind, words in calls.items()
    ]


def summary(lines: tuple[SiteLine, ...]) -> str:
    """How many of those that are used are on the map, and what there is to mend."""
    used = [each for each in lines if each.is_used]
    seen = sum(each.state is MapState.ON_MAP for each in used)
    faults = [fault for each in used for fault in each.faults]
    left = sum(each.state is not FaultState.MENDED for each in faults)
    waiting = sum(each.state is FaultState.REPORTED for each in faults)
    passing = f", {waiting} not passed on" if waiting else ""
    stale = sum(each.state is MapState.LOOK_AGAIN for each in used)
    again = f", {stale} to look at again" if stale else ""
    on_map = f"{seen} of {counted(len(used), 'site')} on the map{again}"
    return f"{on_map}. {counted(left, 'fault')} to mend{passing}."
