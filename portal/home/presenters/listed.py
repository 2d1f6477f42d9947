"""What stands in a partner's list at home."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.submissions.presenters.next_up import LATE, Order
from portal.words.slot import Standing


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `by_on` is the day by which it matters, as `when` says it; `quote` is what the
    reviewer wrote; `where` names the contract; `is_of_the_page` of what is signed with others."""

    rank: int
    by_on: date
    order: Order
    is_of_the_page: bool
    what: str
    href: str
    why: str
    quote: str
    when: str
    standing: Standing
    where: str
    engagement_id: UUID

    @property
    def is_late(self) -> bool:
        return self.by_on == LATE


@dataclass(frozen=True, slots=True)
class More:
    """What the short list leaves out."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A contract of the partner, at a glance."""

    title: str
    href: str
    about: str
    in_order: str
    is_ready: bool
    visit: str


@dataclass(frozen=True, slots=True)
class Begins:
    """What is told on a first visit: by whom one was asked, and where to begin."""

    lead: str
    what: str
    href: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """`begins` where nothing has ever been sent or begun."""

    items: tuple[Item, ...]
    more: tuple[More, ...]
    with_lead: tuple[Item, ...]
    begins: Begins | None
    cards: tuple[Card, ...]
