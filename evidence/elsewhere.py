"""Whether what a document points to lies on somebody's network, or would start something."""

import re
from urllib.parse import unquote

_STARTS = re.compile(
    r"(javascript|vbscript|data|shell|search(-ms)?|ms-[\w-]+|mhtml|mk|its|jar|ldaps?|smb|cifs|nfs|davs?|"
    r"webdavs?|vnd\.sun\.star\.[\w-]+|macro|\.uno|slot|service|script):"
)
_FETCHED = re.compile(r"(https?|ftps?):")
_DRIVE = re.compile(r"[a-z][:|](/|$)")
_THIS_MACHINE = {"", "localhost", "127.0.0.1"}


def cleaned_target(target: str) -> str:
    """Without blanks and control characters, in small letters, every slash one way, what is written as %5C
    read as it is meant."""
    visible = "".join(letter for letter in unquote(unquote(target)) if letter > " ")
    return visible.replace("\\", "/").lower()


def is_on_network(target: str) -> bool:
    """Whether to open the target makes a computer sign in to another one, or starts a program.

    >>> [is_on_network(each) for each in (r"\\\\host\\share\\a.dotm", "file://host/a", "file:///%5c%5chost/a")]
    [True, True, True]
    >>> [is_on_network(each) for each in ("https://example.org/a", "file:///C:/a.dotx", "media/a.png")]
    [False, False, False]
    """
    said = cleaned_target(target)
    if _STARTS.match(said):
        return True
    path = said.removeprefix("file:")
    if path == said:
        return path.startswith("//")
    below = path.lstrip("/")
    slashes = len(path) - len(below)
    if _DRIVE.match(below):
        return False
    return slashes > 3 or (slashes == 2 and below.split("/")[0] not in _THIS_MACHINE)


def is_fetched(target: str) -> bool:
    """Whether it comes from another computer when it is opened: from the web, or from a network.

    >>> is_fetched("https://example.org/letter.dotm"), is_fetched("Normal.dotm")
    (True, False)
    """
    return bool(_FETCHED.match(cleaned_target(target))) or is_on_network(target)
