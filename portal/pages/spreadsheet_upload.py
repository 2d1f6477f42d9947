"""A spreadsheet that arrives at one of the doors: streamed, accepted, read as plain rows, and not kept."""

from typing import Any

from litestar import Request

from evidence.refusal import Refused
from evidence.spreadsheet import Sheet, read_spreadsheet
from portal.actions.refused import CannotDo
from portal.pages.csrf import token_checker
from portal.receiving import Received, receive_upload
from portal.settings import Settings


async def receive_spreadsheet(request: Request[Any, Any, Any], settings: Settings) -> Received:
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
