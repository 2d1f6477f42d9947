"""Titles that people gave, put into sentences."""

import re

OWN_CAPITALS = re.compile(r"\w*[A-Z]\w*|\w.*(?<![0-9]) [(“‘]?[A-Z][a-z]", re.DOTALL)
"""What follows a title's first letter where its capitals are its own: IT security, Freedom of Information; no
month behind a day."""


def in_sentence(title: str) -> str:
    """A title that somebody gave, where a sentence goes on: with a small letter, unless its capitals are its
    own.

    >>> in_sentence("Complaints policy"), in_sentence("Accounts for the year ended 31 March 2027")
    ('complaints policy', 'accounts for the year ended 31 March 2027')
    >>> in_sentence("IT security policy"), in_sentence("COSHH"), in_sentence("Freedom of Information (FOIA)")
    ('IT security policy', 'COSHH', 'Freedom of Information (FOIA)')
    """
    return title if OWN_CAPITALS.match(title[1:]) else title[:1].lower() + title[1:]
