"""The register as a spreadsheet, and an empty one to fill in.

Somebody wants to work on the list at home with what they know, or to keep a copy of it.
"""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from evidence.spreadsheet_writing import Written, write_csv, write_workbook
from portal import clock
from portal.access import NotHere, Viewer
from portal.database import Database
from portal.importing.sheets.template import choices_of, template
from portal.places.organisations import OrganisationPlace
from portal.register.actions.note_export import note_export
from portal.register.pages.people_import import OWN, get_asked
from portal.register.presenters.export import register_rows
from portal.register.queries.known import load_register
from portal.register.sheets.columns import people_columns
from portal.web.downloads import KINDS, download
from portal.web.http import Response

REGISTER = "/organisations/{organisation_id:uuid}/register"


@get(f"{REGISTER}/template.xlsx", guards=OWN, sync_to_thread=True)
def give_template(
    session: NamedDependency[Session], organisation_place: NamedDependency[OrganisationPlace]
) -> Response:
    asked = get_asked(session, organisation_place)
    columns = people_columns(asked.topics, asked.names)
    contracts = list(asked.labels.values())
    return download(template(columns, "People", contracts), "xlsx", "people-template")


@get(f"{REGISTER}/export/{{kind:str}}", guards=OWN, sync_to_thread=True)
def give_register(
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
    database: NamedDependency[Database],
    kind: FromPath[str],
) -> Response:
    """A download is an event. What comes can be uploaded again, changed or unchanged."""
    if kind not in KINDS:
        raise NotHere
    asked = get_asked(session, organisation_place)
    columns = people_columns(asked.topics, asked.names)
    register = load_register(session, organisation_place)
    rows = register_rows(register, columns, asked.labels)
    headings = [column.heading for column in columns]
    content = (
        write_csv(headings, rows)
        if kind == "csv"
        else write_workbook([Written("People", headings, rows, choices_of(columns))])
    )
    with database.writing() as writing:
        note_export(writing, viewer, organisation_place, kind, len(rows))
    return download(content, kind, f"people-{clock.today().isoformat()}")


ROUTES: list[HTTPRouteHandler] = [give_template, give_register]
