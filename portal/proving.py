"""What settings say of the log's key, of where its end is kept outside, and of how long things are kept."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from portal.email_address import address_problem

KEEP_YEARS: Mapping[str, int] = MappingProxyType({"files": 6, "words": 6, "drafts": 6, "messages": 6})
"""By kind of thing, the years that it is kept after its contract's end (six: Limitation Act 1980, s.5)."""


class WrongProof(ValueError):
    """What is expected instead, in a sentence."""


def read_log_key(value: str) -> str | None:
    """In hexadecimal. Raises WrongProof."""
    if value and not re.fullmatch(r"[0-9a-f]{64}", value):
        raise WrongProof("must be 64 hexadecimal digits, such as `openssl rand -hex 32`")
    return value or None


def read_anchor_place(value: str) -> str | None:
    """mailto:, https:// (http:// on this machine), or file:///. Raises WrongProof."""
    if not value:
        return None
    scheme, _, rest = value.partition(":")
    host = hostname(value)
    is_right = {
        "mailto": not address_problem(rest),
        "https": bool(host),
        "http": host in {"localhost", "127.0.0.1", "::1"},
        "file": rest.startswith("///") and len(rest) > len("///"),
    }
    if not is_right.get(scheme):
        raise WrongProof("must be mailto:name@example.org, https://… or file:///a/file.jsonl")
    return value


def hostname(value: str) -> str:
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""


def read_keep_years(value: str) -> dict[str, int]:
    """Such as `files=7,drafts=1`; what is not named is kept as long as is usual. Raises WrongProof.

    >>> read_keep_years("drafts=1")
    {'files': 6, 'words': 6, 'drafts': 1, 'messages': 6}
    """
    years = dict(KEEP_YEARS)
    for said in filter(None, value.split(",")):
        kind, _, number = said.strip().partition("=")
        if kind not in KEEP_YEARS or not re.fullmatch(r"[1-9][0-9]?", number):
            raise WrongProof(
                f"must be such as files=6,drafts=1, of {', '.join(KEEP_YEARS)}, in years from 1 to 99"
            )
        years[kind] = int(number)
    return years
