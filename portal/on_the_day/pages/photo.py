"""Photos of a row: kept once, however often a phone on poor signal sends them."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.wanted import PHOTO
from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from portal.files.bringing import keep_one
from portal.on_the_day.actions.add_photo import add_photo, require_photo
from portal.on_the_day.actions.hold_sheet import SIGNED
from portal.on_the_day.forms import row_titles
from portal.on_the_day.pages.frame import OF_SHEET, AtSheet, at_sheet
from portal.on_the_day.pages.sheet import sheet_page
from portal.on_the_day.queries.sheets import Sheet, find_sheet
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import ROW_PHOTO
from portal.web.at import AtContract, at_contract
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload, takes_files


@get(ROW_PHOTO, **OF_SHEET)
def ask_photo(at: NamedDependency[AtSheet], row_id: FromPath[UUID]) -> Response:
    """Without script. Raises NotHere where the sheet changes no more."""
    sheet = find_sheet(at.session, at.where)
    if sheet.signed:
        raise NotHere
    return photo_page(at, sheet, row_id)


def photo_page(at: AtSheet, sheet: Sheet, row_id: UUID, problems: Problems | None = None) -> Response:
    """Raises NotHere where the sheet has no such row."""
    checklist = get_checklist(at.session, at.place.contract_id, at.where.visit.on_date)
    title = row_titles(sheet, checklist).get(row_id)
    if title is None:
        raise NotHere
    back = f"{at.address}#row-{row_id}"
    return at.page("on_the_day/photo.html", problems, row_title=title, back_href=back)


@post(ROW_PHOTO, **takes_files(at_contract, Audience.REVIEWER, Audience.MANAGER, wanted=PHOTO))
def take_photo(
    upload: NamedDependency[Upload[AtContract]],
    visit_id: FromPath[UUID],
    engagement_id: FromPath[UUID],
    row_id: FromPath[UUID],
) -> Response:
    def act() -> Response:
        if not upload.received.accepted:
            raise CannotDo({"file": upload.refusal or "Choose a photo."})
        require_photo(upload.received.accepted[0].media_type)
        with upload.reading() as at:
            at_sheet(at, visit_id, engagement_id)
        return keep_one(
            upload,
            lambda at, kept, limits: add(at_sheet(at, visit_id, engagement_id), row_id, kept, limits),
        )

    return upload.try_to(
        act,
        lambda at, problems: again(
            at_sheet(at, visit_id, engagement_id), row_id, problems, alone=bool(upload.typed.first("alone"))
        ),
    )


def again(at: AtSheet, row_id: UUID, problems: Problems, *, alone: bool) -> Response:
    """The page that it came from; the sheet where that was signed meanwhile, and asks for no photo."""
    sheet = find_sheet(at.session, at.where)
    if sheet.signed:
        return sheet_page(at, {"": SIGNED})
    return photo_page(at, sheet, row_id, problems) if alone else sheet_page(at, problems, photo=row_id)


def add(at: AtSheet, row_id: UUID, kept: KeptFile, limits: Limits) -> tuple[bool, Response]:
    """Raises NotHere or CannotDo."""
    is_new = add_photo(at.session, at.viewer, at.place, at.where, row_id, kept, limits)
    return is_new, at.go(f"{at.address}#row-{row_id}")


ROUTES: list[HTTPRouteHandler] = [ask_photo, take_photo]
