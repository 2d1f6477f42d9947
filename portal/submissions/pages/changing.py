"""Take back what was sent, or replace a file of it.

Somebody has pressed too early, or sees on the receipt that it was last year's certificate.
"""

from functools import partial
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, drop_file
from portal.files.bringing import keep_bytes, limits_for_several
from portal.submissions.actions.replace_file import replace_file
from portal.submissions.actions.take_back import take_back
from portal.submissions.pages.frame import OF_SENT, OF_TAKING_BACK, AtSent, at_sent
from portal.submissions.pages.send import receipt_page
from portal.web.addresses import DRAFT_ANSWERS, RECEIPT, REPLACE_FILE, TAKE_BACK
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size


@post(TAKE_BACK, **OF_TAKING_BACK)
def take(at: NamedDependency[AtSent]) -> Response:
    """To the draft that it is again, to be changed, sent or thrown away."""

    def act() -> Response:
        draft_id = take_back(at.session, at.viewer, at.place, at.requirement)
        return at.go(DRAFT_ANSWERS(draft_id, done="taken-back"))

    return at.try_to(act, lambda problems: receipt_page(at, problems))


@get(REPLACE_FILE, **OF_SENT)
def ask_replacement(at: NamedDependency[AtSent]) -> Response:
    if not at.changes.replace:
        return at.to_receipt()
    return replace_page(at, Typed())


def replace_page(at: AtSent, typed: Typed, problems: Problems | None = None) -> Response:
    limit = size(at.settings.upload_limit)
    draft = at.draft
    return at.page(
        "submissions/replace.html",
        problems,
        draft=draft,
        requirement=at.requirement,
        typed=typed,
        limit=limit,
    )


@post(REPLACE_FILE, **takes_files(at_sent, Audience.PARTNER))
def take_replacement(upload: NamedDependency[Upload[AtSent]]) -> Response:
    """Bytes before rows; what comes to nothing leaves none."""
    kept = keep_bytes(upload)
    if not kept:
        sentence = upload.refusal or "Choose the file that takes its place."
        with upload.reading() as at:
            return replace_page(at, upload.typed, {"files": sentence})
    which = read_file_id(upload.typed)
    try:
        return upload.write(partial(put_in_place, which=which, kept=kept[0]))
    except CannotDo as refused:
        drop_file(upload.store, kept[0])
        problems = {name if name == "which" else "files": said for name, said in refused.problems.items()}
        with upload.reading() as at:
            return replace_page(at, upload.typed, problems) if at.changes.replace else at.to_receipt()


def put_in_place(at: AtSent, *, which: UUID | None, kept: KeptFile) -> Response:
    limits = limits_for_several(at.settings)
    made = replace_file(at.session, at.viewer, at.place, at.requirement, which, kept, limits)
    return at.go(RECEIPT(made))


def read_file_id(typed: Typed) -> UUID | None:
    """None for what is no id."""
    try:
        return UUID(typed.first("which"))
    except ValueError:
        return None


ROUTES: list[HTTPRouteHandler] = [take, ask_replacement, take_replacement]
