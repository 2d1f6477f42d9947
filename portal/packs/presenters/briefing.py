"""A briefing before a meeting, in words: blockers by requirement, what is waived, the lead's own duties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checklists.editions import Editions
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.overview.queries.readiness import PartnerReadiness
from portal.packs.queries.briefing import Duty, Waived
from portal.words.wording import counted, day

NAMED = 12
"""Partners that are named of one duty."""


@dataclass(frozen=True, slots=True)
class ByRequirement:
    """A requirement that is in the way of some partners, with what it asks."""

    title: str
    clause: str
    asks: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaivedView:
    title: str
    clause: str
    asks: str
    partner: str
    words: str


@dataclass(frozen=True, slots=True)
class DutyView:
    title: str
    clause: str
    asks: str
    words: str
    is_done: bool
    lacking: str
    coming: str


def by_requirement(found: Iterable[PartnerReadiness]) -> list[ByRequirement]:
    """What stands in the way of most partners first."""
    requirements: dict[str, Requirement] = {}
    partners: dict[str, dict[str, None]] = {}
    for each in found:
        for point in each.blockers:
            key = point.slot.requirement.key
            requirements.setdefault(key, point.slot.requirement)
            partners.setdefault(key, {})[called(each.line.partner, each.line.area)] = None
    views = [
        ByRequirement(asked.title, asked.clause, asked.asks, tuple(partners[key]))
        for key, asked in requirements.items()
    ]
    return sorted(views, key=lambda view: (-len(view.partners), view.title))


def called(partner: str, area: str) -> str:
    return f"{partner}, {area}" if area else partner


def waived_view(each: Waived, titles: Mapping[str, Requirement]) -> WaivedView:
    asked = titles[each.requirement_key]
    until = "for as long as the engagement" if each.until_on == date.max else f"until {day(each.until_on)}"
    words = f"Waived {until}"
    if each.words:
        words += f": “{each.words.strip()}”"
    return WaivedView(asked.title, asked.clause, asked.asks, called(each.partner, each.area), closed(words))


def closed(words: str) -> str:
    return words if words.endswith((".", "”")) else f"{words}."


def duty_view(each: Duty, lead: str) -> DutyView:
    """Such as: Issued on 4 May 2026; acknowledged for 7 of 12 engagements, waived for 1."""
    asked = each.requirement
    many = f"{each.accepted} of {counted(each.asked, 'engagement')}"
    if each.waived:
        many += f", waived for {each.waived}"
    if not each.is_issued:
        words = f"{lead} carries it out: in order for {many}."
    elif each.issued_on is None:
        words = (
            f"{lead} has not {'put it up for signing' if asked.kind is Kind.AGREEMENT else 'issued it'} yet."
        )
    else:
        done = "signed and accepted" if asked.kind is Kind.AGREEMENT else "acknowledged"
        words = f"{issued_words(each, each.issued_on)}; {done} for {many}."
    coming = coming_words(each.editions) if each.issued_on else ""
    is_done = each.accepted + each.waived == each.asked and (not each.is_issued or each.issued_on is not None)
    return DutyView(asked.title, asked.clause, asked.asks, words, is_done, some_of(each.lacking), coming)


def issued_words(each: Duty, on: date) -> str:
    """Which edition it is that is told of, where it is not the first."""
    asked = each.editions.asked
    return f"Edition {asked.number}, issued on {day(on)}" if asked else f"Issued on {day(on)}"


def coming_words(editions: Editions) -> str:
    """Later editions, until when one before them is enough."""
    return " ".join(
        f"Edition {each.number}, issued on {day(each.issued_on)}, is to be acknowledged by "
        f"{day(each.spares_until)}."
        for each in editions.coming
    )


def some_of(partners: tuple[str, ...]) -> str:
    """The first of them by name, and how many more.

    >>> some_of(("Ferry", "Quay"))
    'Ferry; Quay'
    """
    more = len(partners) - NAMED
    return "; ".join(partners[:NAMED]) + (f"; and {counted(more, 'other')}" if more > 0 else "")
