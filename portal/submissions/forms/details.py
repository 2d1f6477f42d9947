"""The questions that only accounts and agreements ask: what was typed, read into details."""

from checklists.vocabulary import Assurance
from portal.web.fields import Read
from portal.web.typed import Typed


def read_assurance(typed: Typed) -> Read:
    """What an accountant gave with the accounts."""
    read = Read()
    read.choice(typed, "assurance", tuple(Assurance), "Say whether the accounts are audited.")
    return read


def read_parties(typed: Typed, lead: str, partner: str) -> Read:
    """Who has signed an agreement for each side."""
    read = Read()
    read.words(typed, "signed_for_lead", f"Enter the name of the person who signed for {lead}.")
    read.words(typed, "signed_for_partner", f"Enter the name of the person who signed for {partner}.")
    return read
