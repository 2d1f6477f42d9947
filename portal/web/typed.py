"""What was typed into a form, by the name of its field."""


def without_nul(text: str) -> str:
    """Nobody can type it, and PostgreSQL takes it in no text.

    >>> without_nul("a\\x00b")
    'ab'
    """
    return text.replace("\x00", "")


class Typed(dict[str, list[str]]):
    """Names to all that was typed under each, in order."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])

    def first(self, name: str, otherwise: str = "") -> str:
        """The first under that name, without space around it."""
        given = self.get(name) or [otherwise]
        return given[0].strip()
