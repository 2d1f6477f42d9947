"""What has changed, in numbers and as a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checklists.changes import Change
from checklists.vocabulary import State
from portal.overview.queries.changes import Done, Number, SlotChange, Some
from portal.overview.queries.come_and_gone import Closed, Found, PartChange, PeopleChange
from portal.overview.queries.parts import Part
from portal.places.contracts import ContractPlace
from portal.web.addresses import ACTION, ENGAGEMENT, OWN_ACTION, SLOT
from portal.words.labels import STATE
from portal.words.wording import counted

TITLE = {
    Change.IN_ORDER: "Newly in order",
    Change.LAPSED: "Newly missing or expired",
    Change.ASKED: "Newly asked, and not in order yet",
    Change.DROPPED: "No longer asked",
}
OUTCOME = {"accept": "Accepted", "return": "Returned for a change", "waive": "Waived"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that has changed, `number` times. `href` is empty where the reader has no way in."""

    what: str
    about: str
    href: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """What has changed in one way: `key` is for its place on the page. `more` lines are not among `lines`; by
    `what` of a line, `numbers` are those of all that is about requirements."""

    key: str
    title: str
    number: int
    lines: tuple[Line, ...]
    more: int = 0
    numbers: Mapping[str, Number] = field(default_factory=dict)

    @property
    def all_lines(self) -> int:
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True)
class Naming:
    """How things are called and whither they lead: `titles` by requirement key, `when` as in addresses."""

    place: ContractPlace
    titles: Mapping[str, str]
    when: Mapping[str, str]
    is_lead: bool

    def title(self, key: str) -> str:
        return self.titles.get(key, key)

    def slot(self, part: Part, key: str) -> str:
        return SLOT(part.engagement_id, key, **self.when) if self.is_lead else ""

    def engagement(self, part: Part) -> str:
        return ENGAGEMENT(part.engagement_id, **self.when)


def sections_of(found: Found, naming: Naming) -> list[Section]:
    return [
        *of_slots(found.slots, naming),
        of_done("sent", "Sent by partners", found.sent, naming),
        of_done("decided", "Decided", found.decided, naming),
        of_closed(found.closed, naming),
        of_people(found.people, naming),
        of_parts(found.parts, naming),
    ]


def of_slots(found: Mapping[Change, Some[SlotChange]], naming: Naming) -> list[Section]:
    """A section for each way in which slots have changed, also where none has in the two that matter."""
    return [
        section(
            change.value,
            title,
            found[change],
            (slot_line(each, naming) for each in found[change].told),
            naming,
        )
        for change, title in TITLE.items()
        if found[change].by_key or change in {Change.IN_ORDER, Change.LAPSED}
    ]


def section(
    key: str, title: str, some: Some[object], lines: Iterable[Line], naming: Naming | None = None
) -> Section:
    """With `naming` it is about requirements."""
    told = tuple(lines)
    numbers = numbers_by_title(some, naming) if naming else {}
    return Section(key, title, some.number, told, some.lines - len(told), numbers)


def numbers_by_title(some: Some[object], naming: Naming) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for key, each in some.by_key.items():
        before = found.get(naming.title(key), Number(0, 0))
        found[naming.title(key)] = Number(before.number + each.number, before.lines + each.lines)
    return found


def slot_line(each: SlotChange, naming: Naming) -> Line:
    then, now = state_words(each.before, each.was_found), state_words(each.after, each.is_found)
    about = f"{where(each.part)}: {then} before, {now} now"
    return Line(naming.title(each.requirement_key), about, naming.slot(each.part, each.requirement_key))


def state_words(state: State | None, by_finding: bool) -> str:
    if by_finding:
        return "not in order"
    return STATE[state].lower() if state else "not asked"


def of_done(key: str, title: str, some: Some[Done], naming: Naming) -> Section:
    """What was sent, or decided."""
    return section(key, title, some, (done_line(each, naming) for each in some.told), naming)


def done_line(each: Done, naming: Naming) -> Line:
    how = OUTCOME[each.outcome] if each.outcome else ""
    many = f"{each.number} times" if each.number > 1 else ""
    about = ", ".join(filter(None, [where(each.part), how, many]))
    href = naming.slot(each.part, each.requirement_key)
    return Line(naming.title(each.requirement_key), about, href, each.number)


def of_closed(some: Some[Closed], naming: Naming) -> Section:
    """What was to be done after visits and meetings, and is closed."""
    return section("closed", "Actions closed", some, (closed_line(each, naming) for each in some.told))


def closed_line(each: Closed, naming: Naming) -> Line:
    place = naming.place
    if each.part is None:
        own = OWN_ACTION(place.contract_id, each.action_id) if naming.is_lead else ""
        return Line(each.what, place.lead, own)
    href = ACTION(each.part.engagement_id, each.action_id) if naming.is_lead else ""
    return Line(each.what, where(each.part), href)


def of_people(some: Some[PeopleChange], naming: Naming) -> Section:
    """How many, never who."""
    lines = (
        Line(
            where(each.part),
            come_and_gone(each.came, each.went),
            naming.engagement(each.part),
            each.came + each.went,
        )
        for each in some.told
    )
    return section("people", "People come and gone", some, lines)


def of_parts(some: Some[PartChange], naming: Naming) -> Section:
    lines = (
        Line(where(each.part), "Come" if each.has_come else "Gone", naming.engagement(each.part))
        for each in some.told
    )
    return section("partners", "Partners come and gone", some, lines)


def come_and_gone(came: int, went: int) -> str:
    """
    >>> come_and_gone(2, 1), come_and_gone(0, 1)
    ('2 people come, 1 gone', '1 person gone')
    """
    if came and went:
        return f"{counted(came, 'person', 'people')} come, {went} gone"
    return f"{counted(came or went, 'person', 'people')} {'come' if came else 'gone'}"


def where(part: Part) -> str:
    return f"{part.partner}, {part.area}" if part.area else part.partner


ONE = {"closed": "action closed", "people": "person come or gone", "partners": "partner come or gone"}


def summary(sections: Iterable[Section]) -> str:
    """In one line: 5 newly in order · 2 newly missing or expired · 12 sent · 1 action closed."""
    return " · ".join(f"{each.number:,} {called(each)}" for each in sections)


def called(section: Section) -> str:
    own = section.title[:1].lower() + section.title[1:]
    return ONE.get(section.key, own) if section.number == 1 else own
