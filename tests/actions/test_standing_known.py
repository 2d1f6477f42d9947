"""As it was known on an evening is what was said on that evening: photographs, laid beside later answers."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from checklists.vocabulary import LegalForm, Outcome
from portal import clock
from portal.access import Audience, NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import discard_draft, write_row
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.organisations.actions.change_organisation import About, change_organisation
from portal.places.organisations import get_organisation_place
from portal.register.actions.note_renewal import note_renewal
from portal.review.actions.correct_waiver import correct_waiver
from portal.review.actions.decide import Verdict
from portal.review.queries.waivers import list_waivers
from portal.standing.queries.verify import verify_standing
from tests.actions.engagement_story import Story
from tests.actions.photographs import differences, photograph
from tests.actions.test_authoring_replacing import begin, publish, set_day
from tests.actions.test_authoring_versions import add_fire, place_of, take_out
from tests.builders.clock import clock_on
from tests.builders.sending import waive
from tests.builders.world import World

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.whole) for seed in range(1, 6))]
EVENINGS = {"sqlite": 6, "postgresql": 3}
"""Half on PostgreSQL, which is sent the same statements; all on both with --whole."""
ACTS = 4
"""A day, at most."""


PREFERRED = ["complaints-policy", "insurance", "dbs-checks", "induction"]


class WholeStory(Story):
    """And what happens to the contract around it."""

    def is_renamed(self) -> None:
        name = f"Tidewater {self.draw.choice(['Peers', 'Friends', 'Company'])}"
        about = About(name, (), LegalForm.CHARITY, 3, 31)
        with self.world.database.writing() as session:
            place = get_organisation_place(
                session, self.world.manager, self.world.partner_id, (Audience.MANAGER,)
            )
            change_organisation(session, self.world.manager, place, about)

    def somebody_applies(self) -> None:
        worker_id, _ = self.some_check()
        with self.world.database.writing() as session:
            place = self.world.own_place(session)
            applied_on = self.draw.choice([None, self.world.today])
            note_renewal(session, self.world.member, place, worker_id, applied_on)

    def another_joins(self) -> None:
        number = self.draw.randrange(10**6)
        with self.world.database.writing() as session:
            terms = Terms(f"Area {number}", self.world.starts_on, self.world.ends_on)
            place = self.world.contract_place(session)
            add_partner(session, self.world.manager, place, NewPartner(f"Joiner {number}"), terms)

    def publishes(self) -> None:
        """The next version, with one requirement more or fewer, from some day on."""
        draft_id = begin(self.world)
        rows = place_of(self.world, draft_id).rows
        there = [row.of for row in rows if row.of in {"environment", "whistleblowing"}]
        if there and self.draw.random() < 0.5:
            take_out(self.world, draft_id, str(self.draw.choice(there)))
        else:
            add_fire(self.world, draft_id)
        set_day(self.world, draft_id, clock.today() + timedelta(days=self.draw.randrange(-60, 60)))
        try:
            publish(self.world, draft_id, "It was agreed then.")
        except CannotDo:
            with self.world.database.writing() as session:
                discard_draft(session, self.world.manager, draft_id)
            raise

    def prefers(self) -> None:
        """A version of old that only prefers some of what was required."""
        draft_id = begin(self.world)
        for row in place_of(self.world, draft_id).rows:
            if row.of in PREFERRED:
                with self.world.database.writing() as session:
                    preferred = replace(row, data={**row.data, "force": "should"})
                    write_row(session, self.world.manager, draft_id, preferred)
        set_day(self.world, draft_id, self.world.starts_on + timedelta(days=1))
        publish(self.world, draft_id, "It was agreed so.")

    def excepts(self) -> None:
        """An exception for as long as the engagement lasts."""
        key = self.draw.choice(PREFERRED)
        waive(self.world, key, None, self.part(key) if self.draw.random() < 0.5 else "")

    def corrects_waiver(self) -> None:
        """To other days, or to none in particular."""
        key = self.draw.choice(PREFERRED)
        until_on = self.draw.choice([None, clock.today() + timedelta(days=self.draw.randrange(-20, 200))])
        said = Verdict(Outcome.WAIVE, until_on=until_on, words="It was agreed otherwise.")
        with self.world.database.writing() as session:
            place = self.world.place(session, self.world.reviewer)
            given = [each for each in list_waivers(session, place, key) if not each.is_corrected]
            if given:
                waiver_id = self.draw.choice(given).waiver_id
                correct_waiver(session, self.world.reviewer, place, key, waiver_id, said)

    def ends_early(self) -> None:
        said = SaidEnd(clock.today() + timedelta(days=self.draw.randrange(-20, 60)), "withdrew", "It closed.")
        with self.world.database.writing() as session:
            place = self.world.place(session, self.world.manager)
            end_engagement(session, self.world.manager, place, said)

    def goes_on(self) -> None:
        with self.world.database.writing() as session:
            place = self.world.place(session, self.world.manager)
            undo_ending(session, self.world.manager, place, "It stays.")

    def steps_of_all(self) -> list[Any]:
        more = [self.is_renamed, self.somebody_applies, self.another_joins, self.publishes]
        dates = [self.ends_early, self.goes_on, self.changes_terms]
        return [*self.steps(), *more, self.publishes, *dates, *[self.excepts] * 2, self.corrects_waiver]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_photograph_is_what_is_said_later_of_that_evening(
    world: World, seed: int, is_whole: bool
) -> None:
    story = WholeStory(world, random.Random(seed))
    with clock_on(world.today - timedelta(days=1)):
        story.prefers()
        story.excepts()
    taken: dict[date, dict[str, Any]] = {}
    for number in range(EVENINGS["sqlite" if is_whole else world.database.engine.dialect.name]):
        evening = world.today + timedelta(days=number * 5 + story.draw.randrange(5))
        with clock_on(evening):
            for _ in range(story.draw.randrange(ACTS + 1)):
                with suppress(CannotDo, NotHere, NotAllowed):
                    story.draw.choice(story.steps_of_all())()
        taken[evening] = photograph(world, evening, evening, None, is_whole)
    later = max(taken) + timedelta(days=1)
    assert all_differences(world, taken, later, is_whole) == {}
    assert len(differences(taken[min(taken)], taken[max(taken)])) > len(taken), "something happened"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def all_differences(
    world: World, taken: dict[date, dict[str, Any]], later: date, is_whole: bool
) -> dict[date, list[str]]:
    found = {
        evening: differences(before, photograph(world, evening, later, evening, is_whole))
        for evening, before in taken.items()
    }
    return {evening: questions for evening, questions in found.items() if questions}
