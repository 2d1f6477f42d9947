"""People in words: their parts, since when, when they were last here, and what hangs on them."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.access import Viewer
from portal.clock import local_day
from portal.people.queries.hers import HerContact, HerContract, Hers
from portal.people.queries.managers import ContractManagers
from portal.people.queries.pending import Pending
from portal.people.queries.people import PersonLine
from portal.web.addresses import CONTACTS, CORRECT_INVITED, HAND_OVER, INVITE_AGAIN, PERSON, REVOKE_INVITED
from portal.web.choices import Item, options, radios
from portal.words.labels import CONTACT_PLACE, ROLE
from portal.words.wording import counted, day, moment, possessive

LATELY = timedelta(minutes=15)
"""Who was seen within it is here now, as far as anybody knows."""

PARTS = {
    "manager": "Invites and removes people, and changes what is known of {name}",
    "reviewer": "Decides on what partners send",
    "member": "Sends evidence and sees how things stand, where {name} delivers or commissions",
}
LEADS = {"manager": "Sets contracts up, invites people, and reviews what partners send"}
HAS = {"manager": "Contract manager", "deputy": "Deputy"}


@dataclass(frozen=True, slots=True)
class PersonView:
    href: str
    name: str
    email: str
    part: str
    since: str
    seen: str
    is_you: bool
    is_disabled: bool


@dataclass(frozen=True, slots=True)
class PendingView:
    """`words` say what became of the invitation. The three acts are addresses."""

    name: str
    email: str
    organisation: str
    part: str
    words: str
    again: str
    correct: str
    revoke: str


@dataclass(frozen=True, slots=True)
class HersView:
    """What somebody has, a line each: what it is, where it is looked at, and what becomes of it."""

    what: str
    href: str
    then: str


def person(line: PersonLine, organisation_id: uuid.UUID, viewer: Viewer, now: datetime) -> PersonView:
    return PersonView(
        PERSON(organisation_id, line.person_id),
        line.name,
        line.email,
        ROLE[line.role],
        day(local_day(line.since_at)),
        seen_words(line.last_seen_at, now),
        line.person_id == viewer.person_id,
        line.is_disabled,
    )


def seen_words(last_seen_at: datetime | None, now: datetime) -> str:
    """Within the last minutes, at a moment of the last days, or on a day."""
    if last_seen_at is None:
        return "Not yet"
    if last_seen_at > now - LATELY:
        return "In the last minutes"
    is_recent = local_day(last_seen_at) >= local_day(now) - timedelta(days=1)
    return moment(last_seen_at) if is_recent else day(local_day(last_seen_at))


def pending(line: Pending, now: datetime, **back: uuid.UUID) -> PendingView:
    """`back` is the contract or the organisation on whose page it stands."""
    return PendingView(
        line.name,
        line.email,
        line.organisation,
        ROLE[line.role],
        pending_words(line, now),
        INVITE_AGAIN(line.invited_id, **back),
        CORRECT_INVITED(line.invited_id, **back),
        REVOKE_INVITED(line.invited_id, **back),
    )


def pending_words(line: Pending, now: datetime) -> str:
    if line.bounced_at:
        return f"The mail came back on {day(local_day(line.bounced_at))}: is the address right?"
    if line.state == "failed":
        return f"Could not be sent. {line.problem}".strip()
    if line.state in {"waiting", "handing-over"}:
        return "On its way"
    if line.runs_out_at is None:
        return "Not invited yet"
    if line.runs_out_at <= now:
        return f"Ran out on {day(local_day(line.runs_out_at))}"
    asked = f"Invited on {day(local_day(line.asked_at))}" if line.asked_at else "Invited"
    return f"{asked}, good until {day(local_day(line.runs_out_at))}"


def part_choices(parts: Collection[str], chosen: str, organisation: str, *, leads: bool) -> list[Item]:
    """The parts that the organisation has, as radios."""
    said = {**PARTS, **(LEADS if leads else {})}
    hints = {part: said[part].format(name=organisation) for part in parts}
    return radios({part: ROLE[part] for part in parts}, chosen, hints)


def successors(
    people: Iterable[PersonLine], leaving: uuid.UUID, chosen: str, *, managers: bool
) -> list[Item]:
    """Who may take something over; only managers where a contract is among it."""
    names = {
        str(each.person_id): each.name
        for each in people
        if each.person_id != leaving and not each.is_disabled and (each.role == "manager" or not managers)
    }
    return options(names, chosen, "Choose somebody")


def whats_hers(hers: Hers, name: str) -> list[HersView]:
    """Every line says to whom it goes."""
    lines = [contract_line(each) for each in hers.contracts]
    lines += [contact_line(each) for each in hers.contacts]
    goes = "Goes to whoever takes over"
    if hers.drafts:
        lines.append(HersView(counted(hers.drafts, "draft"), "", f"{goes}. Nothing that was typed is lost"))
    if hers.checklists:
        counted_drafts = counted(hers.checklists, "draft of a checklist", "drafts of checklists")
        lines.append(HersView(counted_drafts, "", goes))
    if hers.holds:
        holds = counted(hers.holds, "hold of reminders", "holds of reminders")
        lines.append(HersView(holds, "", f"{goes}. They last until the day that was said"))
    if hers.given:
        what = f"{counted(hers.given, 'thing')} given to {name} to check"
        lines.append(HersView(what, "", decider_words(hers.deciders, name)))
    if hers.waiting:
        waits = "waits" if hers.waiting == 1 else "wait"
        what = f"{counted(hers.waiting, 'thing')} that {waits} for a decision"
        lines.append(HersView(what, "", decider_words(hers.deciders, name)))
    return lines


def decider_words(deciders: Collection[str], name: str) -> str:
    """
    >>> decider_words(["Rafi"], "Mary"), decider_words(["Bo", "Rafi"], "Mary"), decider_words([], "Mary")
    ('Rafi decides', 'Bo and Rafi decide', 'Nobody is left who decides but Mary')
    """
    *first, last = deciders or ("",)
    if not deciders:
        return f"Nobody is left who decides but {name}"
    return f"{', '.join(first)} and {last} decide" if first else f"{last} decides"


def contract_line(each: HerContract) -> HersView:
    what = f"{HAS[each.place]} of {each.title}"
    return HersView(what, HAND_OVER(each.contract_id), "Goes to whoever takes over, if a manager")


def contact_line(each: HerContact) -> HersView:
    area = f", {each.area}" if each.area else ""
    what = f"{CONTACT_PLACE[each.place]} of {each.contract}{area}"
    then = f"Is nobody’s then, which {each.lead} is told: name somebody else"
    return HersView(what, CONTACTS(each.engagement_id), then)


def has_words(known: ContractManagers, lead: str) -> list[tuple[str, str]]:
    """Who has a contract, as label and words."""
    manager, deputy = known.manager, known.deputy
    everybody = f"Nobody is named: all managers of {lead} are told"
    had = f"{manager.name} had it, and can no more" if manager else everybody
    named = manager.name if manager and manager.is_there else had
    stands_in = deputy.name if deputy and deputy.is_there else "Nobody is named"
    return [(HAS["manager"], named), (HAS["deputy"], stands_in)]


def manager_choices(people: Iterable[PersonLine], chosen: str, first: str) -> list[Item]:
    """The lead's managers who can sign in."""
    names = {
        str(each.person_id): each.name for each in people if each.role == "manager" and not each.is_disabled
    }
    return options(names, chosen if chosen in names else "", first)


def done_words(done: str, name: str = "") -> str:
    """What was done, after a redirect."""
    who = name or "The person"
    return {
        "removed": "The person no longer acts for you, from this moment on.",
        "part": f"{possessive(who)} part is changed, from this moment on.",
        "same": "Nothing was changed.",
        "sessions": f"{possessive(who)} sessions have ended. Every browser has to sign in again.",
        "invited": "The invitation is on its way.",
        "again": "The invitation is on its way again.",
        "just-gone": "The invitation is on its way already.",
        "corrected": "A new invitation is on its way to the right address. The old link no longer works.",
        "revoked": "The invitation is taken back. Its link no longer works.",
        "come": "The invitation was taken up meanwhile.",
        "gone": "That invitation is there no more. See below who is invited now.",
        "so-already": "It was so already, so nobody is told anew.",
        "handed-over": "The contract is handed over. Whoever is named now, and whoever was before, is told.",
    }.get(done, "")
