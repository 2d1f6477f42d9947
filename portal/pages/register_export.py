"""The register as a spreadsheet, and an empty one to fill in.

Somebody wants to work on the list at home with what they know, or to keep a copy of it.
"""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from evidence.kinds import CSV, XLSX
from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_csv, write_workbook
from portal import clock
from portal.access import NotHere, Viewer
from portal.actions.export_register import note_export
from portal.database import Database
from portal.importing.columns import Column
from portal.importing.people_columns import people_columns
from portal.pages.people_import import OWN, get_asked
from portal.presenters.register_export import register_rows
from portal.queries.organisation_places import OrganisationPlace
from portal.queries.register_known import load_register

REGISTER = "/organisations/{organisation_id:uuid}/register"
KINDS = {"xlsx": XLSX, "csv": CSV}


@get(f"{REGISTER}/template.xlsx", guards=OWN, sync_to_thread=True)
def give_template(
    session: NamedDependency[Session], organisation_place: NamedDependency[OrganisationPlace]
) -> Response[bytes]:
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
) -> Response[bytes]:
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


def template(columns: tuple[Column, ...], name: str, contracts: list[str] | None = None) -> bytes:
    """An empty sheet with the headings, and one that says what goes where."""
    about: list[list[Value]] = [
        [column.heading, column.about, "Needed" if column.is_needed else ""] for column in columns
    ]
    headings = [column.heading for column in columns]
    sheets = [
        Written(name, headings, choices=choices_of(columns)),
        Written("What goes where", ["Column", "What to enter", "Needed?"], about),
    ]
    if contracts:
        sheets.append(
            Written("Your contracts", ["Your contracts are called"], [[each] for each in contracts])
        )
    return write_workbook(sheets)


def choices_of(columns: tuple[Column, ...]) -> dict[int, tuple[str, ...]]:
    return {at: column.choices for at, column in enumerate(columns) if column.choices}


def download(content: bytes, kind: str, name: str) -> Response[bytes]:
    headers = {
        "content-disposition": f'attachment; filename="{name}.{kind}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=KINDS[kind].media_type, headers=headers)


ROUTES: list[HTTPRouteHandler] = [give_template, give_register]
