"""What holds for policies of insurance in any layers, on any basis, for any days."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import HealthCheck, given, settings

from checklists.comparing import insured_over
from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.timeline import timeline
from checklists.vocabulary import Basis, Kind, Outcome, State
from tests.parts.made_up import made_up
from tests.rules.examples import ENGAGEMENT, INDEMNITY, LIABILITY, requirement
from tests.rules.generated import day_within, randoms
from tests.rules.test_properties import states, worse_days

LIABLE = requirement(Kind.COVER, parts=(LIABILITY,))
M = 1_000_000
PER_CLAIM, AGGREGATE = Basis.PER_CLAIM, Basis.AGGREGATE


def some_policy(random: Random, key: str) -> Decision:
    from_on = day_within(random)
    return Decision(
        key=key,
        outcome=Outcome.ACCEPT,
        made_on=from_on,
        part="liability",
        from_on=from_on,
        until_on=from_on + timedelta(days=random.randint(0, 300)),
        amount=random.choice([M, 2 * M, 3 * M, 5 * M]),
        basis=random.choice([PER_CLAIM, PER_CLAIM, AGGREGATE]),
        layer=random.choice([None, 1, 1, 2, 2, 3]),
    )


bounded = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=made_up(200),
    suppress_health_check=[HealthCheck.too_slow],
)


def some_policies(random: Random) -> list[Decision]:
    return [some_policy(random, str(number)) for number in range(random.randint(0, 8))]


@bounded
@given(randoms)
def test_one_more_accepted_policy_never_makes_a_day_worse(random: Random) -> None:
    for asked in (
        LIABLE,
        requirement(Kind.COVER, parts=(replace(INDEMNITY, key="liability", amount=5 * M),)),
    ):
        held, more = some_policies(random), some_policy(random, "one more")
        before, after = timeline(asked, held, ENGAGEMENT), timeline(asked, [*held, more], ENGAGEMENT)
        assert worse_days(before, after) == []


@bounded
@given(randoms)
def test_policies_of_one_layer_never_reach_more_than_the_largest_of_them(random: Random) -> None:
    layer = random.choice([None, 1])
    held = [replace(each, layer=layer) for each in some_policies(random)]
    largest = max((each.amount or 0 for each in held), default=0)
    assert all(each.amount <= largest for each in insured_over(LIABLE, "liability", held, ENGAGEMENT))


@bounded
@given(randoms)
def test_the_sum_in_force_and_the_timeline_say_the_same(random: Random) -> None:
    held = [each for each in some_policies(random) if not rules_for(LIABLE).shortfalls(LIABLE, each)]
    said = states(timeline(LIABLE, held, ENGAGEMENT))
    for each in insured_over(LIABLE, "liability", held, ENGAGEMENT):
        is_met = said[each.from_on] is State.MET
        assert is_met is (each.amount >= LIABILITY.amount)
