"""How much work a page gives SQLite, counted in the steps of its own machine: the same on every computer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from portal.web.addresses import HOME
from tests.pages.client import PageClient
from tests.pages.doors import Door, fill
from tests.pages.furnished import House

EVERY = 10
"""Steps between two countings."""

OF_ALL_PARTNERS = {
    "/home": "counts the partners of each contract by how they stand",
    "/calendar": "a lead and a council see the visits of all their partners",
    "/contracts/{contract_id}/changes": "counts what has changed with all partners",
    "/contracts/{contract_id}": "counts all partners and all that lapses",
    "/contracts/{contract_id}/readiness/ahead": "counts all partners",
    "/contracts/{contract_id}/readiness": "counts all partners",
    "/contracts/{contract_id}/briefing": "counts what is in the way of all partners",
    "/contracts/{contract_id}/visits/{visit_id}/on-the-day": "names all partners of the visit",
    "/contracts/{contract_id}/matrix.xlsx": "has all partners",
    "/contracts/{contract_id}/readiness.xlsx": "has all partners",
    "/contracts/{contract_id}/matrix.docx": "has all partners",
    "/contracts/{contract_id}/readiness.docx": "has all partners",
    "/contracts/{contract_id}/queue": "counts all that waits",
    "/contracts/{contract_id}/notices": "counts all partners",
    "/contracts/{contract_id}/notices/sent": "counts all that was told",
    "/contracts/{contract_id}/set-up": "counts all partners, and shows up to 200 visits",
    "/contracts/{contract_id}/invitations": "counts who of all partners has come",
    "/contracts/{contract_id}/documents": "counts who of all partners has acknowledged each document",
    "/contracts/{contract_id}/issue/{key}": "names who of all partners has acknowledged the document",
    "/contracts/{contract_id}/people": "shows whom of all partners the lead has invited",
    "/organisations/{organisation_id}/people/{person_id}": "counts what somebody has of all partners",
    "/organisations/{organisation_id}/people/{person_id}/remove": "counts what somebody has of all partners",
    "/contracts/{contract_id}/people/new": "offers all partners to choose from",
    "/contracts/{contract_id}/keeping": "counts what all partners have sent",
    "/organisations/{organisation_id}/register/{worker_id}/held.xlsx": "looks through a whole contract",
    "/files/{file_id}/seen": "shows who of all partners has opened it",
    "/contracts/{contract_id}/visits/new": "offers all partners to choose from",
    "/contracts/{contract_id}/calendar": "counts how the year of each partner stands, and shows their visits",
    "/contracts/{contract_id}/commitments/new": "offers all partners to choose from",
    "/contracts/{contract_id}/returns/ask": "offers all partners to choose from",
    "/contracts/{contract_id}/outcomes": "shows how the outcomes of all partners are rated",
    "/contracts/{contract_id}/sites": "shows the sites of all partners",
    "/contracts/{contract_id}/returns": "shows what all partners give in a period",
    "/contracts/{contract_id}/feedback": "shows what was said of all partners",
    "/contracts/{contract_id}/occurrences": "shows what all partners told",
    "/contracts/{contract_id}/returns/charts": "draws what all partners give",
    "/contracts/{contract_id}/council": "counts of which periods anything is asked of all partners",
    "/contracts/{contract_id}/council/charts": "draws what was sent of all partners",
    "/contracts/{contract_id}/council/{part}": "shows what was sent of all partners",
    "/contracts/{contract_id}/council/{part}/figures.xlsx": "writes what was sent of all partners",
    "/contracts/{contract_id}/council/{part}/send": "adds up what all partners give",
    "/contracts/{contract_id}/council/{part}/workbook": "reads what was sent of all partners",
    "/contracts/{contract_id}/council/{part}/workbook/file": "reads what was sent of all partners",
    "/contracts/{contract_id}/payments": "shows what all partners are paid for a quarter",
    "/contracts/{contract_id}/visits/{visit_id}/agenda": "says what has changed with all partners",
    "/contracts/{contract_id}/visits/{visit_id}/decisions": "offers all partners to choose from",
    "/contracts/{contract_id}/visits/{visit_id}/findings/new": "offers all partners to choose from",
    "/contracts/{contract_id}/visits/{visit_id}/findings/{finding_id}": "offers all partners to choose from",
    "/contracts/{contract_id}/visits/{visit_id}/findings/{finding_id}/actions": "offers all whom to ask",
    "/contracts/{contract_id}/visits/{visit_id}/findings/actions/{action_id}": "offers all whom to ask",
    "/contracts/{contract_id}/packs": "offers up to 200 visits to choose from",
    "/contracts/{contract_id}/carry-over/{sheet_id}": "says of all partners how each requirement stands",
    "/contracts/{contract_id}/partners/import/{sheet_id}": "looks for names however they are written",
    "/checklist-drafts/{draft_id}/requirements/{row}/same": "counts who of all partners had it accepted",
}
"""Pages of the lead about all partners of a contract, and why they cost more where there are more: never more
than in proportion."""

OWN_OF_A_PARTNER = {"/calendar"}
"""Of these, what is about its own part alone where a partner opens it."""


def is_of_all(path: str, person: str) -> bool:
    return path in OF_ALL_PARTNERS and not (person == "member" and path in OWN_OF_A_PARTNER)


OF_ALL_THAT_HAPPENED = {
    "/contracts/{contract_id}/history": "counts all that happened",
    "/contracts/{contract_id}/history.xlsx": "gives all that happened",
}
"""Pages that cost more where more has happened. Opening all pages once is something that happens too, and is
copied with what was there before: the few are looked at before that, the many after it."""

Opened = tuple[str, str]
"""A route, and what the person is who opened it."""


class Steps:
    """Tens of steps since the beginning, over all connections."""

    def __init__(self) -> None:
        self.taken = 0

    def count(self) -> int:
        self.taken += 1
        return 0


@contextmanager
def counting_steps(engine: sa.Engine) -> Iterator[Steps]:
    steps = Steps()

    def connected(connection: Any, _record: Any) -> None:
        connection.set_progress_handler(steps.count, EVERY)

    engine.dispose()
    event.listen(engine, "connect", connected)
    yield steps
    event.remove(engine, "connect", connected)
    engine.dispose()


def steps_of_pages(
    engine: sa.Engine,
    doors: Sequence[Door],
    house: House,
    people: Mapping[str, PageClient],
    opened: Collection[Opened] | None = None,
    *,
    by_all: bool = True,
) -> dict[Opened, int]:
    """Of every page that somebody may open, or of those that were `opened` before: by all who may open it,
    or by the first of them; what is a partner's own by all."""
    found: dict[Opened, int] = {}
    with counting_steps(engine) as steps:
        for client in people.values():
            client.ask("GET", HOME())  # the first on a connection reads what tables there are
        for door in (each for each in doors if each.method == "GET"):
            path = fill(door, house.values_for(door))
            for name, client in people.items():
                if opened is not None and (door.path, name) not in opened:
                    continue
                before = steps.taken
                if client.ask("GET", path).status == 200:
                    found[door.path, name] = steps.taken - before
                    if not by_all and door.path not in OWN_OF_A_PARTNER:
                        break
    return found
