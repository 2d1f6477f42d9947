"""A spreadsheet that arrives at one of the doors: streamed, accepted, read as plain rows, and not kept."""

from collections.abc import Callable

from evidence.refusal import Refused
from evidence.spreadsheet import Sheet, read_spreadsheet
from portal.acting.refused import CannotDo
from portal.importing.sheets.tables import NoHeadings, Table
from portal.settings import Settings
from portal.web.csrf import token_checker
from portal.web.http import Request
from portal.web.receiving import Received, receive_upload


async def receive_spreadsheet(request: Request, settings: Settings) -> Received:
    """One file at most. Whoever receives it discards it."""
    return await receive_upload(
        request,
        folder=settings.incoming,
        limit=settings.upload_limit,
        most_files=1,
        check_token=token_checker(request),
    )


def read_received(received: Received) -> tuple[str, tuple[Sheet, ...]]:
    """The file's name and its sheets; nothing is left of the file. Raises CannotDo about the field `file`."""
    try:
        if received.refused:
            raise received.refused[0][1]
        if not received.accepted:
            raise CannotDo({"file": "Choose the spreadsheet: an Excel workbook (.xlsx) or a .csv file."})
        file = received.accepted[0]
        return file.name, read_spreadsheet(file.path, file.media_type)
    except Refused as refused:
        raise CannotDo({"file": refused.sentence}) from None
    finally:
        received.discard()


def table_of(sheets: tuple[Sheet, ...], read: Callable[[tuple[Sheet, ...]], Table], whom: str) -> Table:
    """What the sheets say. Raises CannotDo where there are no headings, or no row under them, of `whom`."""
    try:
        table = read(sheets)
    except NoHeadings as error:
        raise CannotDo({"file": str(error)}) from None
    if not table.rows:
        raise CannotDo({"file": f"There are headings in this spreadsheet, but {whom} under them."})
    return table
