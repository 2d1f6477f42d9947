"""The editor of a checklist: its list of requirements, and the page of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checklists.continuing import Earlier, open_questions, possible
from checklists.drafting import Data, DraftRow, faults, group_of
from checklists.proposal.only_in_words import amounts_only_in_words
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Condition, DbsLevel, Force, Kind
from portal.authoring.actions.check_draft import since_when
from portal.authoring.presenters.same import heading
from portal.authoring.presenters.words import ALWAYS, CONDITION, FORCE, FORCE_HINT, KIND_HINT, LEVEL, summary
from portal.authoring.queries.drafts import LEFT_OUT, DraftPlace
from portal.web.addresses import ROW, ROW_SAME
from portal.web.choices import Item, radios
from portal.words.labels import KIND
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class RowView:
    """A requirement in the list. `lacks` says how much is missing, `checks` what is uncertain."""

    row: str
    href: str
    title: str
    clause: str
    kind: str
    is_preferred: bool
    about: str
    lacks: str
    checks: str
    is_first: bool
    is_last: bool
    same: "SameView"
    readings: tuple["SourceView", ...] = ()


@dataclass(frozen=True, slots=True)
class SameView:
    """Whether the row is a requirement that was there before: what is still to be said, or what was said.
    `href` is empty where there is nothing to ask."""

    href: str = ""
    is_open: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a value was read from; `check` where it is not certain, `question` what to ask then."""

    field: str
    sentence: str
    check: bool
    question: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """A row of the document that became no requirement."""

    place: str
    words: str
    why: str


def left_out(place: DraftPlace) -> list[LeftOutView]:
    rows = place.sources.get(LEFT_OUT, {})
    return [LeftOutView(where, each["sentence"], each["why"]) for where, each in rows.items()]


@dataclass(frozen=True, slots=True)
class GroupView:
    title: str
    rows: tuple[RowView, ...]


def groups(place: DraftPlace, earlier: Mapping[str, Earlier] | None = None) -> list[GroupView]:
    same = same_views(place, earlier or {})
    kept = [row for row in place.rows if not row.removed]
    found: dict[str, list[DraftRow]] = {}
    for row in kept:
        found.setdefault(group_of(row), []).append(row)
    return [
        GroupView(
            title or "Without a group",
            tuple(
                row_view(row, place, (number, len(rows)), same.get(row.row))
                for number, row in enumerate(rows, 1)
            ),
        )
        for title, rows in found.items()
    ]


def removed(place: DraftPlace) -> list[RowView]:
    """Those that are taken out; not what another row goes on being."""
    continued = {row.of for row in place.rows if row.of and not row.removed}
    return [row_view(row, place, (1, 1)) for row in place.rows if row.removed and row.of not in continued]


def same_views(place: DraftPlace, earlier: Mapping[str, Earlier]) -> dict[str, SameView]:
    """By row, where it was or is to be asked which requirement it is."""
    asked, found = open_questions(place.rows, earlier), dict[str, SameView]()
    for row in place.rows:
        href = ROW_SAME(place.draft_id, row.row)
        if row.row in asked:
            found[row.row] = SameView(href, is_open=True, words=heading(asked[row.row]))
        elif row.answered:
            found[row.row] = SameView(href, words=answer(earlier.get(row.of or "")))
        elif row.of is None and possible(row, place.rows, earlier):
            found[row.row] = SameView(href, words="A new requirement.")
    return found


def answer(own: Earlier | None) -> str:
    """What was said of it."""
    if own is None:
        return "A new requirement."
    return f"The same as “{own.requirement.title}”, {since_when(own)}."


def row_view(
    row: DraftRow, place: DraftPlace, number: tuple[int, int], same: SameView | None = None
) -> RowView:
    data, found = row.data, faults(row.data)
    read = readings(place, row)
    return RowView(
        row.row,
        ROW(place.draft_id, row.row),
        data.get("title") or "Without a title",
        data.get("clause", ""),
        KIND[row.kind],
        data.get("force") == Force.SHOULD,
        summary(data),
        f"{counted(len(found), 'answer')} missing" if found else "",
        ", ".join(filter(None, [*(each.field for each in read if each.check), only_in_words(data)])),
        number[0] == 1,
        number[0] == number[1],
        same or SameView(),
        tuple(read),
    )


