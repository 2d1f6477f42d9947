"""Sign in and out."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.settings import Settings
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.actions.sign_out import sign_out
from portal.sign_in.forms import SignInForm, own_path, read_sign_in
from portal.web.door import VIEWER
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.session_cookie import give_cookie, session_cookie, take_cookie
from portal.web.typed import Typed

ANYONE = [Admits(Audience.ANYONE)]


@get("/sign-in", guards=ANYONE, sync_to_thread=True)
def ask_to_sign_in(request: Request) -> Response:
    if is_signed_in(request):
        return Redirect("/", status_code=303)
    form = SignInForm("", "", own_path(request.query_params.get("next", "")))
    return sign_in_page(request, form, {})


@post("/sign-in", guards=ANYONE, sync_to_thread=True)
def come_in(
    request: Request,
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
    typed: NamedDependency[Typed],
) -> Response:
    if is_signed_in(request):
        return Redirect("/", status_code=303)
    form = read_sign_in(typed)
    if form.problems:
        return sign_in_page(request, form, form.problems)
    try:
        token = sign_in(session, form.email, form.password, network_of(request))
    except TooManyAttempts:
        raise
    except CannotDo as refused:
        return sign_in_page(request, form, refused.problems)
    answer = Redirect(form.following, status_code=303)
    give_cookie(answer, settings, token)
    return answer


@post("/sign-out", guards=[Admits(Audience.SIGNED_IN)], sync_to_thread=True)
def go_out(
    request: Request, session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> Response:
    sign_out(session, request.cookies.get(session_cookie(settings), ""))
    answer = Redirect("/sign-in?signed-out=yes", status_code=303)
    take_cookie(answer, settings)
    return answer


def sign_in_page(request: Request, form: SignInForm, problems: dict[str, str]) -> Response:
    """The password is never sent back."""
    context = {
        "email": form.email,
        "following": form.following,
        "problems": problems,
        "signed_out": "signed-out" in request.query_params,
    }
    return page(request, "sign_in/sign_in.html", context, 422 if problems else 200)


def is_signed_in(request: Request) -> bool:
    return request.scope.get(VIEWER) is not None


def network_of(request: Request) -> str:
    """The address that attempts are counted by."""
    return request.client.host if request.client else "unknown"


ROUTES = [ask_to_sign_in, come_in, go_out]
