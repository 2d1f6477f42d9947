"""The workbook of a section of figures: taken away, filled in, and brought back.

Somebody who keeps the figures in spreadsheets comes for one that is made for this return, and brings it back
filled in; what is wrong in it is named by sheet and cell, and nothing of it is kept before all is right.
"""

from dataclasses import replace

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from evidence.refusal import Refused
from evidence.spreadsheet import read_spreadsheet
from evidence.wanted import WORKBOOK, advice
from portal.access import Audience, NotHere
from portal.acting.kept_typed import find_kept, forget_kept
from portal.acting.refused import CannotDo
from portal.returns.actions.write_section import write_section
from portal.returns.pages.frame import OF_SECTION, AtSection, at_section
from portal.returns.presenters.whole import pair_words
from portal.returns.queries.content import Content
from portal.returns.queries.earlier import find_earlier
from portal.returns.sheets.workbook import (
    BookRead,
    Group,
    Made,
    WrongCell,
    grouped,
    make_workbook,
    mistaken,
    read_about,
    read_workbook,
)
from portal.web.addresses import RETURN_SECTION, SECTION_WORKBOOK, WORKBOOK_FILE
from portal.web.downloads import download
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload, takes_files
from portal.words.wording import counted, size

NO_FILE = "Choose the workbook that you have filled in."
NOTHING = "There are no figures in this workbook yet."


@get(SECTION_WORKBOOK, **OF_SECTION)
def show_workbook(at: NamedDependency[AtSection]) -> Response:
    return workbook_page(at)


def workbook_page(
    at: AtSection, problems: Problems | None = None, groups: tuple[Group, ...] = ()
) -> Response:
    if not at.wanted.figures(at.section):
        raise NotHere
    return at.page(
        "returns/workbook.html",
        at.told(problems),
        groups=groups,
        limit=size(at.settings.upload_limit),
        is_open=at.is_open,
        file_href=WORKBOOK_FILE(*at.gaps, at.section.key),
        workbook_href=SECTION_WORKBOOK(*at.gaps, at.section.key),
        is_unsaved=has_unsaved(at),
    )


def has_unsaved(at: AtSection) -> bool:
    """Whether the viewer has typed into the form of the section and not saved it."""
    address = RETURN_SECTION(*at.gaps, at.section.key)
    return at.viewer.has_kept and find_kept(at.session, at.viewer.person_id, address) is not None


@get(WORKBOOK_FILE, **OF_SECTION)
def take_workbook(at: NamedDependency[AtSection]) -> Response:
    """With what is saved already, and the last period's figures beside it."""
    measures = at.wanted.figures(at.section)
    if not measures:
        raise NotHere
    earlier = find_earlier(at.session, at.place, at.wanted)
    before = {key: pair_words(pair) for key, pair in earlier.figures.items()} if earlier else {}
    content = make_workbook(made_for(at), measures, at.whole.content(at.section.key).figures, before)
    return download(content, "xlsx", f"{at.wanted.row.key}-{at.gaps[2]}")


def made_for(at: AtSection) -> Made:
    place, asked = at.place, at.wanted
    contract = f"{place.contract.title}, {place.contract.reference}"
    partner = f"{place.partner}, {place.reference}"
    return Made(asked.definition, asked.owed.part, asked.row.key, contract, partner)


@post(SECTION_WORKBOOK, **takes_files(at_section, Audience.PARTNER, wanted=WORKBOOK))
def bring_workbook(upload: NamedDependency[Upload[AtSection]]) -> Response:
    groups: tuple[Group, ...] = ()

    def act() -> Response:
        nonlocal groups
        with upload.reading() as at:
            read = read_file(upload, at)
        if read.wrong:
            groups = grouped(read.wrong)
            raise CannotDo({"files": wrong_words(read)})
        if not read.figures:
            raise CannotDo({"files": NOTHING})
        return upload.write(lambda at: keep(at, read))

    return upload.try_to(act, lambda at, problems: workbook_page(at, problems, groups))


def wrong_words(read: BookRead) -> str:
    return f"{counted(len(read.wrong), 'cell')} will not do, so nothing of the workbook is kept yet."


def read_file(upload: Upload[AtSection], at: AtSection) -> BookRead:
    if not upload.received.accepted:
        raise CannotDo({"files": upload.refusal or NO_FILE})
    file = upload.received.accepted[0]
    try:
        sheets = read_spreadsheet(file.path, file.media_type)
    except Refused as refused:
        raise CannotDo({"files": advice(refused, WORKBOOK)}) from None
    wanted = made_for(at)
    found = read_about(sheets)
    wrong = [found] if isinstance(found, WrongCell) else mistaken(found, wanted)
    if wrong:
        return BookRead(wanted, wrong=wrong)
    return read_workbook(sheets, wanted, at.wanted.figures(at.section))


def keep(at: AtSection, read: BookRead) -> Response:
    """Kept as the form has it, which shows it before it counts as ready; what was typed there and not saved
    goes, or it would be shown in their place."""

    def filled(content: Content) -> Content:
        return replace(content, figures=read.figures, is_nil=False)

    address = RETURN_SECTION(*at.gaps, at.section.key)
    write_section(at.session, at.viewer, at.place, at.wanted, at.section.key, filled, is_ready=False)
    if at.viewer.has_kept:
        forget_kept(at.session, at.viewer.person_id, address)
    return at.go(address)


ROUTES: list[HTTPRouteHandler] = [show_workbook, take_workbook, bring_workbook]
