"""A form that makes something makes it once: back and press again, or two presses at the same moment.

A route says so by its option `makes`. The same page's form, sent again, leads where it led before. The same
words from another page are asked about: a second one may be meant. A form that changes something says `once`:
its second press leads where the first did, and finds nobody in between.

A second press says the same. Other words from the same page are never taken for one: whoever stops a slow
answer, or goes back, and types something else means that. They make one more, and change what stands.
"""

from collections.abc import Callable, Mapping, Sequence

from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.acting.sent_forms import (
    Sending,
    Sent,
    digest_of,
    find_sent,
    note_sending,
    note_sending_anew,
    note_sent,
)
from portal.database import held_commits
from portal.settings import Settings
from portal.web.between import TAKE
from portal.web.form_marks import AGAIN, ASKED, FIELD, read_mark
from portal.web.http import Request, Response, typed_in
from portal.web.showing_again import address_in
from portal.web.typed import Typed, typed_by
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
    `typed` is what came with files, which the request itself does not know. Raises SentAlike."""
    options = request.route_handler.opt
    typed = typed_in(request) if typed is None else typed
    sending = sending_of(request, typed) if options.get(MAKES) or options.get(ONCE) else None
    if sending is None:
        return act()
    sent = find_sent(session, sending)
    if sent and sent.is_same(sending):
        return Redirect(sent.location, status_code=303)
    if sent and options.get(MAKES) and not typed.get(AGAIN):
        request.scope[ASKED] = True  # type: ignore[literal-required]  # ASGI lets wrappers add keys
        raise SentAlike(sent)
    form = typed_by(request.scope)
    if sent and sent.is_by(sending):
        note_sending_anew(session, sending, sent)
        form.own = sent.stands
    else:
        note_sending(session, sending)
    return noted(session, sending, act, form)


def noted(session: Session, sending: Sending, act: Callable[[], Response], form: Typed) -> Response:
    with held_commits(session):
        answer = act()
    if not isinstance(answer, Redirect):
        session.rollback()
        return answer
    note_sent(session, sending, answer.url, form.stands)
    session.commit()
    return answer


def sending_of(request: Request, typed: Mapping[str, Sequence[str]]) -> Sending | None:
    """None of a form that no page of ours has marked. A page makes as many as differ: there the words are
    part of the mark."""
    settings: Settings = request.app.state.settings
    mark = read_mark(settings, next(iter(typed.get(FIELD, ())), ""))
    if mark is None:
        return None
    digest = digest_of({name: given for name, given in typed.items() if is_of_person(name)})
    shown = f"{mark.shown}-{digest}" if request.route_handler.opt.get(MAKES) else mark.shown
    return Sending(mark.person_id, shown, address_in(request.scope), digest)


def is_of_person(name: str) -> bool:
    """Whether somebody has typed or chosen it, and the page has not put it into its form.

    >>> is_of_person("title"), is_of_person("_take-title"), is_of_person("_seen")
    (True, True, False)
    """
    return not name.startswith("_") or name.startswith(TAKE)
