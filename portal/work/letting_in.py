"""The work of letting people in, and of forgetting what did."""

from portal import clock
from portal.post.actions.forget_letters import forget_letters
from portal.sign_in.actions.send_reset import send_reset
from portal.work.tools import Tools


def do_send_reset(tools: Tools, email: str) -> None:
    with tools.database.writing() as session:
        send_reset(session, email)


def do_forget_letters(tools: Tools, _hour: str) -> None:
    with tools.database.writing() as session:
        forget_letters(session, clock.now())
