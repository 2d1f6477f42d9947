"""Whoever is at the other end, as far as the portal knows before it knows the person."""

import hmac
import re
from dataclasses import dataclass

from portal.acting.refused import CannotDo
from portal.settings import FactorFor

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
THROUGH_ORGANISATION = "People with this address sign in through their organisation."
LONGEST_MARK = 16
"""Letters: enough to tell networks and accounts apart, in a log too."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms somebody comes in: who needs a second factor; the secret of this installation, by which
    marks are made and factors sealed; the domains of those who come in through their organisation alone."""

    secret: str = ""
    factor_for: FactorFor = FactorFor.NOBODY
    domains: frozenset[str] = frozenset()

    def mark(self, text: str) -> str:
        """The same for the same text, and nobody without the secret learns from it what that was."""
        return hmac.new(self.secret.encode(), text.encode(), "sha256").hexdigest()[:LONGEST_MARK]

    def check_domain(self, email: str) -> None:
        """Raises CannotDo for an address that an organisation vouches for: when it no longer does, neither a
        password nor a link or passkey lets in."""
        if self.is_vouched_for(email):
            raise CannotDo({"": THROUGH_ORGANISATION})

    def is_vouched_for(self, email: str) -> bool:
        """Whether it is an address whose organisation says who comes in by it."""
        return email.rpartition("@")[2].lower() in self.domains


@dataclass(frozen=True, slots=True)
class Caller:
    """`network` is the address that attempts are counted by, `browser` the token that the browser keeps for
    long, `agent` what it calls itself, in a few words."""

    network: str
    browser: str = ""
    agent: str = ""


def agent_words(header: str) -> str:
    """
    >>> agent_words("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Linux'
    >>> agent_words("curl/8.0")
    ''
    """
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}(iOS|A|)/", header)), "")
    system = next((name for sign, name in SYSTEMS if sign in header), "")
    return " on ".join(each for each in (browser, system) if each)


ANYBODY = Terms()
UNSEEN = Caller("")
