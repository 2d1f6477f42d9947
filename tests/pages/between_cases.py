"""The forms on which two people may work at once: where each is, and what each of two types there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from portal import clock
from portal.visits.actions.book_visit import book_visit
from tests.builders import assessing, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.test_register import joins
from tests.pages.test_web_second_press import begun_checklist


@dataclass(frozen=True)
class Case:
    """A form: who has it, where it is, a field with what each of two types there, and another field that
    only the first types into."""

    who: str
    page: Callable[[PageClient, World], str]
    name: str
    first: str
    second: str
    other: tuple[str, str] | None = None
    also: tuple[tuple[str, str], ...] = ()


LATER = (("go", "later"),)
"""Save and come back later: kept, though something is wanting."""


def of_draft(client: PageClient, world: World) -> str:
    return begun_checklist(world, client)


def a_row(client: PageClient, world: World) -> str:
    shown = client.get(of_draft(client, world))
    found = [each for each in shown.links.values() if "/requirements/" in each and "new" not in each]
    return found[0].partition("#")[0]


CASES = {
    "contract": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/change",
        "title",
        "Walks by day",
        "Walks by night",
        ("ends_on-year", f"{clock.today().year + 5}"),
    ),
    "engagement": Case(
        "manager",
        lambda _, world: f"/engagements/{world.engagement_id}/change",
        "area",
        "Far Eastmouth",
        "Near Eastmouth",
        ("funding", "31,000"),
    ),
    "person": Case(
        "member",
        lambda client, world: f"{joins(client, world)}/change",
        "job",
        "Driver by day",
        "Driver by night",
        ("staff_code", "W77"),
    ),
    "organisation": Case(
        "noise_manager",
        lambda _, world: f"/organisations/{world.noise_lead_id}/change",
        "name",
        "Grey Heron Trust",
        "Blue Heron Trust",
        ("trading_names", "Heron"),
    ),
    "requirement": Case("manager", a_row, "title", "Asked by day", "Asked by night", ("clause", "K77")),
    "kind of a requirement": Case(
        "manager", lambda client, world: f"{a_row(client, world)}/kind", "kind", "cover", "assessment"
    ),
    "checklist": Case(
        "manager",
        lambda client, world: f"{of_draft(client, world)}/about",
        "title",
        "Ours by day",
        "Ours by night",
    ),
    "part of a person": Case(
        "manager",
        lambda _, world: f"/organisations/{world.lead_id}/people/{world.reviewer.person_id}/part",
        "role",
        "member",
        "manager",
    ),
    "assessment: about": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/about",
        "about",
        "Groups by day",
        "Groups by night",
        ("took_part", "Two volunteers"),
        LATER,
    ),
    "assessment: a finding": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/findings/2",
        "words",
        "Few come by day",
        "Few come by night",
        ("evidence", "The register"),
        LATER,
    ),
    "assessment: an action": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/actions",
        "what_1",
        "A ramp by day",
        "A ramp by night",
        also=LATER,
    ),
    "assessment: signature": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/signature",
        "signed_position",
        "Manager by day",
        "Manager by night",
        ("signed_name", "Pat Partner the Elder"),
        LATER,
    ),
}


def draft_of(key: str, question: str) -> Callable[[PageClient, World], str]:
    return lambda _, world: (
        f"/submissions/{sending.draft(world, key, sending.some_part(world, key))}/{question}"
    )


def a_visit(_: PageClient, world: World) -> str:
    with world.database.writing() as session:
        place, on = world.contract_place(session), world.today + timedelta(days=30)
        visit_id = book_visit(session, world.manager, place, "audit-visit", on)
    return f"/contracts/{world.contract_id}/visits/{visit_id}/change"


OTHERS = {
    "visit": Case("manager", a_visit, "place", "By the sea", "On the hill", ("also", "Two volunteers")),
    "contacts": Case(
        "member",
        lambda _, world: f"/engagements/{world.engagement_id}/contacts",
        "first",
        "{member}",
        "{both}",
    ),
    "wishes about reminders": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/notices/how",
        "line",
        "Ring Ann",
        "Ring Ben",
        ("promise_days", "7"),
    ),
    "meetings of a year": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/calendar/a-year",
        "audit-visit-a_year",
        "2",
        "4",
        ("observation-a_year", "3"),
    ),
    "small numbers": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/council/small-numbers",
        "fewest",
        "7",
        "9",
    ),
    "last day of a person": Case(
        "member",
        lambda client, world: f"{joins(client, world)}/leave",
        "left_on-day",
        "3",
        "4",
        also=(("left_on-month", "5"), ("left_on-year", "2090")),
    ),
    "renewal of a person": Case(
        "member",
        lambda client, world: f"{joins(client, world)}/renewal",
        "applied_on-day",
        "3",
        "4",
        also=(("applied_on-month", "5"), ("applied_on-year", "2025")),
    ),
    "draft: accounts": Case(
        "member", draft_of("audited-accounts", "assurance"), "assurance", "audit", "neither"
    ),
    "draft: parties": Case(
        "member",
        draft_of("sub-contract", "parties"),
        "signed_for_lead",
        "Ann",
        "Ben",
        also=(
            ("signed_for_partner", "Pat"),
            ("signed_on-day", "3"),
            ("signed_on-month", "5"),
            ("signed_on-year", "2025"),
        ),
    ),
    "draft: statement": Case(
        "member",
        draft_of("data-protection", "statement"),
        "signed_position",
        "Chair",
        "Treasurer",
        also=(("confirm", "yes"),),
    ),
    "draft: policy": Case(
        "member",
        draft_of("insurance", "amount"),
        "insurer",
        "Harbour Mutual",
        "Hill Mutual",
        ("policy_number", "P 2"),
        (("amount", "5,000,000"), ("basis", "per-claim"), ("policy_number", "P 1")),
    ),
}
