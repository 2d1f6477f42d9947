"""An organisation's own Word template for packs: what it may hold, put in, taken away."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.accept import Accepted
from evidence.example_template import write_example
from evidence.kinds import DOCX
from evidence.refusal import size_in_words
from evidence.templates import LARGEST, Unfilled, check_template
from evidence.wanted import WORD
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from portal.files.bringing import keep_one
from portal.packs.actions.replace_template import remove_template, replace_template
from portal.packs.presenters.placed import BLOCKS, NAMES, NEEDED, TEXTS
from portal.packs.presenters.template import (
    EXAMPLE,
    NOT_WORD,
    UNREADABLE,
    placeholders,
    template_view,
    wrong_words,
)
from portal.packs.queries.templates import find_template
from portal.web.addresses import EXAMPLE_TEMPLATE, HOME, ORGANISATION, REMOVE_TEMPLATE, TEMPLATE
from portal.web.at import AtOrganisation, at_organisation, of_organisation
from portal.web.downloads import download
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload, takes_files

SAID = {
    "put": "It is put in. Packs that are asked for from now on are made with it.",
    "removed": "It is taken away. Packs have our own look again.",
}
FOR_ITS_OWN = of_organisation(Audience.OWN)
FOR_ITS_MANAGERS = of_organisation(Audience.OWN_MANAGER)


@get(TEMPLATE, **FOR_ITS_OWN)
def show_template(at: NamedDependency[AtOrganisation]) -> Response:
    return template_page(at)


def template_page(at: AtOrganisation, problems: Problems | None = None) -> Response:
    organisation_id = at.place.organisation_id
    template = find_template(at.session, organisation_id)
    return at.page(
        "packs/template.html",
        problems,
        tab="about",
        breadcrumbs=[
            {"text": "Home", "href": HOME()},
            {"text": at.place.name, "href": ORGANISATION(organisation_id)},
        ],
        in_use=template_view(template) if template else None,
        remove_href=REMOVE_TEMPLATE(organisation_id, template.template_id) if template else "",
        example_href=EXAMPLE_TEMPLATE(organisation_id),
        template_href=TEMPLATE(organisation_id),
        manages=Audience.OWN_MANAGER in at.place.audiences,
        texts=placeholders(TEXTS),
        blocks=placeholders(BLOCKS),
        needed=[f"{{{{{each}}}}}" for each in NEEDED],
        limit=size_in_words(LARGEST),
        done=SAID.get(at.asked("done"), ""),
    )


@get(EXAMPLE_TEMPLATE, **FOR_ITS_OWN)
def give_example(at: NamedDependency[AtOrganisation]) -> Response:
    return download(write_example(EXAMPLE, at.place.name), "docx", "template-for-packs")


@post(TEMPLATE, **takes_files(at_organisation, Audience.OWN_MANAGER, wanted=WORD))
def put(upload: NamedDependency[Upload[AtOrganisation]]) -> Response:
    return upload.try_to(lambda: keep_and_put(upload), template_page)


def keep_and_put(upload: Upload[AtOrganisation]) -> Response:
    """Looked at before anything is kept. Raises CannotDo."""
    if not upload.received.accepted:
        raise CannotDo({"file": refusal_words(upload)})
    accepted = upload.received.accepted[0]
    refuse_unfit(accepted)

    def act(at: AtOrganisation, kept: KeptFile, limits: Limits) -> tuple[bool, Response]:
        is_new = replace_template(at.session, at.viewer, at.place, kept, upload.typed.first("seen"), limits)
        return is_new, at.go(TEMPLATE(at.place.organisation_id, done="put"))

    return keep_one(upload, act)


def refusal_words(upload: Upload[AtOrganisation]) -> str:
    """With the name of what is refused inside the file: whoever made it may know where that came from."""
    if not upload.received.refused:
        return "Choose the Word document that is to be the template."
    refused = upload.received.refused[0][1]
    return f"{upload.refusal} It is called “{refused.part}”." if refused.part else upload.refusal


def refuse_unfit(accepted: Accepted) -> None:
    """Raises CannotDo about the field `file`, with all that is wrong."""
    if accepted.media_type != DOCX.media_type:
        raise CannotDo({"file": NOT_WORD})
    if accepted.size > LARGEST:
        words = size_in_words(LARGEST)
        raise CannotDo({"file": f"This template is larger than {words}. Save it with smaller pictures."})
    try:
        wrong = check_template(accepted.path, NAMES, list(BLOCKS), NEEDED)
    except Unfilled:
        raise CannotDo({"file": UNREADABLE}) from None
    if wrong:
        raise CannotDo({"file": wrong_words(wrong)})


@post(REMOVE_TEMPLATE, **FOR_ITS_MANAGERS)
def remove(at: NamedDependency[AtOrganisation], template_id: FromPath[UUID]) -> Response:
    def act() -> Response:
        remove_template(at.session, at.viewer, at.place, template_id)
        return at.go(TEMPLATE(at.place.organisation_id, done="removed"))

    return at.try_to(act, lambda problems: template_page(at, problems))


ROUTES: list[HTTPRouteHandler] = [show_template, give_example, put, remove]
