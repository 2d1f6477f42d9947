"""Rounds of feedback as their pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from checklists.year.answering import BEST, Question, Tally, printed_code
from portal.feedback.queries.rounds import RoundLine
from portal.web.addresses import FEEDBACK, GIVE_FEEDBACK, ROUND
from portal.web.choices import Item
from portal.web.qr import qr_picture
from portal.web.typed import Typed
from portal.words.feedback import ASKED, QUESTION, RATING
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class Bar:
    """How often one answer was given; `share` of the longest, in per cent."""

    words: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class TallyView:
    """A question with what was answered; no bars where too few people answered it."""

    question: str
    sentence: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    title: str
    asked: str
    when: str
    given: str
    href: str
    partner: str
    has_closed: bool
    tallies: tuple[TallyView, ...]


def round_view(line: RoundLine, tallies: Iterable[Tally], on: date) -> RoundView:
    closed = line.has_closed(on)
    last = min(line.closes_on, line.closed_on or line.closes_on)
    return RoundView(
        line.title,
        ASKED[line.asked],
        f"Closed on {day(last)}" if closed else f"Open until {day(line.closes_on)}",
        f"{counted(line.given, 'answer')} of {counted(line.codes, 'code')}",
        ROUND(line.engagement_id, line.round_id),
        f"{line.partner}, {line.area}" if line.area else line.partner,
        closed,
        tuple(map(tally_view, tallies)),
    )


def tally_view(tally: Tally) -> TallyView:
    if tally.counts is None:
        return TallyView(QUESTION[tally.question], "Too few people answered to show what they said.", ())
    most = max(*tally.counts, 1)
    bars = (
        Bar(words, count, round(100 * count / most))
        for words, count in zip(RATING[tally.question], tally.counts, strict=True)
    )
    best, second = (each.lower() for each in RATING[tally.question][:2])
    sentence = f"{tally.good} of {tally.answered} said {best} or {second}."
    return TallyView(QUESTION[tally.question], sentence, tuple(bars))


@dataclass(frozen=True, slots=True)
class Slip:
    """A code on paper, with a picture for the camera of a phone."""

    code: str
    picture: Markup


def slips(codes: Sequence[str], portal: str) -> tuple[Slip, ...]:
    """`portal` is where it is reached from outside."""
    return tuple(Slip(printed_code(each), qr_picture(f"{portal}{GIVE_FEEDBACK(each)}")) for each in codes)


def where_to_answer(portal: str) -> str:
    """Short, for paper: without what a browser adds by itself."""
    return f"{portal}{FEEDBACK()}".removeprefix("https://").removeprefix("http://")


@dataclass(frozen=True, slots=True)
class QuestionView:
    name: str
    title: str
    items: list[Item]


def question_views(typed: Typed) -> tuple[QuestionView, ...]:
    return tuple(
        QuestionView(each.value, QUESTION[each], rating_items(each, typed.first(each.value)))
        for each in Question
    )


def rating_items(question: Question, chosen: str) -> list[Item]:
    return [
        {"value": str(BEST - place), "text": words, "checked": chosen == str(BEST - place)}
        for place, words in enumerate(RATING[question])
    ]
