"""What was typed into a form, as WTForms wants it."""


class Typed(dict[str, list[str]]):
    """Names to all that was typed under each, in order."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])

    def first(self, name: str, otherwise: str = "") -> str:
        """The first under that name, without space around it."""
        given = self.get(name) or [otherwise]
        return given[0].strip()
