"""Which statements run, and whether one runs while a page is rendered: a template gets plain data only."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import sqlalchemy as sa
from jinja2 import Template
from sqlalchemy import event

WHO_ASKS = "browser_session"
WRITES = ("INSERT", "UPDATE", "DELETE")
AN_EVENT = "INSERT INTO event "
NOT_A_QUERY = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


class Watch:
    """Statements since `forget`, and those of them that ran while a template was being rendered."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.sent: list[tuple[str, Any]] = []
        self.while_rendering: list[str] = []
        self._here = threading.local()

    def forget(self) -> None:
        self.statements.clear()
        self.sent.clear()
        self.while_rendering.clear()

    def asked(self) -> list[str]:
        return [each for each in self.statements if WHO_ASKS not in each and not each.startswith(NOT_A_QUERY)]

    @property
    def has_written(self) -> bool:
        return any(each.startswith(WRITES) for each in self.statements)

    @property
    def has_recorded(self) -> bool:
        """Whether something happened, which is never without an event."""
        return any(each.startswith(AN_EVENT) for each in self.statements)

    def hear(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        self.statements.append(statement)
        self.sent.append((statement, parameters))
        if getattr(self._here, "rendering", False):
            self.while_rendering.append(statement)

    @contextmanager
    def listening(self, engine: sa.Engine) -> Iterator[None]:
        plain, here = Template.render, self._here

        def render(template: Template, *args: Any, **kwargs: Any) -> str:
            here.rendering = True
            try:
                return plain(template, *args, **kwargs)
            finally:
                here.rendering = False

        event.listen(engine, "before_cursor_execute", self.hear)
        with mock.patch.object(Template, "render", render):
            yield
        event.remove(engine, "before_cursor_execute", self.hear)
