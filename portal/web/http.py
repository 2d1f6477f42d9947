"""Litestar's request and response as every page has them: their user, session and state are not used."""

from typing import Any, TypeAlias

import litestar

Request: TypeAlias = litestar.Request[Any, Any, Any]
Response: TypeAlias = litestar.Response[Any]
