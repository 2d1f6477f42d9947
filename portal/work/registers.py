"""The work of sending what is recorded of people to the registers that came to ask for it."""

import uuid
from functools import partial

from portal import clock
from portal.faults import write_anew
from portal.register.actions.send_recorded import list_running, send_recorded
from portal.work.tools import Tools


def do_send_recorded(tools: Tools, subject: str) -> None:
    """Of the contract that stands before the day of its version; done again it sends what is left."""
    contract_id = uuid.UUID(subject.partition("/")[0])
    with tools.database.reading() as session:
        engagements = list_running(session, contract_id, clock.today())
    for number, engagement_id in enumerate(engagements, 1):
        write_anew(tools.database, partial(send_recorded, engagement_id=engagement_id))
        tools.step(number, len(engagements))
