"""The register as a spreadsheet, and an empty one to fill in.

Somebody wants to work on the list at home with what they know, or to keep a copy of it.
"""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_csv, write_workbook
from portal.access import Audience, NotHere
from portal.history.actions.note_held import note_held
from portal.history.queries.held import as_workbook, held_about_worker
from portal.importing.sheets.columns import Column
from portal.importing.sheets.template import choices_of, template
from portal.register.actions.note_export import note_export
from portal.register.pages.people_import import asked_of_people
from portal.register.pages.person_frame import OF_PERSON, AtPerson
from portal.register.presenters.export import register_rows
from portal.register.queries.known import load_register
from portal.web.addresses import EXPORT_REGISTER, REGISTER_TEMPLATE, WORKER_HELD
from portal.web.at import AtOrganisation, of_organisation
from portal.web.downloads import KINDS, download
from portal.web.http import Response
from portal.web.opening import record_look


@get(REGISTER_TEMPLATE, **of_organisation(Audience.OWN))
def give_template(at: NamedDependency[AtOrganisation]) -> Response:
    asked = asked_of_people(at)
    contracts = list(asked.labels.values())
    return download(template(asked.columns, "People", contracts), "xlsx", "people-template")


@get(EXPORT_REGISTER, **of_organisation(Audience.OWN))
def give_register(at: NamedDependency[AtOrganisation], kind: FromPath[str]) -> Response:
    """A download is an event. What comes can be uploaded again, changed or unchanged."""
    if kind not in KINDS:
        raise NotHere
    asked = asked_of_people(at)
    columns = asked.columns
    rows = register_rows(load_register(at.session, at.place), columns, asked.labels)
    content = written(kind, columns, rows)
    record_look(at, lambda session: note_export(session, at.viewer, at.place, kind, len(rows)))
    return download(content, kind, f"people-{at.today.isoformat()}")


@get(WORKER_HELD, **OF_PERSON)
def give_held(at: NamedDependency[AtPerson]) -> Response:
    """Somebody has asked what is kept about them."""
    content = as_workbook(held_about_worker(at.session, at.worker_id))
    about = {"worker": str(at.worker_id), "organisation": str(at.place.organisation_id)}
    record_look(at, lambda session: note_held(session, at.viewer.person_id, about))
    return download(content, "xlsx", f"held-{at.today.isoformat()}")


def written(kind: str, columns: tuple[Column, ...], rows: list[list[Value]]) -> bytes:
    headings = [column.heading for column in columns]
    if kind == "csv":
        return write_csv(headings, rows)
    return write_workbook([Written("People", headings, rows, choices_of(columns))])


ROUTES: list[HTTPRouteHandler] = [give_template, give_register, give_held]
