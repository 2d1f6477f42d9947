"""What has happened and was not told yet, as notices for those whom it concerns."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from portal import clock
from portal.notices.actions.keep_notices import ROWS_AT_ONCE, NewNotice
from portal.notices.presenters.happened import say
from portal.notices.presenters.saying import Saying
from portal.notices.queries.happened import Happened, Happening, list_untold
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.told_whom import ToldTo, Towards, told_to
from portal.records import About

OWN = frozenset({Towards.SENDER, Towards.THEMSELVES})
"""Whom one's own doing is told as well: the receipt, and what touches the account."""


Telling = tuple[int, int, list[NewNotice]]
"""After which event, up to which, and what is to be told of them."""


def next_tellings(session: Session) -> Iterator[Telling] | None:
    """What is to be told next, some at a time, each of them to be kept before the next is asked for; None
    where all is told. All that they want is read at once."""
    untold = list_untold(session)
    return in_pieces(untold, told_to(session, untold.happenings, clock.today())) if untold else None


def in_pieces(untold: Happened, audience: ToldTo) -> Iterator[Telling]:
    """Each event may concern all people of a lead. What is said once of several stays together."""
    after, told = untold.after, list[tuple[Happening, NewNotice]]()
    for first, saying, recipient in tellings(untold.happenings, audience):
        if len(told) >= ROWS_AT_ONCE and first is not told[-1][0]:
            yield after, first.number - 1, [notice for _, notice in told]
            after, told = first.number - 1, []
        told.append((first, notice_of(audience, first, saying, recipient)))
    yield after, untold.until, [notice for _, notice in told]


def tellings(
    happenings: Iterable[Happening], audience: ToldTo
) -> Iterator[tuple[Happening, Saying, Recipient]]:
    """Each person once for each thing; nobody of what she has done herself, but for the receipt."""
    for first, saying in say(happenings):
        for recipient in dict.fromkeys(audience.recipients_of(first, saying.towards)):
            if saying.towards in OWN or recipient.person_id != first.person_id:
                yield first, saying, recipient


def notice_of(audience: ToldTo, first: Happening, saying: Saying, recipient: Recipient) -> NewNotice:
    """What is about the whole contract leads a partner's people into their own part."""
    part = first.engagement
    if saying.href_in:
        part = audience.part_of(first, recipient)
    return NewNotice(
        person_id=recipient.person_id,
        contract_id=first.contract.contract_id if first.contract else None,
        engagement_id=part.engagement_id if part else None,
        about=About(saying.about),
        cause=f"event:{first.number}",
        what=saying.what,
        why=saying.why,
        href=saying.href_in(part.engagement_id) if saying.href_in and part else saying.href,
        by_on=saying.by_on,
        consequence=saying.consequence,
    )
