"""What has happened and was not told yet, as notices for those whom it concerns."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from portal import clock
from portal.notices.actions.keep_notices import NewNotice
from portal.notices.presenters.happened import say
from portal.notices.presenters.saying import Saying
from portal.notices.queries.happened import Happening, list_untold
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.told_whom import ToldTo, Towards, told_to
from portal.records import About

OWN = frozenset({Towards.SENDER, Towards.THEMSELVES})
"""Whom one's own doing is told as well: the receipt, and what touches the account."""


def next_telling(session: Session) -> tuple[int, int, list[NewNotice]] | None:
    """After which event, up to which, and what is to be told of them; None where all is told."""
    untold = list_untold(session)
    if untold is None:
        return None
    audience = told_to(session, untold.happenings, clock.today())
    told = tellings(untold.happenings, audience)
    return untold.after, untold.until, [notice_of(audience, *each) for each in told]


def tellings(
    happenings: Iterable[Happening], audience: ToldTo
) -> Iterator[tuple[Happening, Saying, Recipient]]:
    """Each person once for each thing; nobody of what she has done herself, but for the receipt."""
    for first, saying in say(happenings):
        for recipient in dict.fromkeys(audience.of(first, saying.towards)):
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
