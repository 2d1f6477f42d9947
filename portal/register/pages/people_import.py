"""Bring people in from a spreadsheet.

Somebody comes with the staff list that the organisation keeps anyway, and wants it to be read as it is; looks
whether it was understood, confirms, or goes back to mend the file.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.wanted import SPREADSHEET
from portal import clock
from portal.access import Audience
from portal.importing.actions.keep_sheet import PEOPLE as PURPOSE
from portal.importing.actions.keep_sheet import keep_people_sheet
from portal.importing.pages import Content, Import, Read
from portal.importing.queries import SheetRead, get_people_sheet
from portal.importing.sheets.columns import Column
from portal.importing.sheets.tables import Table
from portal.register.actions.import_people import import_people, lock_register
from portal.register.pages.everybody import way_to
from portal.register.presenters.asked import AskedOfPeople
from portal.register.presenters.people_import import done_words, person_row, plan_words, short_words
from portal.register.queries.asked import list_registers_asked
from portal.register.queries.known import load_register
from portal.register.sheets.plan import Planned, plan
from portal.register.sheets.read import read_people
from portal.web.addresses import IMPORT_PEOPLE, IMPORTED_PEOPLE
from portal.web.at import AtOrganisation, at_organisation, of_organisation
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files

ASK, READ, DONE = "register/people.html", "register/people_read.html", "register/people_done.html"


def asked_of_people(at: AtOrganisation) -> AskedOfPeople:
    """What is asked today."""
    return AskedOfPeople(list_registers_asked(at.session, at.place, at.today))


class PeopleImport(Import[AtOrganisation, Planned]):
    """People of a file come onto their organisation's register, or are updated there."""

    asking, reading = IMPORT_PEOPLE, IMPORTED_PEOPLE
    templates = (ASK, READ, DONE)
    purpose = PURPOSE
    one, many, of_rows, nobody = "person", "people", "right row", "nobody"

    def place_id(self, at: AtOrganisation) -> UUID:
        return at.place.organisation_id

    def page(
        self, at: AtOrganisation, template: str, problems: Problems | None, **context: object
    ) -> Response:
        further = [] if template == ASK else [("Import", IMPORT_PEOPLE(at.place.organisation_id))]
        crumbs = way_to(at.place, *further)
        return at.page(template, problems, tab="register", breadcrumbs=crumbs, **context)

    def questions(self, at: AtOrganisation, typed: Typed) -> dict[str, object]:
        asked = asked_of_people(at)
        ticked = contracts_ticked(asked, typed)
        contracts = [
            {"key": key, "label": label, "is_chosen": key in ticked} for key, label in asked.labels.items()
        ]
        return {"columns": asked.columns, "contracts": contracts}

    def owner_id(self, at: AtOrganisation) -> UUID:
        return at.place.organisation_id

    def columns(self, at: AtOrganisation) -> Sequence[Column]:
        return asked_of_people(at).columns_read

    def reader(self, at: AtOrganisation) -> Read:
        asked, register, today = asked_of_people(at), load_register(at.session, at.place), at.today
        return lambda sheets, said: read_people(sheets, asked.topics, asked.names, register, today, said)

    def beside(self, at: AtOrganisation, typed: Typed) -> Content:
        return {"otherwise": contracts_ticked(asked_of_people(at), typed)}

    def keep(self, at: AtOrganisation, file_name: str, content: Content) -> UUID:
        return keep_people_sheet(at.session, at.viewer, at.place, file_name, content)

    def find(self, at: AtOrganisation, sheet_id: UUID) -> SheetRead:
        return get_people_sheet(at.session, at.place, sheet_id, clock.now())

    def lock(self, at: AtOrganisation) -> None:
        lock_register(at.session, at.place)

    def plan(self, at: AtOrganisation, content: Content, table: Table) -> Sequence[Planned]:
        return plan(load_register(at.session, at.place), table.right, content["otherwise"])

    def is_change(self, planned: Planned) -> bool:
        return planned.is_change

    def plan_words(self, at: AtOrganisation, planned: Sequence[Planned]) -> str:
        asked = list_registers_asked(at.session, at.place, at.today)
        return " ".join(filter(None, (plan_words(planned), short_words(planned, asked, at.today))))

    def rows(self, at: AtOrganisation, planned: Sequence[Planned]) -> dict[str, object]:
        asked = asked_of_people(at)
        topics, labels = {topic.key: topic.title for topic in asked.topics}, asked.labels
        rows = [person_row(each, topics, labels, asked.engagements, at.today) for each in planned]
        return {"rows": rows, "topics": bool(topics)}

    def carry_out(self, at: AtOrganisation, sheet_id: UUID, planned: Sequence[Planned]) -> None:
        asked = list_registers_asked(at.session, at.place, at.today)
        import_people(at.session, at.viewer, at.place, sheet_id, planned, asked)

    def done_words(self, outcome: Mapping[str, int]) -> Sequence[str]:
        return done_words(outcome)


def contracts_ticked(asked: AskedOfPeople, typed: Typed) -> list[str]:
    """The engagements that new people are for, where the file does not say."""
    return [each for each in asked.labels if typed.first(f"engagement-{each}")]


PEOPLE = PeopleImport()
OF_ITS_OWN = of_organisation(Audience.OWN)


@get(IMPORT_PEOPLE, **OF_ITS_OWN)
def ask_for_people(at: NamedDependency[AtOrganisation]) -> Response:
    return PEOPLE.ask(at)


@post(IMPORT_PEOPLE, **takes_files(at_organisation, Audience.OWN, wanted=SPREADSHEET))
def take_people(upload: NamedDependency[Upload[AtOrganisation]]) -> Response:
    return PEOPLE.take(upload)


@get(IMPORTED_PEOPLE, **OF_ITS_OWN)
def show_people_read(at: NamedDependency[AtOrganisation], sheet_id: FromPath[UUID]) -> Response:
    return PEOPLE.show(at, sheet_id)


@post(IMPORTED_PEOPLE, **OF_ITS_OWN)
def confirm_people_read(
    at: NamedDependency[AtOrganisation], sheet_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    return PEOPLE.confirm(at, sheet_id, typed)


ROUTES: list[HTTPRouteHandler] = [ask_for_people, take_people, show_people_read, confirm_people_read]
