"""The files of a draft.

Somebody comes with a scan or two, wants to see that they arrived, and to be told plainly what to do about one
that cannot be taken.

Nothing waits for the network inside a transaction: the place is looked up in a short reading session, the
files are streamed to the staging folder, their bytes are kept, and only then are the rows written.
"""

from dataclasses import dataclass
from uuid import UUID

from anyio import to_thread
from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from evidence.store import Store
from portal.access import Audience, Viewer
from portal.database import Database
from portal.places.contracts import SubmissionPlace, get_submission_place
from portal.settings import Settings
from portal.submissions.actions.draft import remove_file
from portal.submissions.pages.dates import PARTNER
from portal.submissions.pages.frame import Draft, get_draft, onwards, question, then_of, to_receipt
from portal.submissions.pages.keep_files import Taken, keep_files
from portal.web.csrf import token_checker
from portal.web.errors import problem
from portal.web.http import Request, Response
from portal.web.receiving import BodyTooLarge, Malformed, Received, TokenMissing, receive_upload
from portal.web.typed import Typed
from portal.words.wording import size

MOST_FILES = 20

STATUS = {TokenMissing: 403, BodyTooLarge: 413, Malformed: 400}
SENTENCE = {
    403: "This page has been open for too long. Load it again, then choose the file once more.",
    413: "That is more than can be sent at once. Send fewer files.",
    400: "The file did not arrive whole. Try again.",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One request's worth: what was kept, and what was refused with a sentence each."""

    draft: Draft
    kept: tuple[Taken, ...]
    refused: tuple[tuple[str, str], ...]


@get("/submissions/{submission_id:uuid}/files", guards=[PARTNER], sync_to_thread=True)
def ask_files(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    settings: NamedDependency[Settings],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    return files_page(request, get_draft(session, submission_place, "files"), settings)


def files_page(
    request: Request,
    draft: Draft,
    settings: Settings,
    problems: dict[str, str] | None = None,
    typed: Typed | None = None,
) -> Response:
    return question(
        request,
        draft,
        "files",
        typed or Typed(),
        problems,
        limit=size(settings.upload_limit),
        most=MOST_FILES,
        first_ids=dict.fromkeys(problems or {}, "files"),
    )


@post(
    "/submissions/{submission_id:uuid}/files",
    guards=[PARTNER],
    exclude_from_csrf=True,
    request_max_body_size=None,
)
async def take_files(
    request: Request,
    viewer: NamedDependency[Viewer],
    settings: NamedDependency[Settings],
    database: NamedDependency[Database],
    store: NamedDependency[Store],
    submission_id: FromPath[UUID],
) -> Response:
    """The reader checks the token before the first byte of a file is kept."""
    draft = await to_thread.run_sync(look_up, database, viewer, submission_id)
    if draft.place.is_sent:
        return to_receipt(draft.place)
    try:
        received = await receive_upload(
            request,
            folder=settings.incoming,
            limit=settings.upload_limit,
            most_files=MOST_FILES,
            check_token=token_checker(request),
        )
    except tuple(STATUS) as error:
        return broken(request, STATUS[type(error)])
    return await to_thread.run_sync(answer, request, database, store, settings, viewer, draft, received)


def look_up(database: Database, viewer: Viewer, submission_id: UUID) -> Draft:
    with database.reading() as session:
        return get_draft(
            session, get_submission_place(session, viewer, submission_id, {Audience.PARTNER}), "files"
        )


def wants_data(request: Request) -> bool:
    """Whether the page's script asks, and not the browser itself."""
    return request.headers.get("accept", "").startswith("application/json")


def broken(request: Request, status: int) -> Response:
    if wants_data(request):
        return Response({"error": {"message": SENTENCE[status]}}, status_code=status)
    return problem(request, status, SENTENCE[status])


def answer(
    request: Request,
    database: Database,
    store: Store,
    settings: Settings,
    viewer: Viewer,
    draft: Draft,
    received: Received,
) -> Response:
    """Keep what was accepted, whatever else was refused."""
    try:
        kept = tuple(keep_files(database, store, viewer.person_id, draft.place, received))
    finally:
        received.discard()
    refused = tuple((name, refusal.sentence) for name, refusal in received.refused)
    batch = Batch(draft, kept, refused)
    if wants_data(request):
        return as_data(batch)
    typed = Typed({name: [value] for name, value in received.fields.items()})
    return as_page(request, look_up(database, viewer, draft.place.submission_id), settings, batch, typed)


def as_data(batch: Batch) -> Response:
    """What the upload's script expects: it sends one file at a time."""
    if batch.refused or not batch.kept:
        message = ": ".join(batch.refused[0]) if batch.refused else "Choose a file."
        return Response({"error": {"message": message}}, status_code=422)
    taken = batch.kept[0]
    return Response(
        {
            "success": {"messageText": f"{taken.name} has arrived, {size(taken.size)}"},
            "file": {"filename": str(taken.file_id), "originalname": taken.name},
        },
        status_code=201,
    )


def as_page(request: Request, draft: Draft, settings: Settings, batch: Batch, typed: Typed) -> Response:
    if batch.refused:
        problems = {"files": " ".join(f"{name}: {sentence}" for name, sentence in batch.refused[:1])}
        problems |= {
            f"files-{number}": f"{name}: {sentence}"
            for number, (name, sentence) in enumerate(batch.refused[1:], 2)
        }
        return files_page(request, draft, settings, problems, typed)
    if typed.first("go") == "stay":
        return Redirect(f"{draft.address}/files", status_code=303)
    if not draft.answers.files:
        return files_page(request, draft, settings, {"files": "Choose at least one file."}, typed)
    return onwards(draft, "files", then_of(request, typed))


@post("/submissions/{submission_id:uuid}/files/remove", guards=[PARTNER], sync_to_thread=True)
def take_away(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    """Take a file out of the draft. One that is out already is what was wanted."""
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "files")
    chosen = next((file for file in draft.answers.files if str(file.file_id) == typed.first("delete")), None)
    if chosen:
        remove_file(session, viewer.person_id, submission_place, chosen.file_id)
    if wants_data(request):
        name = chosen.name if chosen else "The file"
        return Response({"success": {"messageText": f"{name} is taken out"}}, status_code=200)
    return Redirect(f"{draft.address}/files", status_code=303)


ROUTES: list[HTTPRouteHandler] = [ask_files, take_files, take_away]
