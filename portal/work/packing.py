"""The work of making packs."""

import uuid
from datetime import timedelta

from evidence.store import StoreAway
from portal.packs.making import make_pack
from portal.work.tools import NotYet, Tools


def do_make_pack(tools: Tools, subject: str) -> None:
    """One pack. Where the store does not answer it is made later, as long as it takes."""
    try:
        make_pack(tools.database, tools.store, tools.settings.incoming, uuid.UUID(subject), tools.step)
    except StoreAway as away:
        raise NotYet("The store does not answer, or cannot take the pack.", timedelta(minutes=1)) from away
