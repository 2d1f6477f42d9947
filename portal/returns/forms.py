"""What is typed into the sections of a return, and what is said of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from checklists.year.asked import Asked
from checklists.year.giving_figures import (
    DENOMINATOR,
    NUMERATOR,
    Pair,
    has_two,
    jumps,
    read_pair,
)
from checklists.year.rows import Measure, Return, Section
from checklists.year.vocabulary import Consent, Form
from portal.returns.actions.ask_return import BY_WHEN, CHOOSE_PARTNER, CHOOSE_RETURN, SAY_WHAT, Asking
from portal.returns.actions.decide_return import Said
from portal.returns.queries.content import Content, text
from portal.web.between import Questions
from portal.web.fields import Fields
from portal.web.typed import Typed

LONGEST_REPORT = 40_000
"""Characters of a narrative: some twenty pages."""

EVERY_PARTNER = "every"
NAMED = "These look like names: {names}. If they name nobody, say so below and save once more."
CHECK = "Look at these again. If they are right, say so below and save once more."


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that is asked about: it is blank, or far from the last period's. `field` is its input."""

    measure: Measure
    field: str
    is_blank: bool


def field_of(place: int, side: str) -> str:
    """The name of the input of the measure of that place, counted from 1: n3 and d3."""
    return f"{side[0]}{place}"


def sides(measure: Measure) -> tuple[str, ...]:
    return (NUMERATOR, DENOMINATOR) if has_two(measure) else (NUMERATOR,)


def figure_questions(measures: Sequence[Measure]) -> Questions:
    called = {
        field_of(place, side): f"{each.title}: {each.numerator if side == NUMERATOR else each.denominator}"
        for place, each in enumerate(measures, 1)
        for side in sides(each)
    }
    return Questions({**called, "nil": "Nothing to report"})


def word_questions(section: Section) -> Questions:
    of_people = {"consent": "People in it"} if section.form is Form.CASE_STUDY else {}
    return Questions({"words": section.title, **of_people, "nil": "Nothing to report"})


def questions_of(asked: Asked, section: Section) -> Questions:
    measures = asked.figures(section)
    return figure_questions(measures) if measures else word_questions(section)


def as_typed(asked: Asked, section: Section, content: Content) -> Typed:
    """What a section holds, as its form shows it."""
    typed = Typed({"words": [content.words]}) if not asked.figures(section) else Typed()
    if section.form is Form.CASE_STUDY:
        typed["consent"] = [content.consent or ""]
    if content.is_nil:
        typed["nil"] = ["yes"]
    for place, each in enumerate(asked.figures(section), 1):
        pair = content.figures.get(each.key, Pair())
        typed[field_of(place, NUMERATOR)] = [text(pair.numerator) or ""]
        if has_two(each):
            typed[field_of(place, DENOMINATOR)] = [text(pair.denominator) or ""]
    return typed


def read_words(typed: Typed) -> str:
    """The words as they are kept; empty is no problem before the section is ready. Raises CannotDo."""
    fields = Fields(typed)
    words = fields.lines("words", longest=LONGEST_REPORT)
    fields.check()
    return words


def read_nil(typed: Typed, section: Section, asked: Asked) -> bool:
    return typed.first("nil") == "yes" and (section.nil or asked.row.nil)


def read_figures(typed: Typed, measures: Sequence[Measure]) -> dict[str, Pair]:
    """By measure. Raises CannotDo with each number that cannot be read: then none is kept."""
    fields, found = Fields(typed), dict[str, Pair]()
    for place, measure in enumerate(measures, 1):
        given = {side: typed.first(field_of(place, side)) for side in sides(measure)}
        read = read_pair(measure, given)
        for side, wrong in read.wrong.items():
            fields.problems[field_of(place, side)] = f"{box_of(measure, side)}: {wrong.sentence}"
        found[measure.key] = read.pair
    fields.check()
    return found


def box_of(measure: Measure, side: str) -> str:
    """An input by what stands above it; several measures may have inputs of the same label."""
    if not has_two(measure):
        return measure.title
    return f"{measure.title}, “{measure.numerator if side == NUMERATOR else measure.denominator}”"


def doubts_of(
    measures: Sequence[Measure], figures: Mapping[str, Pair], before: Mapping[str, Pair]
) -> list[Doubt]:
    """What is asked about before figures count as ready."""
    found = []
    for place, each in enumerate(measures, 1):
        pair, field = figures.get(each.key, Pair()), field_of(place, NUMERATOR)
        if not pair.is_given:
            found.append(Doubt(each, field, is_blank=True))
        elif jumps(before.get(each.key), pair):
            found.append(Doubt(each, field, is_blank=False))
    return found


def changed_words(typed: Typed, section: Section, asked: Asked) -> Content:
    """What the form of words says; files stand beside it."""
    said = typed.first("consent")
    consent = Consent(said) if section.form is Form.CASE_STUDY and said in set(Consent) else None
    return Content(read_words(typed), read_nil(typed, section, asked), consent=consent)


def with_form(content: Content, form: Content) -> Content:
    """The section with what its form says."""
    return replace(content, words=form.words, is_nil=form.is_nil, figures=form.figures, consent=form.consent)


def read_said(typed: Typed, keys: Iterable[str]) -> dict[str, Said]:
    """Of each section about which something was chosen, what."""
    chosen = {key: typed.first(f"say-{key}") for key in keys}
    return {
        key: Said(each == "accept", typed.first(f"words-{key}"))
        for key, each in chosen.items()
        if each in {"accept", "return"}
    }


def read_asking(typed: Typed, rows: Sequence[Return], partners: Sequence[UUID]) -> Asking:
    """What is asked for, of whom and by when. Raises CannotDo with all that is wrong with it."""
    fields = Fields(typed)
    chosen = typed.first("partner")
    if chosen == EVERY_PARTNER:
        whom = tuple(partners)
    else:
        whom = tuple(each for each in partners if str(each) == chosen)
    key = fields.choice("return", [each.key for each in rows], CHOOSE_RETURN)
    if not whom:
        fields.problems["partner"] = CHOOSE_PARTNER
    wanted = fields.lines("wanted", SAY_WHAT)
    by_on = fields.day("by", "The day", BY_WHEN)
    fields.check()
    return Asking(key, whom, wanted, by_on)


def read_begin(typed: Typed) -> date:
    """Raises CannotDo."""
    fields = Fields(typed)
    from_on = fields.day("from_on", "The day", "Enter the day from which returns are given here.")
    if from_on is None:
        raise fields.refused()
    return from_on
