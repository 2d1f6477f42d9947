"""What was typed into a form, by the name of its field."""

import re

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
    """Names to all that was typed under each, in order."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])

    def first(self, name: str, otherwise: str = "") -> str:
        """The first under that name, without space around it."""
        given = self.get(name) or [otherwise]
        return given[0].strip()
