"""What a page asks for in several places is read once: a session that only reads sees one moment."""

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.orm import Session

from portal.turns import WRITING

P = ParamSpec("P")
R = TypeVar("R")

READ = "portal_read_once"
"""Under this name a session keeps what it has read."""


def only_reads(session: Session) -> bool:
    return not session.get_bind().get_execution_options().get(WRITING)


def reads_once(query: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """The query, whose answers nobody changes; a session that may write asks every time."""

    shape = signature(query)

    @wraps(query)
    def ask(session: Session, *args: P.args, **more: P.kwargs) -> R:
        if not only_reads(session):
            return query(session, *args, **more)
        known: dict[Hashable, R] = session.info.setdefault(READ, {})
        asked = shape.bind(None, *args, **more)
        asked.apply_defaults()
        key = (query.__module__, query.__name__, *map(as_key, asked.arguments.values()))
        if key not in known:
            known[key] = query(session, *args, **more)
        return known[key]

    return cast("Callable[Concatenate[Session, P], R]", ask)


def as_key(value: Any) -> Hashable:
    """
    >>> as_key(["a", "b"]), as_key("ab")
    (('a', 'b'), 'ab')
    """
    return value if isinstance(value, Hashable) else tuple(value)
