"""What the page of a requirement says of an evening: no words of later, and none of then lost."""

import uuid
from datetime import date, timedelta

from checklists.vocabulary import Outcome, Turn
from portal.review.actions.correct_waiver import correct_waiver
from portal.review.actions.decide import Verdict, waive_slot
from portal.slots.queries.engagement import list_filed
from portal.slots.queries.slot import get_slot_page
from portal.standing.queries.slots import slots_on_day
from tests.actions.test_issued import KEY as ISSUED
from tests.actions.test_issued import issue
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.world import World

KEY, ACCOUNTS = "safeguarding-policy", "audited-accounts"
DAY = timedelta(days=1)
FIRST, CORRECTED, TAKEN_BACK = "Agreed in spring.", "Only until the new one is signed.", "It was a slip."


def waived(world: World) -> uuid.UUID:
    until_on = world.today + 60 * DAY
    said = Verdict(Outcome.WAIVE, from_on=world.starts_on, until_on=until_on, words=FIRST)
    with world.database.writing() as session:
        return waive_slot(session, world.reviewer, world.place(session, world.reviewer), KEY, "", said)


def corrected(world: World, waiver_id: uuid.UUID, until_on: date, words: str) -> None:
    said = Verdict(Outcome.WAIVE, from_on=world.starts_on, until_on=until_on, words=words)
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        correct_waiver(session, world.reviewer, place, KEY, waiver_id, said)


def read(world: World, on: date, known: date | None) -> set[str]:
    """On the page of the requirement, and on those of all of the engagement's."""
    with world.database.reading() as session:
        place = world.place(session, world.reviewer)
        alone = get_slot_page(session, place, KEY, on, today=world.today + 9 * DAY, known=known).line
        asked = {place.engagement_id: (place.contract.contract_id, place.span)}
        lines = slots_on_day(session, asked, on, today=world.today + 9 * DAY, known=known, drafts=False)
        (among,) = [each for each in lines[place.engagement_id] if each.slot.requirement.key == KEY]
        assert alone is not None
        return {alone.waived_because, among.waived_because}


def test_of_an_evening_the_reason_that_stood_then_is_read(world: World) -> None:
    evening = world.today
    waiver_id = waived(world)
    with clock_on(evening + 3 * DAY):
        corrected(world, waiver_id, evening + 40 * DAY, CORRECTED)
        assert read(world, evening, None) == {CORRECTED}
        assert read(world, evening, evening) == {FIRST}


def test_a_waiver_that_was_taken_back_later_has_its_reason_still(world: World) -> None:
    evening = world.today
    waiver_id = waived(world)
    with clock_on(evening + 3 * DAY):
        corrected(world, waiver_id, world.starts_on - DAY, TAKEN_BACK)
        assert read(world, evening, evening) == {FIRST}


def test_what_was_issued_later_was_not_there_on_the_evening(world: World) -> None:
    """Also on a day to come, as it was known then."""
    evening, ahead = world.today, world.today + 20 * DAY
    with clock_on(evening + 3 * DAY):
        issue(world)
        assert whose_turn(world, ahead, None) is Turn.PARTNER
        assert whose_turn(world, ahead, evening) is Turn.LEAD


def whose_turn(world: World, on: date, known: date | None) -> Turn:
    with world.database.reading() as session:
        place = world.place(session, world.reviewer)
        page = get_slot_page(session, place, ISSUED, on, today=world.today + 3 * DAY, known=known)
        assert page.line is not None
        return page.line.turn


def test_how_accounts_were_looked_at_is_said_by_what_was_known(world: World) -> None:
    """Accepted later they were not there; corrected later they were as they stood."""
    evening = world.today
    submission = sending.send(world, ACCOUNTS, details={"assurance": "independent-examination"})
    with clock_on(evening + 2 * DAY):
        first = sending.accept(world, submission, words="Small enough.")
    with clock_on(evening + 4 * DAY):
        said = Verdict(Outcome.ACCEPT, details={"assurance": "audit"})
        sending.decide(world, submission, said, corrects=first)
        assert filed(world, evening) == []
        assert filed(world, evening + 3 * DAY) == ["independent-examination"]
        assert filed(world, evening + 4 * DAY) == filed(world, None) == ["audit"]


def filed(world: World, known: date | None) -> list[str]:
    with world.database.reading() as session:
        return [*list_filed(session, world.place(session), known).get(ACCOUNTS, {}).values()]
