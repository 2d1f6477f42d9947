"""demo."""

from argparse import Namespace

from evidence.store import open_store
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.settings import read_settings

LONGEST_WAIT = 3600
"""Seconds for which one waits on SQLite until another is loaded."""


def demo(chosen: Namespace) -> int:
    """Load the demonstration, or only say who can sign in."""
    from portal.demo import CannotLoad, load_demo, who_can_sign_in

    settings = read_settings()
    if not chosen.who:
        with opened(settings, LONGEST_WAIT) as database:
            try:
                load_demo(settings, database, open_store(settings.evidence), chosen.partners)
            except CannotLoad as why:
                raise Failed(str(why)) from why
    for line in who_can_sign_in():
        print(line)
    return 0
