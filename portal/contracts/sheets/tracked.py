"""A lead's own tracking sheet: partners in rows, requirements in columns, and until when each is in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from checklists.identity import Identity, Unclear, named, which
from checklists.names import folded
from checklists.vocabulary import State
from evidence.spreadsheet import Sheet, Value
from portal.contracts.sheets.one_a_row import as_in_file, find_layout, widen
from portal.contracts.sheets.tracked_words import ENDINGS, IN_EVERY_TITLE, NOTHING, THERE
from portal.importing.sheets import cells
from portal.importing.sheets.columns import Column, WrongValue, plain_words
from portal.importing.sheets.headings import key_of
from portal.importing.sheets.reading import read_table
from portal.importing.sheets.said import LEAVE, NOTHING_SAID, Said
from portal.importing.sheets.tables import Question, ReadRow, Table

NAME = Column(
    "name",
    "Partner",
    cells.words,
    "The partner, as it is called in this contract.",
    ("Delivery partner", "Organisation", "Partner name", "Provider", "Sub-contractor", "Name"),
    is_needed=True,
)
AREA = Column(
    "area",
    "Area",
    cells.words,
    "Its area, where it has more than one here.",
    ("District", "Place", "Locality", "Town"),
)
NO_LAST_DAY = "does not say until when"
LEFT_OUT = (LEAVE, "Leave this row out")


@dataclass(frozen=True, slots=True)
class Tracked:
    """What a column may be about: a requirement, or one of its covers. `title` is what it is called."""

    key: str
    part: str
    title: str

    @property
    def column(self) -> str:
        return f"slot:{self.key}:{self.part}"


@dataclass(frozen=True, slots=True)
class TrackedPartner:
    """An engagement as a row may mean it. It `is_own` where the viewer belongs to the partner."""

    engagement_id: UUID
    name: str
    area: str
    identity: Identity
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One cell: carried over until that day, or not, for the reason in `problem`."""

    tracked: Tracked
    until_on: date
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row and what becomes of its cells."""

    row: ReadRow
    partner: TrackedPartner
    items: tuple[Item, ...]

    @property
    def is_change(self) -> bool:
        return any(not each.problem for each in self.items)


@dataclass(frozen=True, slots=True)
class Place:
    """How a part stands today, None on a day that the engagement does not have; `limit` is the last day for
    which it may be carried over."""

    state: State | None
    limit: date


Places = Mapping[tuple[UUID, str, str], Place]
"""By engagement, requirement and part."""


def last_day(value: Value) -> date | None:
    """None for a cell that says that there is nothing. Raises WrongValue for what says no day: that it is
    there is not enough.

    >>> last_day("n/a"), last_day("31/03/2027")
    (None, datetime.date(2027, 3, 31))
    """
    said = plain_words(str(value)) or str(value).strip()
    if said in NOTHING or not any(each.isalnum() or each in "✓✔☑×" for each in said):
        return None
    if isinstance(value, bool) or said in THERE:
        raise WrongValue(NO_LAST_DAY)
    return cells.day(value)


def tracked_columns(tracked: Sequence[Tracked]) -> tuple[Column, ...]:
    return (NAME, AREA, *map(column_of, tracked))


def column_of(tracked: Tracked) -> Column:
    """Its title, also without the word policy, and with what people write behind it; guessed by what is left
    of it without the words that stand in every title, or by its first letters."""
    stems = {tracked.title, tracked.title.removesuffix(" policy"), tracked.title.removesuffix(" insurance")}
    about = "The last day on which it is in order, such as 31 March 2027. Nothing means that it is not there."
    return Column(
        tracked.column,
        tracked.title,
        last_day,
        about,
        tuple(sorted(map(str.strip, with_endings(stems)))),
        hints=tuple(sorted(map(str.strip, with_endings(short_forms(tracked))))),
    )


def with_endings(stems: Iterable[str]) -> Iterator[str]:
    return (f"{stem} {ending}" for stem in stems for ending in ENDINGS)


def short_forms(tracked: Tracked) -> Iterator[str]:
    """
    >>> list(short_forms(Tracked("x", "y", "Public liability insurance")))
    ['public liability', 'pl']
    >>> list(short_forms(Tracked("x", "", "Safeguarding policy and procedures")))
    ['safeguarding']
    """
    core = [word for word in plain_words(tracked.title).split() if word not in IN_EVERY_TITLE]
    if core:
        yield " ".join(core)
    if tracked.part and len(core) > 1:
        yield "".join(word[0] for word in core)


def read_tracked(
    sheets: Sequence[Sheet],
    tracked: Sequence[Tracked],
    partners: Sequence[TrackedPartner],
    today: date,
    said: Said = NOTHING_SAID,
) -> Table:
    """A row for each partner, or for each of its documents. Raises NoHeadings."""
    columns = tracked_columns(tracked)
    of_items = [each for each in columns if each not in (NAME, AREA)]
    layouts = {each.name: find_layout(each, NAME, AREA, names_of(of_items)) for each in sheets}

    def known(name: str) -> str:
        return said.headings[name] if name in said.headings else key_of(name, of_items)

    wide = [widen(each, layout, known) if (layout := layouts[each.name]) else each for each in sheets]
    table = read_table(wide, columns, lambda _: (), today, said)
    [sheet] = [each for each in sheets if each.name == table.sheet]
    if (layout := layouts[table.sheet]) and sheet not in wide:
        table = as_in_file(table, sheet, layout, NAME, {each.key for each in of_items})
    return replace(table, rows=tuple(with_question(row, partners, said) for row in table.rows))


def names_of(columns: Iterable[Column]) -> set[str]:
    return {name for column in columns for name in column.names}


def with_question(row: ReadRow, partners: Sequence[TrackedPartner], said: Said) -> ReadRow:
    """A row that says anything, of which it is not clear whose it is, is asked about."""
    is_empty = not row.wrong and not any(isinstance(value, date) for value in row.values.values())
    if is_empty or len(found := meant(row, partners)) == 1:
        return row
    words = f"Row {row.number}, {called(row)}: {'which of them is it?' if found else 'it is not known here.'}"
    options = tuple((str(each.engagement_id), partner_words(each)) for each in found or partners)
    return replace(row, question=Question(words, (*options, LEFT_OUT), said.rows.get(row.number, "")))


def meant(row: ReadRow, partners: Sequence[TrackedPartner]) -> list[TrackedPartner]:
    """The engagements that a row may be about, by name and area."""
    identities = list(dict.fromkeys(each.identity for each in partners))
    typed = named(str(row.values["name"] or ""))
    try:
        at = which(typed, identities)
    except Unclear:
        return [each for each in partners if typed.names & each.identity.names]
    own = [each for each in partners if at is not None and each.identity == identities[at]]
    area = folded(str(row.values["area"] or ""))
    there = [each for each in own if folded(each.area) == area]
    return there or ([] if area and len(own) == 1 else own)


def partner_of(row: ReadRow, partners: Sequence[TrackedPartner]) -> TrackedPartner | None:
    """Whose row it is, by what was answered or by itself."""
    if row.answer:
        return next((each for each in partners if str(each.engagement_id) == row.answer), None)
    found = meant(row, partners)
    return found[0] if len(found) == 1 else None


def called(row: ReadRow) -> str:
    return ", ".join(str(row.values[key]) for key in ("name", "area") if row.values[key])


def partner_words(partner: TrackedPartner) -> str:
    return f"{partner.name}, {partner.area}"


def plan_tracked(
    rows: Sequence[ReadRow],
    tracked: Sequence[Tracked],
    partners: Sequence[TrackedPartner],
    places: Places,
    today: date,
    by: date | None,
) -> tuple[Planned, ...]:
    """In the order of rows. `by` is the day by which the lead wants every document, where it set one."""
    whose = [(row, partner) for row in rows if (partner := partner_of(row, partners))]
    said: dict[tuple[UUID, str], set[Value]] = {}
    for row, partner in whose:
        for each in tracked:
            if day := row.values.get(each.column):
                said.setdefault((partner.engagement_id, each.column), set()).add(day)
    found: list[Planned] = []
    taken: set[tuple[UUID, str]] = set()
    for row, partner in whose:
        items = []
        for each, day in days_in(row, tracked):
            about = partner.engagement_id, each.column
            place = places.get((partner.engagement_id, each.key, each.part), Place(None, today))
            several = len(said[about]) > 1
            items.append(item_of(each, day, place, today, by, partner, several, about in taken))
            taken.add(about)
        if items:
            found.append(Planned(row, partner, tuple(items)))
    return tuple(found)


def days_in(row: ReadRow, tracked: Sequence[Tracked]) -> Iterator[tuple[Tracked, date]]:
    for each in tracked:
        if isinstance(day := row.values.get(each.column), date):
            yield each, day


def item_of(
    tracked: Tracked,
    day: date,
    place: Place,
    today: date,
    by: date | None,
    partner: TrackedPartner,
    is_said_otherwise: bool,
    is_taken: bool,
) -> Item:
    until_on = min(each for each in (day, place.limit, by) if each)
    if partner.is_own:
        return Item(tracked, day, "you belong to this partner, so somebody else carries it over")
    if place.state is None:
        return Item(tracked, day, "today is no day of this engagement")
    if day < today:
        return Item(tracked, day, "this day is over")
    if is_said_otherwise:
        return Item(tracked, day, "another row says another day")
    if place.state is State.NOT_NEEDED:
        return Item(tracked, day, "it is not asked of this partner")
    if is_taken or place.state in {State.MET, State.WAIVED}:
        return Item(tracked, day, "it is in order already, or waived")
    return Item(tracked, until_on)
