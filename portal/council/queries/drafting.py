"""The roll-up of a period as it would be sent now."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from checklists.year.exact import exact
from checklists.year.figures import Total
from checklists.year.giving import SectionState
from checklists.year.giving_figures import Pair
from checklists.year.telling import Telling, Told, tell
from checklists.year.vocabulary import OwedState
from portal.council.queries.sent import as_sent
from portal.council.queries.snapshot import Kept, Line, Missing, Noted, Part, Snapshot
from portal.places.contracts import ContractPlace
from portal.returns.queries.fewest import find_fewest
from portal.returns.queries.notes import list_notes
from portal.returns.queries.period import Line as Owed
from portal.returns.queries.period import list_contract_lines
from portal.returns.queries.rolled import list_rolled

WHY = {
    SectionState.NOT_STARTED: "not given yet",
    SectionState.IN_PROGRESS: "not given yet",
    SectionState.READY: "not given yet",
    SectionState.WITH_LEAD: "given, and not accepted yet",
    SectionState.NEEDS_CHANGE: "sent back to be changed",
}
"""In the words in which the council reads it."""


def list_ended(session: Session, place: ContractPlace, on: date) -> tuple[Owed, ...]:
    """What partners owe of the periods that have ended."""
    lines = list_contract_lines(session, place, on)
    return tuple(each for each in lines if each.interval.state is not OwedState.AHEAD)


def draft(
    session: Session,
    place: ContractPlace,
    period: str,
    owed: Sequence[Owed],
    kept: Sequence[Kept],
    words: str = "",
) -> Snapshot:
    """What is accepted of the period, and what is missing. `owed` and `kept` are all that was asked for and
    sent of the contract."""
    lines = [each for each in owed if each.asked.owed.part == period]
    fewest = find_fewest(session, place.contract_id)
    joint = {each.key: each for line in lines for each in line.asked.measures if each.joint}
    telling = Telling(place.starts_on, fewest, as_sent(kept), figures_asked(owed), place.ends_on)
    told = tell(period, list_rolled(session, lines, fewest), joint.values(), telling)
    names = {str(each.engagement_id): each.partner for each in lines}
    notes = list_notes(session, place.contract_id, period)
    return Snapshot(
        period,
        words,
        fewest,
        tuple(line_of(each, names) for each in told),
        tuple(missing_of(lines)),
        tuple(Noted(each.words, each.on) for each in notes),
    )


def figures_asked(owed: Iterable[Owed]) -> set[tuple[str, str]]:
    """By measure and period. Partners who are asked alike share what they are asked."""
    alike = {id(each.asked): each.asked for each in owed}.values()
    return {
        (measure.key, each.owed.part)
        for each in alike
        for section in each.sections
        for measure in each.figures(section)
    }


def missing_of(lines: Iterable[Owed]) -> Iterator[Missing]:
    """Every section that is not accepted, and how it stands."""
    for line in lines:
        late = ", late" if line.is_late else ""
        for section in line.asked.sections:
            state = line.states[section.key]
            if state is not SectionState.ACCEPTED:
                yield Missing(line.partner, section.title, WHY[state] + late, str(line.engagement_id))


def line_of(told: Told, names: dict[str, str]) -> Line:
    rolled, judged = told.rolled, told.judged
    return Line(
        rolled.measure,
        Pair(rolled.figure.numerator, rolled.figure.denominator),
        judged.value if judged and told.is_whole else None,
        judged.target if judged else None,
        told.verdict,
        judged is not None and judged.second_miss and told.is_whole,
        pair_of(told.to_date),
        told.to_date.value if told.to_date and rolled.measure.change is None else None,
        told.verdict_to_date,
        told.unsent,
        rolled.hidden,
        told.hides_value,
        told.hides_to_date,
        tuple(Part(key, names[key], pair or Pair()) for key, pair in rolled.parts.items()),
    )


def pair_of(total: Total | None) -> Pair:
    if total is None:
        return Pair()
    numbers = (total.numerator, total.denominator)
    return Pair(*(None if each is None else Decimal(exact(each)) for each in numbers))
