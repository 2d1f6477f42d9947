"""Bring people in from a spreadsheet.

Somebody comes with the staff list that the organisation keeps anyway, and wants it to be read as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from anyio import to_thread
from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.requirement import Topic
from portal import clock
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.database import Database
from portal.importing.actions.proposals import keep_people_read
from portal.importing.pages import read_received, receive_spreadsheet, table_of
from portal.importing.sheets.columns import plain_words
from portal.importing.sheets.kept import as_data
from portal.importing.sheets.tables import Table
from portal.places.organisations import OrganisationPlace, get_organisation_place
from portal.register.queries.asked import RegisterAsked, list_registers_asked
from portal.register.queries.known import load_register
from portal.register.sheets.columns import people_columns
from portal.register.sheets.read import read_people
from portal.settings import Settings
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.receiving import Received
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.wording import size

PATH = "/organisations/{organisation_id:uuid}/register/import"
OWN = [Admits(Audience.OWN)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the organisation's contracts ask of its people today."""

    place: OrganisationPlace
    engagements: tuple[RegisterAsked, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        found = [topic for each in self.engagements for one in each.registers for topic in one.topics]
        return tuple({topic.key: topic for topic in found}.values())

    @property
    def names(self) -> dict[str, list[str]]:
        """Engagements by what people may call their contract: its title, the lead, or title and area."""
        found: dict[str, list[str]] = {}
        for each in self.engagements:
            for words in (each.contract, each.lead, f"{each.contract} {each.area}"):
                found.setdefault(plain_words(words), []).append(str(each.engagement_id))
        return found

    @property
    def labels(self) -> dict[str, str]:
        """Engagements to what they are called here; the area where a contract has several."""
        titles = [each.contract for each in self.engagements]
        return {
            str(each.engagement_id): f"{each.contract}, {each.area}"
            if titles.count(each.contract) > 1
            else each.contract
            for each in self.engagements
        }


def get_asked(session: Session, place: OrganisationPlace) -> Asked:
    return Asked(place, list_registers_asked(session, place, clock.today()))


@get(PATH, guards=OWN, sync_to_thread=True)
def ask_for_people(
    request: Request,
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    settings: NamedDependency[Settings],
) -> Response:
    asked = get_asked(session, organisation_place)
    only = [each for each in asked.labels if len(asked.labels) == 1]
    return import_page(request, settings, asked, only, {})


@post(PATH, guards=OWN, exclude_from_csrf=True, request_max_body_size=None)
async def take_people(
    request: Request,
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    settings: NamedDependency[Settings],
    organisation_id: FromPath[UUID],
) -> Response:
    """Nothing is saved but what was read, until it is confirmed."""
    asked = await to_thread.run_sync(look_up, database, viewer, organisation_id)
    received = await receive_spreadsheet(request, settings)
    return await to_thread.run_sync(keep_what_was_read, request, settings, database, viewer, asked, received)


def look_up(database: Database, viewer: Viewer, organisation_id: UUID) -> Asked:
    with database.reading() as session:
        return get_asked(session, get_organisation_place(session, viewer, organisation_id, [Audience.OWN]))


def keep_what_was_read(
    request: Request,
    settings: Settings,
    database: Database,
    viewer: Viewer,
    asked: Asked,
    received: Received,
) -> Response:
    chosen = [each for each in asked.labels if received.fields.get(f"engagement-{each}")]
    try:
        file_name, table = read(database, asked, received)
    except CannotDo as refused:
        return import_page(request, settings, asked, chosen, refused.problems)
    with database.writing() as session:
        content = {**as_data(table), "otherwise": chosen}
        proposal_id = keep_people_read(session, viewer, asked.place, file_name, content)
    return Redirect(f"{address(asked.place)}/{proposal_id}", status_code=303)


def read(database: Database, asked: Asked, received: Received) -> tuple[str, Table]:
    """The file's name and what it says. Raises CannotDo."""
    file_name, sheets = read_received(received)
    with database.reading() as session:
        register = load_register(session, asked.place)
    return file_name, table_of(
        sheets,
        lambda sheets: read_people(sheets, asked.topics, asked.names, register, clock.today()),
        "nobody",
    )


def import_page(
    request: Request,
    settings: Settings,
    asked: Asked,
    chosen: Sequence[str],
    problems: Mapping[str, str],
) -> Response:
    columns = people_columns(asked.topics, asked.names)
    return page(
        request,
        "register/people.html",
        {
            "organisation": asked.place,
            "tab": "register",
            "breadcrumbs": crumbs(asked.place),
            "base": address(asked.place),
            "columns": columns,
            "contracts": [
                {"key": key, "label": label, "is_chosen": key in chosen}
                for key, label in asked.labels.items()
            ],
            "limit": size(settings.upload_limit),
            "problems": problems,
            "typed": Typed(),
        },
        422 if problems else 200,
    )


def crumbs(place: OrganisationPlace) -> list[dict[str, str]]:
    register = f"/organisations/{place.organisation_id}/register"
    return [{"text": "Home", "href": "/"}, {"text": "People", "href": register}]


def address(place: OrganisationPlace) -> str:
    return f"/organisations/{place.organisation_id}/register/import"


ROUTES: list[HTTPRouteHandler] = [ask_for_people, take_people]
