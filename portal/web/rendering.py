"""Templates, and the answer that carries a page."""

import json
from functools import cache
from typing import Any

from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2.loaders import ChoiceLoader
from jinja2.utils import missing
from litestar import MediaType
from litestar.background_tasks import BackgroundTask
from litestar.utils.scope.state import ScopeState

from portal.access import Viewer
from portal.bundled import ASSETS, TEMPLATES
from portal.memory import trim
from portal.web.form_marks import ASKED, FIELD, FormToken, new_mark, read_mark
from portal.web.http import Request, Response, typed_in
from portal.web.session_cookie import csrf_cookie
from portal.web.showing_again import shown_again
from portal.web.who import VIEWER
from portal.words import labels, wording

LONG = 2_000_000
"""Letters of a page after which memory is given back: a whole matrix, all partners on one page."""


class NameOrAttribute(ChainableUndefined):
    """A name that is not there is an error; an attribute that is not there is empty, as GOV.UK macros need.

    `caller` is what Jinja calls the body of a {% call %}, which those macros look for.
    """

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *args: Any) -> Any:
        if obj is missing and name != "caller":
            return StrictUndefined(hint, obj, name, *args)
        return super().__new__(cls)


@cache
def environment() -> Environment:
    """The templates, with the filters and names that every page may use."""
    env = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(TEMPLATES),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        undefined=NameOrAttribute,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # nothing of a server that runs is looked for on disk anew
        cache_size=-1,
    )
    env.filters |= wording.FILTERS | labels.FILTERS
    env.globals["asset"] = asset
    # Names that the GOV.UK macros have from Nunjucks.
    env.globals |= {"undefined": NameOrAttribute(obj=None), "null": None}
    return env


@cache
def manifest() -> dict[str, str]:
    """Names of built assets to the names that carry their hash."""
    read: dict[str, str] = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
    return read


def asset(name: str) -> str:
    return f"/assets/{manifest()[name]}"


def csrf_token(request: Request) -> FormToken:
    """The token that forms of this page carry back, with the page's own mark for whoever is signed in."""
    settings, viewer = request.app.state.settings, request.scope.get(VIEWER)
    given = ScopeState.from_scope(request.scope).csrf_token
    token = given if isinstance(given, str) else request.cookies.get(csrf_cookie(settings), "")
    mark = own_mark(request, viewer) if isinstance(viewer, Viewer) else ""
    return FormToken(token, mark, is_again=bool(request.scope.get(ASKED)))


def own_mark(request: Request, viewer: Viewer) -> str:
    """A new one; but what is shown again goes on from the page on which it was typed, and so does what is
    answered while something of hers is kept."""
    settings, again = request.app.state.settings, shown_again(request.scope)
    before = again.kept.page if again and again.is_typed else ""
    if again is None and viewer.has_kept and request.method == "POST":
        before = next(iter(typed_in(request).get(FIELD, ())), "")
    known = read_mark(settings, before)
    return before if known and known.person_id == viewer.person_id else new_mark(settings, viewer.person_id)


def page(
    request: Request, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> Response:
    """The page, rendered here and now in the handler's thread."""
    shared = {
        "viewer": request.scope.get(VIEWER),
        "csrf_token": csrf_token(request),
        "path": request.url.path,
        "again": shown_again(request.scope),
        "scans": request.app.state.settings.scans,
    }
    text = environment().get_template(template).render({**shared, **(context or {})})
    after = BackgroundTask(trim) if len(text) > LONG else None
    return Response(text, status_code=status, media_type=MediaType.HTML, background=after)
