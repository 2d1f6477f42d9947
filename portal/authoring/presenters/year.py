"""What a checklist asks for through the year, in lists: while it is written, shown, and changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checklists.vocabulary import Force
from checklists.year.comparing import ChangedRow, compare_years
from checklists.year.drafting import Sort, YearDraft, rows_of
from checklists.year.matching import given_otherwise
from checklists.year.rows import Measure, Return, YearRow, YearRows
from portal.authoring.actions.check_draft import problems_of_year
from portal.authoring.presenters.changes import FieldChange
from portal.authoring.presenters.year_summary import summary
from portal.authoring.presenters.year_words import (
    EVERY,
    FIELD,
    SORT_HINT,
    SORTS,
    Titles,
    field_words,
    titles_of,
)
from portal.authoring.queries.drafts import DraftPlace
from portal.web.addresses import NEW_YEAR_ROW, YEAR_ROW
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class YearRowView:
    """`lacks` says what it names and is not there; `href` is empty of what is only shown. `doubt` says of a
    measure that it is given in a return of other periods."""

    key: str
    title: str
    clause: str
    about: str
    source: str
    asks: str = ""
    is_preferred: bool = False
    href: str = ""
    lacks: str = ""
    is_first: bool = False
    is_last: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class YearListView:
    """The rows of one sort; `removed` are those that were taken out of a draft."""

    sort: str
    title: str
    hint: str
    rows: tuple[YearRowView, ...]
    removed: tuple[YearRowView, ...] = ()
    new_href: str = ""


@dataclass(frozen=True, slots=True)
class ChangedYearView:
    title: str
    clause: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class YearChangesView:
    """Of one sort of rows."""

    title: str
    added: tuple[YearRowView, ...]
    removed: tuple[YearRowView, ...]
    changed: tuple[ChangedYearView, ...]
    is_reordered: bool


def shown_row(row: YearRow, titles: Titles) -> YearRowView:
    is_preferred = isinstance(row, Return) and row.force is Force.SHOULD
    asks = getattr(row, "asks", "")
    return YearRowView(row.key, row.title, row.clause, summary(row, titles), row.source, asks, is_preferred)


def shown_lists(year: YearRows) -> list[YearListView]:
    """The sorts that there is something of."""
    titles, doubts = titles_of(year), {Sort.MEASURE: doubts_of(year)}
    return [
        YearListView(
            sort,
            SORTS[sort],
            SORT_HINT[sort],
            tuple(with_doubt(shown_row(each, titles), doubts.get(sort, {})) for each in rows_of(year, sort)),
        )
        for sort in Sort
        if rows_of(year, sort)
    ]


def doubts_of(year: YearRows) -> dict[str, str]:
    """By the key of a measure, where the figures that are given of it are none of its periods."""
    measures = {each.key: each for each in year.measures}
    return {key: doubt_about(measures[key], row) for key, row in given_otherwise(year).items()}


def doubt_about(measure: Measure, row: Return) -> str:
    judged, given = EVERY[measure.every].lower(), EVERY[row.every].lower()
    of_year = " of another year" if measure.every is row.every else ""
    return (
        f"It is judged {judged}, but “{row.title}” is given {given}{of_year}: figures that are given so are"
        " never judged. Choose another return, or how often."
    )


def with_doubt(view: YearRowView, doubts: Mapping[str, str]) -> YearRowView:
    return replace(view, doubt=doubts.get(view.key, ""))


def draft_lists(place: DraftPlace) -> list[YearListView]:
    """All five sorts, each with the way to another row."""
    return [draft_list(place, sort) for sort in Sort]


def draft_list(place: DraftPlace, sort: Sort) -> YearListView:
    year, titles = place.year, titles_of(place.year.rows)
    rows, lacks = year.asked_for(sort), problems_of_year(year)
    doubts = doubts_of(year.kept) if sort is Sort.MEASURE else {}
    return YearListView(
        sort,
        SORTS[sort],
        SORT_HINT[sort],
        tuple(
            with_doubt(
                draft_row(place, sort, row, titles, lacks.get(f"{sort}-{row.key}", ""), (number, len(rows))),
                doubts,
            )
            for number, row in enumerate(rows, 1)
        ),
        tuple(shown_row(each, titles) for each in year.taken_out(sort)),
        NEW_YEAR_ROW(place.draft_id, sort.value),
    )


def draft_row(
    place: DraftPlace, sort: Sort, row: YearRow, titles: Titles, lacks: str, number: tuple[int, int]
) -> YearRowView:
    shown = shown_row(row, titles)
    return YearRowView(
        row.key,
        row.title,
        row.clause,
        shown.about,
        row.source,
        shown.asks,
        shown.is_preferred,
        YEAR_ROW(place.draft_id, sort.value, row.key),
        lacks,
        number[0] == 1,
        number[0] == number[1],
    )


def counts(year: YearDraft) -> str:
    """6 returns, 12 measures, 1 payment by results, 1 event, 3 meetings."""
    found = [counted(len(year.asked_for(sort)), sort.value) for sort in Sort if year.asked_for(sort)]
    return ", ".join(found)


def changes(before: YearRows, after: YearRows) -> list[YearChangesView]:
    """Of each sort of which something differs."""
    titles = titles_of(before, after)
    return [
        YearChangesView(
            SORTS[each.sort],
            rows_shown(each.added, titles),
            rows_shown(each.removed, titles),
            tuple(changed(one, titles) for one in each.changed),
            each.reordered,
        )
        for each in compare_years(before, after)
    ]


def rows_shown(rows: Sequence[YearRow], titles: Titles) -> tuple[YearRowView, ...]:
    return tuple(shown_row(each, titles) for each in rows)


def changed(each: ChangedRow, titles: Titles) -> ChangedYearView:
    fields = tuple(
        FieldChange(
            FIELD[name], field_words(each.before, name, titles), field_words(each.after, name, titles)
        )
        for name in each.fields
    )
    return ChangedYearView(each.after.title, each.after.clause, fields)
