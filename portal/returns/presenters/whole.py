"""One return of a period, as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.year.giving import Act, SectionState, Way, can_go
from checklists.year.giving_figures import Pair
from checklists.year.rows import Measure, Section
from checklists.year.vocabulary import Form
from portal.places.contracts import EngagementPlace
from portal.returns.queries.content import Content, text
from portal.returns.queries.whole import ActLine, Whole
from portal.standing.queries.submissions import FileLine
from portal.web.addresses import PERIOD_RETURN, RETURN_SECTION
from portal.words.returns import CONSENT_TOLD, OF_LEAD, OF_PARTNER, TAG, in_address
from portal.words.wording import moment

SAID = {
    Act.PUT_UP: "Put up for signing by {who}",
    Act.HANDED_BACK: "Handed back before signing by {who}",
    Act.SENT: "Signed and sent by {who}",
    Act.ACCEPTED: "Accepted by {who}",
    Act.RETURNED: "Returned by {who}",
    Act.REOPENED: "Opened again by {who}",
}


SECOND = "You put it up for signing. Somebody else of your organisation signs it: ask a colleague."


@dataclass(frozen=True, slots=True)
class FigureView:
    """A measure with its numbers as they were given; empty where none is."""

    title: str
    numerator_called: str
    denominator_called: str
    numerator: str
    denominator: str
    earlier: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section; `came_back` is what the lead said of it, while it is to be changed."""

    key: str
    title: str
    state: str
    tag: str
    href: str
    way: str
    words: str
    is_nil: bool
    is_empty: bool
    figures: tuple[FigureView, ...]
    files: tuple[FileLine, ...]
    consent: str
    came_back: str
    came_from: str
    is_decided_on: bool
    can_reopen: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """A line of what was done: who, when, about which sections, and in which words."""

    what: str
    when: str
    about: str
    words: str


def address(place: EngagementPlace, whole: Whole) -> str:
    return PERIOD_RETURN(place.engagement_id, whole.asked.row.key, in_address(whole.asked.owed.part))


def section_views(
    whole: Whole, place: EngagementPlace, files: Mapping[UUID, FileLine], *, is_partner: bool
) -> tuple[SectionView, ...]:
    return tuple(
        section_view(whole, place, each, files, is_partner=is_partner) for each in whole.asked.sections
    )


def section_view(
    whole: Whole,
    place: EngagementPlace,
    section: Section,
    files: Mapping[UUID, FileLine],
    *,
    is_partner: bool,
) -> SectionView:
    state = whole.states[section.key]
    content = seen_content(whole, section.key, is_partner=is_partner)
    names = OF_PARTNER if is_partner else OF_LEAD
    back = whole.words_for(section.key)
    asked = whole.asked
    return SectionView(
        section.key,
        section.title,
        names[state].format(lead=place.contract.lead),
        TAG[state],
        RETURN_SECTION(place.engagement_id, asked.row.key, in_address(asked.owed.part), section.key),
        asked.way(section),
        content.words,
        content.is_nil,
        content.is_empty,
        figure_views(asked.figures(section), whole, section.key, content),
        tuple(files[each] for each in content.files if each in files),
        consent_told(section, content),
        back.words if back else "",
        back.person if back else "",
        state is SectionState.WITH_LEAD and not is_partner,
        state is SectionState.ACCEPTED and not is_partner,
    )


def consent_told(section: Section, content: Content) -> str:
    """Empty where the section is no case study, or there is nothing in it."""
    is_told = section.form is Form.CASE_STUDY and not (content.is_nil or content.is_empty)
    return CONSENT_TOLD[content.consent] if is_told else ""


def seen_content(whole: Whole, key: str, *, is_partner: bool) -> Content:
    """The lead sees what was sent and never a draft."""
    if is_partner:
        return whole.content(key)
    sent = whole.sent.get(key, ())
    return sent[-1] if sent else Content()


def figure_views(
    measures: tuple[Measure, ...], whole: Whole, key: str, content: Content
) -> tuple[FigureView, ...]:
    sent = whole.sent.get(key, ())
    is_sent = bool(sent) and sent[-1] == content
    earlier = sent[:-1] if is_sent else sent
    return tuple(
        FigureView(
            each.title,
            each.numerator,
            each.denominator or "",
            text(pair.numerator) or "",
            text(pair.denominator) or "",
            ", then ".join(dict.fromkeys(pair_words(old.figures.get(each.key, Pair())) for old in earlier))
            if any(old.figures.get(each.key, Pair()) != pair for old in earlier)
            else "",
        )
        for each in measures
        for pair in [content.figures.get(each.key, Pair())]
    )


def pair_words(pair: Pair) -> str:
    """
    >>> from decimal import Decimal
    >>> pair_words(Pair(Decimal(3), Decimal(4))), pair_words(Pair())
    ('3 of 4', 'not given')
    """
    if pair.numerator is None:
        return "not given"
    of = f" of {pair.denominator:f}" if pair.denominator is not None else ""
    return f"{pair.numerator:f}{of}"


def sayings(whole: Whole, *, is_partner: bool) -> tuple[Saying, ...]:
    """What was done, the last first. What the partner did before it signed is its own."""
    own = {Act.PUT_UP, Act.HANDED_BACK}
    titles = {each.key: each.title for each in whole.asked.sections}
    shown = [each for each in whole.acts if is_partner or each.act not in own]
    return tuple(saying(each, titles) for each in reversed(shown))


def saying(line: ActLine, titles: Mapping[str, str]) -> Saying:
    about = ", ".join(titles.get(each, each) for each in line.sections)
    return Saying(SAID[line.act].format(who=line.person), moment(line.at), about, line.words)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the partner can do with the whole; `waits` says why it cannot be sent yet."""

    can_put_up: bool = False
    can_sign: bool = False
    can_hand_back: bool = False
    waits: str = ""


def next_step(whole: Whole, viewer_id: UUID, today: date) -> NextStep:
    asked = whole.asked
    if not whole.with_partner or not asked.is_owed or today < asked.owed.from_on:
        return NextStep()
    if whole.is_put_up:
        own = asked.row.certified and whole.put_up_by == viewer_id
        waits = SECOND if own else ""
        return NextStep(can_sign=not own, can_hand_back=True, waits=waits)
    if not can_go(whole.states.values()):
        return NextStep(waits="It can be sent once every section is ready.")
    return NextStep(can_put_up=asked.row.certified, can_sign=not asked.row.certified)


__all__ = ["NextStep", "SectionView", "Way", "address", "next_step", "sayings", "section_views"]
