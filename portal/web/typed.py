"""What was typed into a form, by the name of its field."""

import re
from typing import cast

from litestar.types import Scope

TYPED = "portal_typed"
"""Where it stands in the scope of its request."""

HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a letter, which no text in UTF-8 has; strange codings make them."""


def as_text(text: str) -> str:
    """What a database takes: without a NUL, which nobody can type and PostgreSQL takes in no text, and with
    a mark in place of what is no letter.

    >>> as_text("a\\x00b"), as_text("a\\ud800b")
    ('ab', 'a\ufffdb')
    """
    return HALVES.sub("\N{REPLACEMENT CHARACTER}", text.replace("\x00", ""))


class Typed(dict[str, list[str]]):
    """Names to all that was typed under each, in order. `stands` is a digest of what stands once it is saved;
    `own` is that of what the same page's form saved when it was sent before, with other words."""

    own = stands = ""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])

    def first(self, name: str, otherwise: str = "") -> str:
        """The first under that name, without space around it."""
        given = self.get(name) or [otherwise]
        return given[0].strip()


def typed_by(scope: Scope) -> Typed:
    """What came with the request, where a page of ours was given it."""
    return cast("Typed", scope.get(TYPED) or Typed())
