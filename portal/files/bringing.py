"""The file door of what somebody says: bytes before rows, and nothing left behind where nothing is kept."""

from collections.abc import Callable

from portal.acting.refused import CannotDo
from portal.files.actions.keep_brought import Brought
from portal.files.actions.keep_file import KeptFile, drop_file, keep_file
from portal.files.actions.require_room import Limits, NoRoom
from portal.settings import Settings
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
        brought = Brought(kept, limits_for_several(upload.settings))
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


def keep_one(
    upload: Upload[AtAny],
    act: Callable[[AtAny, KeptFile, Limits], tuple[bool, Response]],
    field: str = "file",
) -> Response:
    """Bytes before row: what `act` writes of the one file that came, which the store has by then. False of it
    says that the file is not kept. What is refused leaves no bytes; want of room is said at the field."""
    kept = keep_file(upload.store, upload.received.accepted[0], scanned=upload.scans)
    try:
        is_kept, answer = upload.write(lambda at: act(at, kept, limits_for_one(upload.settings)))
    except NoRoom as no_room:
        drop_file(upload.store, kept)
        raise CannotDo({field: " ".join(no_room.problems.values())}) from no_room
    except CannotDo:
        drop_file(upload.store, kept)
        raise
    if not is_kept:
        drop_file(upload.store, kept)
    return answer


def limits_for_one(settings: Settings) -> Limits:
    """Of a file that stands by itself."""
    return Limits(settings.upload_limit, settings.daily_limit, settings.organisation_limit)


def limits_for_several(settings: Settings) -> Limits:
    """Of files that are sent together."""
    return Limits(settings.submission_limit, settings.daily_limit, settings.organisation_limit)


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
