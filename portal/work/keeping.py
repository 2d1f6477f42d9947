"""The work of keeping what a contract leaves behind, and of letting go of it."""

import uuid

from portal import clock
from portal.history.actions.remove_kept import remove_kept
from portal.history.actions.scrub_database import scrub_database
from portal.history.archiving import archive_contract
from portal.work.tools import Tools


def do_archive_contract(tools: Tools, contract_id: str) -> None:
    archive_contract(tools.settings, tools.database, tools.store, uuid.UUID(contract_id), tools.step)


def do_remove_kept(tools: Tools, _day: str) -> None:
    if remove_kept(tools.settings, tools.database, tools.store, clock.today()):
        scrub_database(tools.database)
