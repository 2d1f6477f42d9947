"""Names of what is unpacked on any machine: Windows' rules, since they are the strictest."""

import re
import unicodedata
from functools import lru_cache

from evidence.names import extension_of, shown_name

LONGEST_FILE, LONGEST_FOLDER = 60, 48
"""Characters: three folders and a file stay below Windows' 260 with room for where they are unpacked, and
below the 255 bytes that Linux has for one name."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x7f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.I)


class Names:
    """Paths that were given already; of two that a computer takes for the same, the second gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def path(self, *parts: str) -> str:
        """Folders and a file as people named them, as a path that can be unpacked anywhere."""
        *folders, last = parts
        inside = "".join(f"{safe_name(each, LONGEST_FOLDER)}/" for each in folders)
        name = safe_name(last, LONGEST_FILE)
        stem, ending = _split(name)
        number, found = 1, inside + name
        while _sameness(found) in self._taken:
            number += 1
            tail = f" ({number})"
            found = f"{inside}{stem[: LONGEST_FILE - len(tail) - len(ending)].rstrip()}{tail}{ending}"
        self._taken.add(_sameness(found))
        return found


@lru_cache(1024)
def safe_name(raw: str, longest: int) -> str:
    """One name without a folder, at most that long.

    >>> safe_name("../../etc/pass:wd", 60), safe_name("aux.pdf", 60), safe_name("policy. . ", 60)
    ('pass_wd', '_aux.pdf', 'policy')
    """
    name = _FORBIDDEN.sub("_", shown_name(raw)).strip()
    stem, ending = _split(name)
    if len(name) > longest:
        stem = stem[: longest - len(ending) - 1].rstrip() + "…"
    name = f"{stem}{ending}".rstrip(". ")
    return f"_{name}"[:longest] if _DEVICE.match(name) else name


def folder_name(title: str) -> str:
    """A title, of which a slash is no folder: "Health/safety" is one thing.

    >>> folder_name("Health/safety policy")
    'Health-safety policy'
    """
    return re.sub(r"[/\\]", "-", title)


def _split(name: str) -> tuple[str, str]:
    ending = extension_of(name)
    return (name[: len(name) - len(ending)], name[len(name) - len(ending) :]) if ending else (name, "")


def _sameness(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
