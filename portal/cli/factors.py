"""reset-factor."""

from argparse import Namespace

from portal.cli.opening import opened
from portal.cli.people import what_became
from portal.settings import read_settings
from portal.sign_in.actions.remove_factor import reset_factor


def reset(chosen: Namespace) -> int:
    """Takes away what somebody has lost; they are told by mail, at once."""
    settings = read_settings()
    with opened(settings) as database:
        with database.writing() as session:
            message_id = reset_factor(session, chosen.email, chosen.reason)
        became = what_became(settings, database, message_id)
    print(f"{chosen.email} has no second factor any more, and is told why. {became}".strip())
    return 0
