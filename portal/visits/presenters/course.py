"""How the year stands, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.meetings_due import Course, YearSoFar
from portal.visits.queries.course import KindCourse, PartnerCourse
from portal.words.labels import VISIT
from portal.words.wording import day, of_partners

TITLE = {
    Course.DONE: "All held",
    Course.ON_COURSE: "On course",
    Course.TO_BOOK: "More to book",
    Course.BEHIND: "Behind",
}
LATEST_FIRST = (Course.BEHIND, Course.TO_BOOK, Course.ON_COURSE, Course.DONE)
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class CourseView:
    """A kind: `course` is a word of Course, empty where nobody has the day."""

    kind: str
    asked: str
    course: str
    title: str
    words: str
    more: tuple[str, ...]


def course_views(kinds: Iterable[KindCourse], today: date) -> list[CourseView]:
    return [course_view(each, today) for each in kinds]


def course_view(kind: KindCourse, today: date) -> CourseView:
    label = VISIT[kind.kind]
    asked = f"{kind.asked.a_year} a year{' with each partner' if kind.asked.with_each else ''}"
    if kind.asked.with_each:
        return with_each(label, asked, kind, today)
    if kind.year is None:
        return CourseView(label, asked, "", "", "The contract does not run today.", ())
    course = kind.year.course
    return CourseView(label, asked, course.value, TITLE[course], year_words(kind.year, today), ())


def with_each(label: str, asked: str, kind: KindCourse, today: date) -> CourseView:
    """The worst that any partner has, and which partners have it."""
    if not kind.partners:
        return CourseView(label, asked, "", "", "No partner is engaged today.", ())
    by_course = {course: kind.those(course) for course in LATEST_FIRST}
    worst = next(course for course in LATEST_FIRST if by_course[course])
    fine = len(kind.partners) - len(by_course[Course.BEHIND])
    words = f"{of_partners(fine, (each.partner_id for each in kind.partners))} on course so far."
    more = [
        f"{TITLE[course]}: {names_of(by_course[course])}."
        for course in (Course.BEHIND, Course.TO_BOOK)
        if by_course[course]
    ]
    due = [each.year.next_by for each in kind.partners if each.year.next_by]
    if due and min(due) >= today:
        more.append(f"The next is due by {day(min(due))}.")
    return CourseView(label, asked, worst.value, TITLE[worst], words, tuple(more))


def names_of(partners: tuple[PartnerCourse, ...]) -> str:
    names = list(dict.fromkeys(each.partner for each in partners))
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown


def year_words(year: YearSoFar, today: date) -> str:
    """How many took place, how many are ahead, and what is next."""
    said = [f"{year.held} of {year.asked} took place in the year to {day(year.year.until_on)}"]
    if year.booked:
        said.append(f"{year.booked} booked")
    if year.to_book:
        said.append(f"{year.to_book} to be booked")
    if year.next_by:
        was = "was" if year.next_by < today else "is"
        said.append(f"the next {was} due by {day(year.next_by)}")
    return f"{'; '.join(said)}."
