"""Logs to standard error: lines for people in development, JSON in production. Nobody's data is in them."""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from portal.left_out import left_out

with left_out("rich"):  # 4 MB to colour tracebacks, which are told plainly here
    import structlog
    from structlog.typing import EventDict, Processor, WrappedLogger

REQUESTS = "portal.requests"
"""Who tells of each request, in production alone."""

NOTED = ("method", "route", "status", "ms")
"""What is told of a request beside its id: never its address, which may hold a name or a secret."""

ADDRESS = re.compile(r"[^\s<>\"'(),;:=?&]+@[^\s<>\"'(),;?&]+")
ASKED = re.compile(r"([?&][\w-]+=)[^&\s\"']+")
SECRET = re.compile(r"(/(?:bounces|feedback|feeds|join|links|unsubscribe|your-address)/)[^\s/?\"']+")
FRAMES = 20
"""How many of the innermost calls are told where something broke."""

ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]
SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def set_up_logs(production: bool) -> None:
    """Everything that logs, ours or a library's, through one handler."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter_of(production))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("portal").setLevel(logging.INFO)
    logging.getLogger(REQUESTS).setLevel(logging.INFO if production else logging.WARNING)
    if production:
        logging.captureWarnings(capture=True)
        sys.excepthook = log_uncaught
        threading.excepthook = lambda said: log_uncaught(said.exc_type, said.exc_value, said.exc_traceback)


def formatter_of(production: bool) -> structlog.stdlib.ProcessorFormatter:
    last: tuple[Processor, ...] = (
        (structlog.stdlib.ExtraAdder(NOTED), without_people, structlog.processors.JSONRenderer())
        if production
        else (
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        )
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[*last[:-2], structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last[-2:]],
    )


def log_uncaught(kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> None:
    """What nobody caught is a line like any other; Ctrl+C is no fault."""
    if error is not None and not issubclass(kind, (KeyboardInterrupt, SystemExit)):
        logging.getLogger("portal").critical("uncaught", exc_info=(kind, error, where))


def without_people(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of an error what kind it is, where, and why as far as that names nobody: what an error says may hold
    what somebody typed. Addresses, questions and secrets are taken out of whatever is told."""
    event.pop("stack_info", None)
    exc_info = event.pop("exc_info", None)
    if exc_info:
        event.update(told_of(exc_info if isinstance(exc_info, tuple) else sys.exc_info()))
    return {name: masked(value) if isinstance(value, str) else value for name, value in event.items()}


def told_of(exc_info: ExcInfo | tuple[None, None, None]) -> dict[str, object]:
    _, error, where = exc_info
    if error is None:
        return {}
    return {
        "error": " < ".join(type(each).__qualname__ for each in chain_of(error)),
        "because": next((why for each in chain_of(error) if (why := reason_of(each))), ""),
        "where": [frame_of(each) for each in traceback.extract_tb(where)[-FRAMES:]],
    }


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came from."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def reason_of(error: BaseException) -> str:
    """What a system or a database says of itself; empty where it could be what somebody typed."""
    if isinstance(error, OSError):
        return error.strerror or ""
    if isinstance(error, (OperationalError, IntegrityError)) and isinstance(error, DBAPIError):
        return (str(error.orig).splitlines() or [""])[0]
    return ""


def frame_of(frame: traceback.FrameSummary) -> str:
    """
    >>> frame_of(traceback.FrameSummary("/opt/site-packages/portal/app.py", 12, "begin"))
    'portal/app.py:12 begin'
    """
    return f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"


def masked(text: str) -> str:
    """
    >>> masked("no mail to pat@x.example; GET /links/s3cret?q=Pat+Smith failed")
    'no mail to <address>; GET /links/<secret>?q=<asked> failed'
    """
    hidden = SECRET.sub(r"\1<secret>", ASKED.sub(r"\1<asked>", text))
    return ADDRESS.sub("<address>", hidden)
