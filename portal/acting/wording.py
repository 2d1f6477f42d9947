"""What people type into one line: tidied, and refused where it is empty or too long."""

import re

from portal.acting.refused import CannotDo

LONGEST = 200
"""Characters of a name or a title."""

GOES_ON = re.compile(r"[.:] (?!enter |say )|, such as |\.?$")
"""Where a sentence has said what it asks for; "Action 3: say who does it." has not at its colon."""


def one_line(text: str) -> str:
    """Without line breaks, doubled spaces and what cannot be seen.

    >>> one_line("  Tidewater \\n Peers ")
    'Tidewater Peers'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def many_lines(text: str) -> str:
    """As it was typed, with the same line ends everywhere and without what cannot be seen.

    >>> many_lines("One.\\r\\n\\r\\nTwo.\\x07 ")
    'One.\\n\\nTwo.'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(map(seen, line)).rstrip() for line in lines).strip()


def seen(letter: str) -> str:
    """The letter; a plain space for spaces of any sort; nothing for what cannot be seen."""
    return letter if letter.isprintable() else " " * letter.isspace()


def check_length(field: str, text: str, otherwise: str) -> dict[str, str]:
    """The problem with the field, if any: `otherwise` is the sentence where it is empty."""
    return check_size(field, text, otherwise, LONGEST)


def check_size(field: str, text: str, otherwise: str, longest: int) -> dict[str, str]:
    """The same of words that may be as long as that."""
    if not text:
        return {field: otherwise}
    return {field: shorter(otherwise, longest)} if len(text) > longest else {}


def shorter(asks: str, longest: int) -> str:
    """What is said of something too long, by the sentence that asks for it: an error names what it is about.

    >>> shorter("Enter your name.", 8000)
    'Enter your name, in 8,000 characters or fewer.'
    >>> shorter("Say why: the partner reads it.", 200)
    'Say why, in 200 characters or fewer: the partner reads it.'
    """
    limit = f", in {longest:,} characters or fewer"
    return GOES_ON.sub(lambda found: limit + found[0], asks, count=1)


def too_long(called: str, longest: int) -> str:
    """The same of what nobody asks for; `called` begins the sentence.

    >>> too_long("The note", 5000)
    'The note must have 5,000 characters or fewer.'
    """
    return f"{called} must have {longest:,} characters or fewer."


def refuse_problems(problems: dict[str, str]) -> None:
    """Raises CannotDo where there are any."""
    if problems:
        raise CannotDo(problems)
