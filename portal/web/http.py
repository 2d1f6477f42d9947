"""Litestar's request and response as every page has them: their user, session and state are not used."""

from typing import Any, TypeAlias

import litestar

Request: TypeAlias = litestar.Request[Any, Any, Any]
Response: TypeAlias = litestar.Response[Any]


def wants_data(request: Request) -> bool:
    """Whether a page's script asks, and not the browser itself."""
    return request.headers.get("accept", "").startswith("application/json")


def by_script(request: Request) -> bool:
    """Whether the answer is for a script: one that wants data, or htmx, which puts it into its page."""
    return wants_data(request) or request.headers.get("hx-request") == "true"
