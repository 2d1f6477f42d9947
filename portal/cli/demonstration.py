"""demo."""

from argparse import Namespace

import sqlalchemy as sa

from evidence.store import open_store
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.records import Organisation
from portal.settings import read_settings


def demo(chosen: Namespace) -> int:
    """Load the demonstration, or only say who can sign in."""
    from portal.demo import load_demo, who_can_sign_in

    settings = read_settings()
    if not chosen.who:
        with opened(settings) as database:
            with database.reading() as session:
                if session.scalars(sa.select(Organisation.id)).first():
                    raise Failed(
                        "there is something in the database already; the demonstration wants an empty one"
                    )
            load_demo(settings, database, open_store(settings.evidence), chosen.partners)
    for line in who_can_sign_in():
        print(line)
    return 0
