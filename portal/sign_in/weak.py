"""Which passwords are guessed first: those that many people have, and what anybody knows of a person."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

LOOKED_AT = 100
"""Characters that are judged: what comes after makes a password no worse."""

UNGUESSABLE = 3
"""zxcvbn's score for what takes more than 10^8 guesses."""

SHORTEST_WORD = 4
"""Letters: `Al` stands in many words, and is no name there."""

LOOKALIKES = "0o3e4a5s7t8b@a$s€e£l"
PRODUCT = (
    "good standing portal contract partner provider lead council commissioner checklist requirement "
    "evidence readiness compliance assurance register insurance safeguarding"
)
OF_PRODUCT = re.compile(f"(?:{'|'.join(PRODUCT.split())}|s)+")

COMMON = "Many people have this password, or one much like it: it is guessed first. Choose another."
EASY = (
    "This password is easy to guess. Choose three or four words that have nothing to do with each other, for "
    "example."
)
OF_NAME = "Leave your name out of the password: whoever knows it tries that first."
OF_ADDRESS = (
    "Leave all parts of your e-mail address out of the password, what stands behind the @ too: whoever knows "
    "it tries them first."
)
OF_ORGANISATION = "Leave your organisation’s name out of the password: whoever knows it tries that first."
OF_PORTAL = "Leave the words of this portal out of the password: they are tried first."


@dataclass(frozen=True, slots=True)
class Own:
    """What anybody knows who knows the person."""

    name: str = ""
    email: str = ""
    organisations: tuple[str, ...] = ()


NOBODY = Own()


def weakness(password: str, own: Own = NOBODY) -> str | None:
    """The sentence that says why a password would be guessed first; None where nothing speaks for that."""
    read = [*readings(password)]
    known = (
        (OF_NAME, words_of_name(own.name)),
        (OF_ADDRESS, words_of_address(own.email)),
        (OF_ORGANISATION, {letters_of(each) for each in own.organisations}),
    )
    for sentence, words in known:
        if any(word in each for word in words if len(word) >= SHORTEST_WORD for each in read):
            return sentence
    if any("goodstanding" in each or OF_PRODUCT.fullmatch(each) for each in read):
        return OF_PORTAL
    if common_passwords().intersection({password.casefold(), *map(said_once, read)}):
        return COMMON
    return None if is_hard(password[:LOOKED_AT]) else EASY


def readings(password: str) -> Iterator[str]:
    """Its letters alone, as they stand and with digits and signs read as the letters that they look like,
    with and without those that only stand before or behind.

    >>> sorted(readings("P@ssw0rd-11!"))
    ['password', 'passwordiii', 'passwordlll', 'psswrd']
    """
    text = without_accents(password)
    cores = (text, re.sub(r"[^a-z]+$", "", text), re.sub(r"^[^a-z]+|[^a-z]+$", "", text))
    tables = [{}, *(str.maketrans(dict(pairs(LOOKALIKES + f"1{i}!{i}|{i}"))) for i in "il")]
    yield from dict.fromkeys(letters_of(core.translate(table)) for core in cores for table in tables)


def said_once(letters: str) -> str:
    """
    >>> said_once("letmeinletmein"), said_once("letmein")
    ('letmein', 'letmein')
    """
    return re.sub(r"^(.+?)\1+$", r"\1", letters)


def pairs(text: str) -> Iterable[tuple[str, str]]:
    return zip(text[::2], text[1::2], strict=True)


def without_accents(text: str) -> str:
    """In small letters, without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def letters_of(text: str) -> str:
    return "".join(each for each in without_accents(text) if each.isalpha())


def words_of_name(name: str) -> set[str]:
    return {letters_of(name), *map(letters_of, re.split(r"[\s\-’']+", name))}


def words_of_address(email: str) -> set[str]:
    """What stands before the @ and its parts, and the names of the domain but for its last.

    >>> sorted(words_of_address("mary.manager@harbour.example"))
    ['harbour', 'manager', 'mary', 'marymanager', 'marymanagerharbourexample']
    """
    local, _, domain = email.partition("@")
    names = domain.split(".")[:-1]
    return {letters_of(each) for each in (email, local, *re.split(r"[._+\-]", local), *names)}


@cache
def common_passwords() -> frozenset[str]:
    """The 30,000 that were found most often where passwords had leaked, as zxcvbn carries them."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # only here: most commands need no megabyte of words

    passwords: list[str] = FREQUENCY_LISTS["passwords"]
    return frozenset(passwords)


def is_hard(password: str) -> bool:
    from zxcvbn import zxcvbn  # only here, as above

    score: int = zxcvbn(password, max_length=LOOKED_AT)["score"]
    return score >= UNGUESSABLE
