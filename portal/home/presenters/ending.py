"""What ends in the next months, as a list and as a picture, whose numbers are units of the drawing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.calendar import add_months
from checklists.vocabulary import Stage, State
from portal.places.mine import MyEngagement
from portal.standing.queries.slots import SlotLine
from portal.web.addresses import SLOT
from portal.words.wording import day

MONTHS = 6
WIDTH, LANE, TOP, FOOT, MONTH = 420, 22, 8, 26, 34

ENDS = {State.MET: "Accepted", State.WAIVED: "Waived"}


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that counts until a day; `begun` says whether the next one is on its way."""

    title: str
    where: str
    href: str
    until_on: date
    words: str
    begun: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class EndingPicture:
    """A bar for each that ends, from today to its last day, soonest first."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


def endings_of(
    engagements: Iterable[MyEngagement], slots: Mapping[UUID, Sequence[SlotLine]], today: date
) -> tuple[Ending, ...]:
    """Soonest first. What ends with the engagement itself is not renewed."""
    found = [each for engagement in engagements for each in of_engagement(engagement, slots, today)]
    return tuple(sorted(found, key=lambda each: (each.until_on, each.title)))


def of_engagement(
    engagement: MyEngagement, slots: Mapping[UUID, Sequence[SlotLine]], today: date
) -> Iterator[Ending]:
    last = min(add_months(today, MONTHS), engagement.ends_on)
    where = f"{engagement.contract}, {engagement.area}" if engagement.area else engagement.contract
    for line in slots[engagement.engagement_id]:
        interval, requirement = line.slot.interval, line.slot.requirement
        if interval.state in ENDS and today <= interval.until_on < last:
            yield Ending(
                requirement.title,
                f"{where}, for {engagement.lead}",
                SLOT(engagement.engagement_id, requirement.key),
                interval.until_on,
                f"{ENDS[interval.state]} until {day(interval.until_on)}",
                begun_words(line, engagement.lead),
            )


def begun_words(line: SlotLine, lead: str) -> str:
    if line.slot.stage is Stage.WAITING:
        return f"The next one is with {lead}"
    return "You have begun the next one" if line.slot.stage is Stage.DRAFT else ""


def ending_picture(endings: Sequence[Ending], today: date) -> EndingPicture:
    last = add_months(today, MONTHS)
    days = (last - today).days

    def x(when: date) -> float:
        return round((when - today).days * WIDTH / days, 1)

    firsts = (add_months(today.replace(day=1), number) for number in range(1, MONTHS + 1))
    return EndingPicture(
        WIDTH,
        TOP + LANE * len(endings) + FOOT,
        tuple(
            Mark(max(x(each.until_on), 3), TOP + LANE * place, f"{each.title}: {each.words}")
            for place, each in enumerate(endings)
        ),
        tuple(Tick(x(first), f"{first:%b}") for first in firsts if x(first) < WIDTH - MONTH),
    )
