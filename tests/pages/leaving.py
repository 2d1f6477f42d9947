"""What somebody finds behind every door at the next request after she was removed, demoted or disabled."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from portal.access import Audience, Belonging, Viewer
from portal.people.actions.change_part import change_part
from portal.people.actions.disable_person import disable_person, end_all_sessions
from portal.people.actions.remove_person import remove_person
from portal.places.organisations import OrganisationPlace
from portal.records import Role
from tests.builders.staff import add_person
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import LEADS_HOME, Door, expected, fill, outcome, what_is
from tests.pages.furnished import House

CONTRACT = ("Peer support on the coast", "Eastmouth", "Westmouth", "E-WRLD", "C-WRLD", "Open Door Folk")
PARTNER = (*CONTRACT, "Tidewater Peers", "Uma Usher", "Harbour Light")
LAST = "/sign-out"
BY_CODE = "/feedback/{code}"
"""Reads alike for whoever has the code of a slip."""

Act = Callable[[World, Viewer], None]


@dataclass(frozen=True)
class Case:
    """Who it is (a name of the world), what is done, what is left of her (None where nobody comes in), and
    the words that she reads nowhere any more."""

    who: str
    what: str
    act: Act
    left: tuple[Belonging, ...] | None
    hidden: tuple[str, ...]


def cases(world: World) -> Iterator[Case]:
    lead, partner, council = world.lead_id, world.partner_id, world.commissioner_id
    at_lead = Belonging(lead, "Harbour Light", "member")
    at_partner = Belonging(partner, "Tidewater Peers", "member")
    yield Case("member", "removed", removal(partner), None, PARTNER)
    yield Case("manager", "removed", removal(lead), None, CONTRACT)
    yield Case("reviewer", "removed", removal(lead), None, CONTRACT)
    yield Case("colleague", "removed", removal(lead), None, CONTRACT)
    yield Case("officer", "removed", removal(council), None, CONTRACT)
    yield Case("reviewer_and_member", "removed from the lead", removal(lead), (at_partner,), ())
    yield Case(
        "reviewer_and_member",
        "removed from the partner",
        removal(partner),
        (replace(at_lead, role="reviewer"),),
        (),
    )
    yield Case("manager", "demoted", demotion(lead, "reviewer"), (replace(at_lead, role="reviewer"),), ())
    yield Case("manager", "demoted twice", demotion(lead, "member"), (at_lead,), CONTRACT)
    yield Case("reviewer", "demoted", demotion(lead, "member"), (at_lead,), CONTRACT)
    for who in ("member", "manager", "reviewer", "officer"):
        yield Case(who, "disabled", disabled, None, PARTNER)
        yield Case(who, "signed out everywhere", signed_out, None, PARTNER)


def colleague_of(world: World, organisation_id: uuid.UUID) -> Viewer:
    return add_person(world, "Una Under", organisation_id, Role.MANAGER)


def removal(organisation_id: uuid.UUID) -> Act:
    def act(world: World, viewer: Viewer) -> None:
        by = colleague_of(world, organisation_id)
        place = OrganisationPlace(organisation_id, "Somewhere", (), frozenset())
        with world.database.writing() as session:
            remove_person(session, by, place, viewer.person_id, by.person_id)

    return act


def demotion(organisation_id: uuid.UUID, role: str) -> Act:
    def act(world: World, viewer: Viewer) -> None:
        by = colleague_of(world, organisation_id)
        with world.database.writing() as session:
            change_part(session, by, organisation_id, viewer.person_id, role)

    return act


def disabled(world: World, viewer: Viewer) -> None:
    with world.database.writing() as session:
        disable_person(session, viewer.email, "Asked for.")


def signed_out(world: World, viewer: Viewer) -> None:
    with world.database.writing() as session:
        end_all_sessions(session, viewer.email, "Asked for.")


def walk_after(
    case: Case, doors: Iterable[Door], world: World, house: House, client: PageClient
) -> tuple[int, list[str]]:
    """How many doors were knocked at, and what was found behind them that is hers no more. The client has
    been signed in since before."""
    before: Viewer = getattr(world, case.who)
    case.act(world, before)
    after = None if case.left is None else replace(before, belongings=case.left)
    wrong: list[str] = []
    cells = 0
    for door in sorted(doors, key=lambda each: each.path == LAST):
        cells += 1
        wrong += [
            f"{case.who} {case.what}, {door}: {fault}"
            for fault in faults(case, door, world, house, client, after)
        ]
    return cells, wrong


def faults(
    case: Case, door: Door, world: World, house: House, client: PageClient, after: Viewer | None
) -> Iterator[str]:
    if door.method == "POST" and door.path in {LAST, *LEADS_HOME}:
        return
    is_to_it = what_is(after, world, door, world.partner_id)
    if after and after.person_id == world.member.person_id:
        is_to_it |= {Audience.ASKER}
    wanted = expected(after, is_to_it, door)
    if door.method == "POST" and wanted == "in":
        return  # what she may do still is tried elsewhere
    form: dict[str, Any] = (
        {} if door.method in {"GET", "HEAD"} else {"data": {"_csrf_token": client.csrf_cookie}}
    )
    answer = client.ask(door.method, fill(door, house.values_for(door)), **form)
    got = outcome(answer.status, answer.location)
    if got in {"not-here", "410"} and wanted == "in" and any(each.endswith("token") for each in door.names):
        got = "in"  # by then such a link opens nothing, for whomever it was
    if got != wanted:
        yield f"{wanted} was wanted, {answer.status} {answer.location} came"
    if wanted != "in" and client.watch.has_recorded:
        yield "something happened all the same"
    shown = answer.source if answer.is_page and door.path != BY_CODE else ""
    yield from (f"reads {words!r}" for words in case.hidden if words in shown)
