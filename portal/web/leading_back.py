"""Where a page leads that tells of a problem: to what somebody was at, and never out of the portal."""

from urllib.parse import urlsplit

from litestar.exceptions import HTTPException

from portal.web.addresses import HOME
from portal.web.http import Request


def page_of_script(request: Request) -> str:
    """The page on which the script or the form is that asks, as its browser says; empty where it does not, or
    names another site."""
    said = str(request.headers.get("hx-current-url") or request.headers.get("referer") or "")
    try:
        page_there = urlsplit(said)
    except ValueError:
        return ""
    is_ours = page_there.netloc == request.headers.get("host", "") and not page_there.path.startswith("//")
    return address_of(page_there.path, page_there.query) if is_ours else ""


def address_of(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def page_before(request: Request) -> str:
    """The page that somebody came from; else the nearest that there is above the address. Empty where only
    the home page is left."""
    came_from = page_of_script(request)
    here = address_of(request.url.path, request.url.query)
    is_other = came_from != here or request.method != "GET"
    if came_from and is_other and has_page(request, came_from.partition("?")[0]):
        return came_from
    path = request.url.path
    return nearest_page(request, path.rpartition("/")[0] if request.method == "GET" else path)


def page_here(request: Request) -> str:
    """The address that was asked for, where there is something to look at; else the nearest above it."""
    path = request.url.path
    return address_of(path, request.url.query) if has_page(request, path) else nearest_page(request, path)


def nearest_page(request: Request, path: str) -> str:
    """The path, or the first above it where somebody could look at something; empty where only the home page
    is left."""
    while path and not has_page(request, path):
        path = path.rpartition("/")[0]
    return path


def has_page(request: Request, path: str) -> bool:
    """Whether somebody could look at something there; not whether this one may. Where a part of an address
    is empty the router looks past it, and no page has such an address."""
    if (path.endswith("/") and path != HOME()) or "//" in path:
        return False
    try:
        request.app.asgi_router.handle_routing(path=path, method="GET")
    except HTTPException:
        return False
    return True
