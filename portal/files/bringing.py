"""The file door of what somebody says: bytes before rows, and nothing left behind where nothing is kept."""

from collections.abc import Callable

from portal.acting.refused import CannotDo
from portal.files.actions.keep_brought import Brought
from portal.files.actions.keep_file import KeptFile, drop_file, keep_file
from portal.files.actions.require_room import Limits
from portal.web.at import AtAny
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload


def bring(
    upload: Upload[AtAny],
    act: Callable[[AtAny, Brought], bool],
    onwards: Callable[[AtAny], str],
    otherwise: Callable[[AtAny, Problems], Response],
) -> Response:
    """What `act` keeps with the files that came; False of it says that the files are not kept. A file that
    was refused keeps the rest waiting, so that nobody thinks it arrived."""

    def do() -> Response:
        refuse_files(upload)
        kept = keep_bytes(upload)
        settings = upload.settings
        brought = Brought(
            kept, Limits(settings.submission_limit, settings.daily_limit, settings.organisation_limit)
        )
        try:
            address, is_kept = upload.write(lambda at: (onwards(at), act(at, brought)))
        except CannotDo:
            drop(upload, kept)
            raise
        if not is_kept:
            drop(upload, kept)
        with upload.reading() as at:
            return at.go(address)

    return upload.try_to(do, otherwise)


def refuse_files(upload: Upload[AtAny]) -> None:
    """Raises CannotDo with a sentence for each file that was refused."""
    refused = [f"{name}: {refusal.sentence}" for name, refusal in upload.received.refused]
    if refused:
        raise CannotDo({"files": " ".join(refused)})


def keep_bytes(upload: Upload[AtAny]) -> tuple[KeptFile, ...]:
    """Every accepted file, in the store; one that came twice in this request, once."""
    came = {(file.name, file.sha256): file for file in upload.received.accepted}
    return tuple(keep_file(upload.store, file, scanned=upload.scans) for file in came.values())


def drop(upload: Upload[AtAny], kept: tuple[KeptFile, ...]) -> None:
    for file in kept:
        drop_file(upload.store, file)
