"""What was read from a spreadsheet and waits to be confirmed."""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from evidence.spreadsheet import Row, Sheet
from portal.access import Audience, Viewer
from portal.importing.actions.keep_sheet import keep_partners_sheet, keep_people_sheet, keep_tracking_sheet
from portal.importing.sheets.kept import as_data
from portal.places.contracts import get_contract_place
from portal.places.organisations import get_organisation_place
from tests.builders.world import World

PEOPLE: tuple[Row, ...] = (
    ("Name", "Role", "Type", "Started"),
    ("Ivy Import", "Peer supporter", "Staff", date(2025, 5, 3)),
    ("Ike Import", "Peer supporter", "Staff", "tomorow"),
)
PARTNERS: tuple[Row, ...] = (
    ("Partner", "Area", "Contact", "E-mail"),
    ("Lamplight Trust", "Northmouth", "Lena Lamp", "lena@example.org"),
    ("Driftwood Folk", "Northmouth", "Dai Drift", "dai"),
)


def people_read(world: World) -> uuid.UUID:
    """For the first partner; new people are for its first engagement."""
    with world.database.writing() as session:
        return people_read_by(session, world.member, world.partner_id, world.engagement_id)


def people_read_by(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID, *engagements: uuid.UUID
) -> uuid.UUID:
    """One right row and one wrong one."""
    place = get_organisation_place(session, viewer, organisation_id, [Audience.OWN])
    content = {**as_data([Sheet("Staff", PEOPLE)]), "otherwise": [str(each) for each in engagements]}
    return keep_people_sheet(session, viewer, place, "people.xlsx", content)


def partners_read(world: World) -> uuid.UUID:
    """For the contract."""
    with world.database.writing() as session:
        return partners_read_by(session, world.manager, world.contract_id)


def partners_read_by(session: Session, viewer: Viewer, contract_id: uuid.UUID) -> uuid.UUID:
    """A new partner with a contact, and one whose contact has no address."""
    place = get_contract_place(session, viewer, contract_id, [Audience.MANAGER])
    content = as_data([Sheet("Partners", PARTNERS)])
    return keep_partners_sheet(session, viewer, place, "partners.xlsx", content)


def tracking_read(world: World) -> uuid.UUID:
    with world.database.writing() as session:
        return tracking_read_by(session, world.manager, world.contract_id)


def tracking_read_by(session: Session, viewer: Viewer, contract_id: uuid.UUID) -> uuid.UUID:
    """What the lead has accepted before: of one partner a policy, and a day that nobody can read."""
    rows = (("Partner", "Complaints policy"), ("Tidewater Peers", "2099-03-31"), ("Open Door Folk", "yes"))
    place = get_contract_place(session, viewer, contract_id, [Audience.MANAGER])
    content = as_data([Sheet("Tracker", rows)]) | {"by": ""}
    return keep_tracking_sheet(session, viewer, place, "tracker.xlsx", content)