def only_in_words(data: Data) -> str:
    """What is to be looked at where its sentences name other amounts than its insurance; empty elsewhere."""
    named = amounts_only_in_words(data)
    return f"Its words name {' and '.join(named)}, and no insurance asks for that" if named else ""


SOURCE_FIELD = {
    "title": "title",
    "kind": "kind",
    "force": "required or preferred",
    "clause": "clause",
    "consequence": "what follows where it is not in order",
    "group": "group",
    "asks": "what is asked",
    "look_for": "what to look for",
    "statement": "statement",
    "months": "when it is due again",
    "condition": "when it is asked for",
    "parts": "insurance",
    "years": "financial years",
    "deadline_months": "months for filing",
    "level": "level of the check",
    "lists": "barred lists",
    "topics": "topics",
    "characteristics": "characteristics",
    "sections": "sections",
    "after_incident": "after an incident",
    "on_request": "on request",
    "carried_out_by": "who carries it out",
    "asks_end": "its last day",
    "audited": "audited",
    "still_years": "years still in force",
}


def readings(place: DraftPlace, row: DraftRow, *, in_order: bool = False) -> list[SourceView]:
    """What the row's values were read from: those to look at before the others, or `in_order` as kept."""
    found = [
        SourceView(
            source_field(name, row.data),
            source.get("sentence") or "",
            bool(source.get("check")),
            question(row, source),
        )
        for name, source in place.sources.get(row.row, {}).items()
    ]
    return found if in_order else sorted(found, key=lambda each: not each.check)


def question(row: DraftRow, source: Mapping[str, str]) -> str:
    """What to ask where a value is not certain; empty where there is nothing to say of it."""
    if read_as := source.get("read_as"):
        kept, read = (KIND[each].lower() for each in (row.kind, Kind(read_as)))
        return f"It reads like: {read}. It was: {kept}. What is it now?"
    return source.get("question", "")


def source_field(name: str, data: Data) -> str:
    """A cover's is called by its title."""
    head, _, rest = name.partition(".")
    if head == "parts" and rest:
        key, _, field = rest.partition(".")
        titles = {each["key"]: each.get("title", key) for each in data.get("part", [])}
        return f"{titles.get(key, key)}{f', {field}' if field else ''}"
    return SOURCE_FIELD.get(head, head)


def kinds(chosen: str) -> list[Item]:
    """Items of radios."""
    return radios(
        {kind.value: KIND[kind] for kind in Kind}, chosen, {kind.value: KIND_HINT[kind] for kind in Kind}
    )


def forces(chosen: str) -> list[Item]:
    hints = {each.value: FORCE_HINT[each] for each in Force}
    return radios({each.value: FORCE[each] for each in Force}, chosen, hints)


def conditions(chosen: str) -> list[Item]:
    return radios({"": ALWAYS} | {each.value: CONDITION[each] for each in Condition}, chosen)


def levels(chosen: str) -> list[Item]:
    return [{"value": each.value, "text": LEVEL[each], "selected": each.value == chosen} for each in DbsLevel]


@dataclass(frozen=True, slots=True)
class AskedView:
    """A requirement of a checklist that is only shown."""

    title: str
    clause: str
    kind: str
    is_preferred: bool
    asks: str
    about: str
    evidence: str = ""


def asked(requirement: Requirement, data: Data) -> AskedView:
    return AskedView(
        requirement.title,
        requirement.clause,
        KIND[requirement.kind],
        requirement.force is Force.SHOULD,
        requirement.asks,
        summary(data),
    )


def sizes(checklist: Checklist) -> str:
    """26 requirements, 3 of them preferred."""
    preferred = sum(each.force is Force.SHOULD for each in checklist.requirements)
    tail = f", {preferred} of them preferred" if preferred else ""
    return counted(len(checklist.requirements), "requirement") + tail


def titles(rows: Sequence[DraftRow]) -> list[str]:
    """The groups that there are, each once."""
    return list(dict.fromkeys(group_of(row) for row in rows if group_of(row)))
