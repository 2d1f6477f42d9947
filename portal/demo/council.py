"""What the demonstration's lead has sent to the council: two periods, one of them a second time, and what was
noted on one."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.council.queries.drafting import draft, list_ended
from portal.council.queries.sent import list_kept
from portal.council.queries.snapshot import Missing, Snapshot, as_data
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.places.contracts import CONTRACT_OF_ID, ContractPlace, contract_place
from portal.records import PeriodNote, RollUp
from portal.returns.queries.period import Line

NOTE = "The larger hall was closed for three weeks in this quarter, so fewer groups met."
FIRST = "One case study is still with us. It follows."
THEN = "The case study that was missing is there now."


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sends, and from what."""

    session: Session
    rows: Rows
    setting: Setting
    place: ContractPlace
    owed: tuple[Line, ...]


def add_council(session: Session, rows: Rows, setting: Setting) -> None:
    """Written, but for their events."""
    row = session.execute(CONTRACT_OF_ID, {"contract_id": setting.contract_id}).one()
    place = contract_place(row, frozenset())
    desk = Desk(session, rows, setting, place, list_ended(session, place, setting.today))
    ends = {each.asked.owed.part: each.asked.owed.from_on for each in desk.owed}
    quarters = sorted(each for each in ends if "-Q" in each)[-3:-1]
    for number, quarter in enumerate(quarters):
        sent_on = ends[quarter] + timedelta(days=32)
        if number == 0:
            note(desk, quarter, ends[quarter] + timedelta(days=9))
        send(desk, quarter, sent_on, is_twice=number == 0)


def note(desk: Desk, period: str, on: date) -> None:
    at, note_id = office_hours(on, desk.rows.random), desk.rows.new_id()
    person_id, contract_id = desk.setting.manager.person_id, desk.setting.contract_id
    desk.rows.add(
        PeriodNote,
        id=note_id,
        contract_id=contract_id,
        period=period,
        words=NOTE,
        made_by=person_id,
        made_at=at,
    )
    said = {"note": str(note_id), "period": period}
    desk.rows.event(at, "period-noted", person_id, contract_id=contract_id, engagement_id=None, data=said)
    desk.rows.write_tables(desk.session)


def send(desk: Desk, period: str, on: date, *, is_twice: bool) -> None:
    """Where it is sent twice, a case study was missing the first time."""
    kept = list_kept(desk.session, desk.place.contract_id)
    whole = draft(desk.session, desk.place, period, desk.owed, kept)
    if not is_twice:
        keep(desk, whole, 1, office_hours(on, desk.rows.random))
        return
    line = next(each for each in desk.owed if each.was_sent)
    wanting = Missing(line.partner, "Case study", "given, and not accepted yet", str(line.engagement_id))
    first = replace(whole, words=FIRST, missing=(*whole.missing, wanting))
    keep(desk, first, 1, office_hours(on, desk.rows.random))
    again = replace(whole, words=THEN)
    keep(desk, again, 2, office_hours(on + timedelta(days=8), desk.rows.random))


def keep(desk: Desk, snapshot: Snapshot, number: int, at: datetime) -> None:
    rows, roll_up_id = desk.rows, desk.rows.new_id()
    person_id, contract_id = desk.setting.manager.person_id, desk.setting.contract_id
    rows.add(
        RollUp,
        id=roll_up_id,
        contract_id=contract_id,
        period=snapshot.period,
        number=number,
        fewest=snapshot.fewest,
        content=as_data(snapshot),
        sent_by=person_id,
        sent_at=at,
    )
    said = {
        "roll_up": str(roll_up_id),
        "period": snapshot.period,
        "number": number,
        "missing": len(snapshot.missing),
    }
    rows.event(at, "roll-up-sent", person_id, contract_id=contract_id, engagement_id=None, data=said)
    rows.write_tables(desk.session)
