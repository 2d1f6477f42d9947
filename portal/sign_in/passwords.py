"""Passwords, kept as argon2id."""

from functools import cache
from threading import Lock

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from portal.sign_in.weak import NOBODY, Own, weakness

SHORTEST, LONGEST = 12, 200
"""Characters."""

HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
"""19 MiB and two rounds, as OWASP's password storage cheat sheet asks for argon2id."""


ONE_AT_A_TIME = Lock()
"""Each wants those 19 MiB, and a core for as long as it takes: when everybody comes in the morning the other
core is for the pages of those who are in."""


def hash_password(password: str) -> str:
    with ONE_AT_A_TIME:
        return HASHER.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the password whose hash is kept; as much work where none is kept."""
    known = kept or nobodys_hash()
    try:
        with ONE_AT_A_TIME:
            is_right = HASHER.verify(password, known)
    except UnknownHashError:
        return False
    return is_right and kept is not None


@cache
def nobodys_hash() -> str:
    return hash_password("the password of nobody at all")


def problem_with(password: str, own: Own = NOBODY) -> str | None:
    """Why somebody cannot have this password, or None."""
    if len(password) < SHORTEST:
        return f"The password must have {SHORTEST} characters or more."
    if len(password) > LONGEST:
        return f"The password must have {LONGEST} characters or fewer."
    if len(set(password)) < 4:
        return "The password must have more than three different characters."
    return weakness(password, own)
