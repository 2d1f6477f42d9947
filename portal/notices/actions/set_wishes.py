"""Set how a lead wants a contract's reminders."""

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from checklists.ladder import BEFORE_VISIT, LadderProblem, parse_ladder
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.record_event import record_event
from portal.acting.wording import refuse_problems, too_long
from portal.places.contracts import ContractPlace
from portal.records import ContractNotices

LADDERS = {
    "usual": "When people are reminded",
    "checks": "When they are reminded of checks",
    "insurance": "When they are reminded of insurance",
    "visits": "When they are reminded of visits",
}
"""By field, what it is called where something is wrong with it."""

MOST_DAYS = 60
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class SaidWishes:
    """The ladders as they were typed, empty for the usual ones; the promise in working days; the line."""

    usual: str
    checks: str
    insurance: str
    visits: str
    promise_days: int
    line: str


def set_wishes(session: Session, viewer: Viewer, place: ContractPlace, said: SaidWishes) -> None:
    """They hold from the next mail on. Raises NotAllowed or CannotDo. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider’s managers say how reminders go out.")
    refuse_problems(problems_of(said))
    values = {**asdict(said), "contract_id": place.contract_id}
    values |= {"changed_by": viewer.person_id, "changed_at": clock.now()}
    session.execute(
        insert_unless_there(session, ContractNotices)
        .values(values)
        .on_conflict_do_update(index_elements=[ContractNotices.contract_id], set_=values)
    )
    record_event(session, "reminders-set", viewer.person_id, contract_id=place.contract_id, data={})
    session.commit()


def problems_of(said: SaidWishes) -> dict[str, str]:
    problems = {}
    for name, called in LADDERS.items():
        typed: str = getattr(said, name)
        try:
            if typed:
                parse_ladder(typed, BEFORE_VISIT) if name == "visits" else parse_ladder(typed)
        except LadderProblem as problem:
            problems[name] = f"{called}: {problem}"
    if not 1 <= said.promise_days <= MOST_DAYS:
        problems["promise_days"] = f"Give a number of working days from 1 to {MOST_DAYS}."
    if len(said.line) > LONGEST_LINE:
        problems["line"] = too_long("The line", LONGEST_LINE)
    return problems
