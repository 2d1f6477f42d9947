"""Names as people gave them: shown, never used as a path or a key."""

import re
import unicodedata

LONGEST = 200
"""Characters of a name that are shown."""

_LONGEST_ENDING = 12
_SHOWN_AS_SPACE = {"Zs", "Zl", "Zp"}
_HELPER_STARTS = ("~$", ".~lock.", "._")


def shown_name(raw: str) -> str:
    """The name as it will be shown: one line, no path, at most 200 characters, never empty.

    Control, bidirectional and other invisible characters are taken out: they make `exe.pdf` of `fdp.exe`.

    >>> shown_name("C:\\\\scans\\\\Policy 2026.pdf"), shown_name("\\u202efdp.exe")
    ('Policy 2026.pdf', 'fdp.exe')
    """
    visible = raw
    if not (raw.isascii() and raw.isprintable()):
        visible = "".join(_visible(character) for character in unicodedata.normalize("NFC", raw))
    last = re.split(r"[/\\]", visible.rstrip("/\\ "))[-1]
    name = " ".join(last.split()).rstrip(". ")
    if not name.strip(".~$_ "):
        return "unnamed"
    if extension_of("x" + name) and name.startswith(".") and name.count(".") == 1:
        name = f"unnamed{name}"
    return _shortened(name)


def extension_of(name: str) -> str:
    """The ending of a name in lower case with its dot, or nothing.

    >>> extension_of("Policy.PDF"), extension_of("policy"), extension_of("notes.of the meeting")
    ('.pdf', '', '')
    """
    _, dot, ending = name.rpartition(".")
    if not dot or not ending or " " in ending or len(ending) > _LONGEST_ENDING:
        return ""
    return f".{ending.lower()}"


def is_helper_file(name: str) -> bool:
    """Whether office programs or the system made this file for themselves (`~$policy.docx`)."""
    return name.startswith(_HELPER_STARTS)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SHOWN_AS_SPACE or character in "\t\n\r":
        return " "
    return "" if category.startswith("C") else character


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    ending = extension_of(name)
    return name[: LONGEST - len(ending) - 1] + "…" + name[len(name) - len(ending) :]
