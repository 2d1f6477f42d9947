"""The file door of what a partner says: bytes before rows, and nothing left behind where nothing is kept."""

from collections.abc import Callable

from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, drop_file, keep_file
from portal.files.actions.require_room import Limits
from portal.findings.actions.add_evidence import Brought
from portal.web.at import AtEngagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload


def bring(
    upload: Upload[AtEngagement],
    act: Callable[[AtEngagement, Brought], bool],
    onwards: Callable[[AtEngagement], str],
    otherwise: Callable[[AtEngagement, Problems], Response],
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


def refuse_files(upload: Upload[AtEngagement]) -> None:
    """Raises CannotDo with a sentence for each file that was refused."""
    refused = [f"{name}: {refusal.sentence}" for name, refusal in upload.received.refused]
    if refused:
        raise CannotDo({"files": " ".join(refused)})


def keep_bytes(upload: Upload[AtEngagement]) -> tuple[KeptFile, ...]:
    """Every accepted file, in the store; one that came twice in this request, once."""
    came = {(file.name, file.sha256): file for file in upload.received.accepted}
    return tuple(keep_file(upload.store, file, scanned=upload.scans) for file in came.values())


def drop(upload: Upload[AtEngagement], kept: tuple[KeptFile, ...]) -> None:
    for file in kept:
        drop_file(upload.store, file)
