"""The files of a draft.

Somebody comes with a scan or two, wants to see that they arrived, and to be told plainly what to do about one
that cannot be taken. The page's script sends one file at a time, and gets data for an answer.
"""

from collections.abc import Sequence
from functools import partial

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.vocabulary import Kind
from evidence.store import Store
from portal.access import Audience
from portal.files.actions.keep_file import KeptFile
from portal.files.bringing import keep_bytes
from portal.submissions.actions.keep_draft import remove_file
from portal.submissions.pages.frame import AtDraft, at_question, of_question
from portal.submissions.pages.keep_files import Taken, add_files
from portal.submissions.pages.questions import FILES
from portal.submissions.queries.put_up import find_put_up
from portal.web.addresses import DRAFT_FILES, REMOVE_FILE
from portal.web.fields import Problems
from portal.web.http import Response, wants_data
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size

MOST_FILES = 20
OF_FILES = of_question(FILES)


@get(DRAFT_FILES, **OF_FILES)
def ask_files(at: NamedDependency[AtDraft]) -> Response:
    return files_page(at, Typed())


def files_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    is_signed = at.requirement.kind is Kind.AGREEMENT
    return at.question(
        typed,
        problems,
        put_up=find_put_up(at.session, at.place) if is_signed else None,
        limit=size(at.settings.upload_limit),
        most=MOST_FILES,
        first_ids=dict.fromkeys(problems or {}, "files"),
    )


@post(DRAFT_FILES, **takes_files(at_question(FILES), Audience.WRITER, most_files=MOST_FILES))
def take_files(upload: NamedDependency[Upload[AtDraft]]) -> Response:
    """Keep what was accepted, whatever else was refused."""
    kept = keep_bytes(upload)
    refused = [f"{name}: {refusal.sentence}" for name, refusal in upload.received.refused]
    if kept:
        taken, without_room, onward = upload.write(
            partial(add_and_go_on, store=upload.store, kept=kept, typed=upload.typed)
        )
        refused += without_room
        if not refused:
            return as_data(taken[0]) if wants_data(upload.request) else onward
    if wants_data(upload.request):
        return Response({"error": {"message": [*refused, "Choose a file."][0]}}, status_code=422)
    with upload.reading() as at:
        return as_page(at, refused, upload.typed)


def add_and_go_on(
    at: AtDraft, *, store: Store, kept: Sequence[KeptFile], typed: Typed
) -> tuple[tuple[Taken, ...], tuple[str, ...], Response]:
    """Their rows, for what there was no room, and the way onwards: the place is looked up already, and need
    not be for that."""
    return *add_files(at, store, kept), onwards(at, typed)


def as_data(taken: Taken) -> Response:
    return Response(
        {
            "success": {"messageText": f"{taken.name} has arrived, {size(taken.size)}"},
            "file": {"filename": str(taken.file_id), "originalname": taken.name},
        },
        status_code=201,
    )


def as_page(at: AtDraft, refused: list[str], typed: Typed) -> Response:
    if refused:
        names = ["files", *(f"files-{number}" for number in range(2, len(refused) + 1))]
        return files_page(at, typed, dict(zip(names, refused, strict=True)))
    if typed.first("go") != "stay" and not at.draft.answers.files:
        return files_page(at, typed, {"files": "Choose at least one file."})
    return onwards(at, typed)


def onwards(at: AtDraft, typed: Typed) -> Response:
    return at.go(DRAFT_FILES(at.submission_id)) if typed.first("go") == "stay" else at.onwards(typed)


@post(REMOVE_FILE, **OF_FILES)
def take_away(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    """Take a file out of the draft. One that is out already is what was wanted."""
    chosen = next(
        (file for file in at.draft.answers.files if str(file.file_id) == typed.first("delete")), None
    )
    if chosen:
        remove_file(at.session, at.viewer.person_id, at.place, chosen.file_id)
    if wants_data(at.request):
        name = chosen.name if chosen else "The file"
        return Response({"success": {"messageText": f"{name} is taken out"}}, status_code=200)
    return at.go(DRAFT_FILES(at.submission_id))


ROUTES: list[HTTPRouteHandler] = [ask_files, take_files, take_away]
