"""What people type into one line: tidied, and refused where it is empty or too long."""

from portal.actions.refused import CannotDo

LONGEST = 200
"""Characters of a name or a title."""


def one_line(text: str) -> str:
    """Without line breaks, doubled spaces and what cannot be seen.

    >>> one_line("  Tidewater \\n Peers ")
    'Tidewater Peers'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def check_length(field: str, text: str, otherwise: str) -> dict[str, str]:
    """The problem with the field, if any: `otherwise` is the sentence where it is empty."""
    if not text:
        return {field: otherwise}
    return {field: f"Use {LONGEST} characters or fewer."} if len(text) > LONGEST else {}


def refuse_problems(problems: dict[str, str]) -> None:
    """Raises CannotDo where there are any."""
    if problems:
        raise CannotDo(problems)
