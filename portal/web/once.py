"""A form that makes something makes it once: back and press again, or two presses at the same moment.

A route says so by its option `makes`. The same page's form, sent again, leads where it led before. The same
words from another page are asked about: a second one may be meant. A form that changes something says `once`:
its second press leads where the first did, and finds nobody in between.
"""

from collections.abc import Callable, Mapping, Sequence

from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.acting.sent_forms import Sending, Sent, digest_of, find_sent, note_sending, note_sent
from portal.database import held_commits
from portal.settings import Settings
from portal.web.form_marks import AGAIN, ASKED, FIELD, read_mark
from portal.web.http import Request, Response, typed_in
from portal.web.showing_again import address_in
from portal.words.wording import moment

MAKES, ONCE = "makes", "once"


class SentAlike(Exception):
    """The same was sent from another page a short time ago."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.location)
        self.sentence = (
            f"You sent the same on {moment(sent.sent_at)}, and it was done. "
            "Press the button again only if you want it a second time."
        )


def make_once(
    request: Request,
    session: Session,
    act: Callable[[], Response],
    typed: Mapping[str, Sequence[str]] | None = None,
) -> Response:
    """What `act` answers, or answered before. What it makes and the note that it is made are kept together.
    `typed` is what came beside files, which the request itself does not know. Raises SentAlike."""
    options = request.route_handler.opt
    typed = typed_in(request) if typed is None else typed
    sending = sending_of(request, typed) if options.get(MAKES) or options.get(ONCE) else None
    if sending is None:
        return act()
    sent = find_sent(session, sending)
    if sent and sent.mark == sending.mark:
        return Redirect(sent.location, status_code=303)
    if sent and options.get(MAKES) and not typed.get(AGAIN):
        request.scope[ASKED] = True  # type: ignore[literal-required]  # ASGI lets wrappers add keys
        raise SentAlike(sent)
    note_sending(session, sending)
    with held_commits(session):
        answer = act()
    if not isinstance(answer, Redirect):
        session.rollback()
        return answer
    note_sent(session, sending, answer.url)
    session.commit()
    return answer


def sending_of(request: Request, typed: Mapping[str, Sequence[str]]) -> Sending | None:
    """None of a form that no page of ours has marked."""
    settings: Settings = request.app.state.settings
    mark = read_mark(settings, next(iter(typed.get(FIELD, ())), ""))
    if mark is None:
        return None
    return Sending(mark.person_id, mark.shown, address_in(request.scope), digest_of(typed))
