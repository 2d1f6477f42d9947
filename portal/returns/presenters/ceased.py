"""Returns of an engagement that are not asked for, or not owed, any more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.returns.queries.given import Unowed
from portal.returns.queries.requests import RequestLine
from portal.web.addresses import READ_RETURN
from portal.words.returns import in_address, period_words
from portal.words.wording import day, moment


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is not asked for any more: what, and who said so, when and why."""

    what: str
    wanted: str
    said: str
    words: str


def withdrawn_views(lines: Iterable[RequestLine], titles: Mapping[str, str]) -> tuple[Withdrawn, ...]:
    return tuple(
        Withdrawn(
            f"{titles.get(each.return_key, each.return_key)}, asked for on {day(each.asked_on)}",
            each.wanted,
            f"{each.withdrawn_by}, {moment(each.withdrawn_at)}",
            each.withdrawn_words,
        )
        for each in lines
        if each.withdrawn_at
    )


@dataclass(frozen=True, slots=True)
class UnowedView:
    """What is not owed any more: which return, of which period, whether it was sent, and where it is read."""

    title: str
    period: str
    said: str
    href: str


def unowed_views(
    found: Iterable[Unowed], place: EngagementPlace, *, is_partner: bool
) -> tuple[UnowedView, ...]:
    """The lead sees what was sent."""
    return tuple(
        UnowedView(
            each.asked.row.title,
            period_words(each.asked, place.contract.starts_on),
            f"sent on {day(local_day(each.sent_at))}" if each.sent_at else "written, and not sent",
            READ_RETURN(place.engagement_id, each.asked.row.key, in_address(each.asked.owed.part)),
        )
        for each in found
        if each.sent_at or is_partner
    )
