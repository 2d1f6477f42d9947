"""A target that all partners reach together is the contract's; a number of each partner is each one's own."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.library import library
from checklists.year.giving_figures import Pair
from checklists.year.judging import Judged
from checklists.year.rolling_up import Rolled, roll_up
from checklists.year.rows import Measure
from checklists.year.together import judge_contract, judge_partner
from checklists.year.vocabulary import Direction, Over, ReachedBy, Verdict
from tests.rules.year_examples import FIRST, QUARTERS, measure, share

Parts = Mapping[str, int | tuple[int, int] | None]
ALL = ReachedBy.ALL_PARTNERS
YEARLY = measure(at_least=1200, over=Over.YEAR, reached_by=ALL)
EACH = measure(at_least=1200, over=Over.YEAR)
Q1, Q2, Q3, Q4 = QUARTERS


def pair(given: int | tuple[int, int] | None) -> Pair | None:
    if given is None:
        return None
    numbers = given if isinstance(given, tuple) else (given, None)
    return Pair(*(None if each is None else Decimal(each) for each in numbers))


def rolled(of: Measure, *quarters: Parts) -> list[Rolled]:
    """From the first quarter on; nobody was asked in an empty one."""
    pairs = [{key: pair(each) for key, each in parts.items()} for parts in quarters]
    return [roll_up(of, key, parts) for key, parts in zip(QUARTERS, pairs, strict=False) if parts]


def verdicts(rows: list[Judged]) -> list[str]:
    return [f"{row.verdict}{' again' if row.second_miss else ''}" for row in rows]


def contract(of: Measure, *quarters: Parts) -> list[str]:
    return verdicts(judge_contract(rolled(of, *quarters), [of], FIRST))


def partner(of: Measure, who: str, *quarters: Parts) -> list[str]:
    return verdicts(judge_partner(rolled(of, *quarters), [of], who, FIRST))


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        pytest.param([{"a": 200, "b": 100}], "met", id="none reaches it alone, both do"),
        pytest.param([{"a": 200, "b": 99}], "not-met", id="one is wanting"),
        pytest.param([{"a": 300, "b": None}], "not-given", id="one has not given, though it is reached"),
        pytest.param([{"a": 1, "b": None}], "not-given", id="one has not given, and no miss is known"),
        pytest.param([{"a": 299, "b": 1}, {"b": 299}], "met not-met", id="one has ended"),
        pytest.param([{"a": 299}, {"a": 100, "b": 199}], "not-met not-met again", id="one has joined"),
        pytest.param([{"a": 299}, {"a": 100, "b": None}, {"a": 1, "b": 1}], "not-met not-given not-met"),
    ],
)
def test_the_contract_is_judged_by_all_that_is_asked_for(quarters: list[Parts], expected: str) -> None:
    assert " ".join(contract(YEARLY, *quarters)) == expected


def test_no_partner_has_missed_it_alone() -> None:
    both = [{"a": 200, "b": 100}, {"a": 1, "b": 1}]
    for who, own in (("a", [200, 1]), ("b", [100, 1])):
        found = judge_partner(rolled(YEARLY, *both), [YEARLY], who, FIRST)
        assert verdicts(found) == ["no-target", "no-target"]
        said = {(each.target, each.to_date, each.second_miss) for each in found}
        assert said == {(None, Verdict.NO_TARGET, False)}
        assert [each.value for each in found] == own


def test_of_one_partner_the_verdict_is_the_contracts() -> None:
    alone: list[Parts] = [{"a": 300}, {"a": 299}, {"a": None}, {"a": 1}]
    assert partner(YEARLY, "a", *alone) == contract(YEARLY, *alone)
    assert contract(YEARLY, *alone) == contract(EACH, *alone)


def test_who_comes_later_changes_nothing_of_what_was_said_before() -> None:
    quarters: list[Parts] = [{"a": 299}, {"a": 299}, {"a": 1, "b": 299}]
    assert partner(YEARLY, "a", *quarters) == ["not-met", "not-met again", "no-target"]
    assert partner(YEARLY, "b", *quarters) == ["no-target"], "b is judged from its first quarter on"


def test_who_follows_upon_one_that_ended_has_not_missed_again() -> None:
    quarters: list[Parts] = [{"a": 299}, {"b": 299}]
    assert contract(YEARLY, *quarters) == ["not-met", "not-met again"]
    assert partner(YEARLY, "b", *quarters) == ["no-target"]


def test_a_number_that_each_is_to_reach_is_not_reached_by_the_sum() -> None:
    signed = measure(at_least=35, over=Over.YEAR)
    quarters: list[Parts] = [{"a": 9, "b": 0}, {"a": 8, "b": 8}]
    assert contract(signed, *quarters) == ["no-target", "no-target"]
    assert partner(signed, "a", *quarters) == ["met", "not-met"]
    assert partner(signed, "b", *quarters) == ["not-met", "not-met again"]


def test_a_share_and_a_change_are_those_of_all_people_as_before() -> None:
    kept = share(at_least=90)
    assert contract(kept, {"a": (8, 10), "b": (10, 10)}) == ["met"]
    assert partner(kept, "a", {"a": (8, 10), "b": (10, 10)}) == ["not-met"]
    days = measure(direction=Direction.STABLE_OR_DECREASING)
    assert contract(days, {"a": 5, "b": 5}, {"a": 8, "b": 2}) == ["too-few", "met"]


def test_fewer_referrals_of_all_partners_together() -> None:
    fewer = next(each for each in library()["kcc-ensure"].year.measures if each.key == "fewer-referrals")
    quarters: list[Parts] = [{"a": (100, 100), "b": (90, 100)}]
    assert contract(fewer, *quarters) == ["met"]
    assert partner(fewer, "a", *quarters) == ["no-target"]


def test_over_the_whole_contract_what_is_wanting_of_one_is_wanting_of_all() -> None:
    trained = measure(at_least=32, over=Over.CONTRACT, reached_by=ALL)
    assert contract(trained, {"a": 10, "b": 10}, {"a": 6, "b": 6}) == ["open", "met"]
    assert contract(trained, {"a": 10, "b": None}, {"a": 6, "b": 6}) == ["not-given", "not-given"]
    assert contract(trained, {"a": 30, "b": None}, {"a": 30, "b": 6}) == ["not-given", "met"]


def test_a_joint_target_of_all_partners_waits_for_each_figure() -> None:
    one, other = share(key="one"), share(key="other")
    both = share(key="both", at_least=90, joint=("one", "other"), reached_by=ALL)

    def judged(last: tuple[int, int] | None) -> list[str]:
        found = [*rolled(one, {"a": (8, 10), "b": (10, 10)}), *rolled(other, {"a": (10, 10), "b": last})]
        rows = judge_contract(found, [one, other, both], FIRST)
        assert verdicts(judge_partner(found, [both], "a", FIRST)) == ["no-target"]
        return [each.verdict for each in rows if each.measure is both]

    assert (judged((10, 10)), judged((5, 10)), judged(None)) == (["met"], ["not-met"], ["not-given"])


@pytest.mark.parametrize(
    ("key", "together"),
    [
        (
            "cornwall-social-inclusion",
            "people-supported community-assets social-inclusion-plans wellbeing-support volunteering",
        ),
        ("kcc-ensure", "peer-supporters-trained people-enabled fewer-referrals"),
        ("porchlight-peer-support", ""),  # "outputs needed for each service"
        ("thurrock-floating-support", ""),
        ("kcc-lot9", ""),
    ],
)
def test_which_targets_the_sources_ask_of_the_service_as_a_whole(key: str, together: str) -> None:
    found = [each.key for each in library()[key].year.measures if each.is_together]
    assert found == together.split()


Given = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(0, 40), max_size=4)


@given(st.lists(Given, min_size=1, max_size=4), st.integers(1, 120))
def test_as_plain_adding_up_says(quarters: list[dict[str, int | None]], target: int) -> None:
    of = measure(at_least=target, reached_by=ALL)
    found = judge_contract(rolled(of, *quarters), [of], FIRST)
    by_key = {each.period.key: each for each in found}
    ever: set[str] = set()
    for key, parts in zip(QUARTERS, quarters, strict=False):
        ever |= set(parts)
        if not parts:
            continue
        given_ones = [each for each in parts.values() if each is not None]
        whole = len(given_ones) == len(parts)
        expected = ("met" if sum(given_ones) >= target else "not-met") if whole else "not-given"
        assert by_key[key].verdict == expected
        assert by_key[key].value == (Fraction(sum(given_ones)) if whole else None)
        for who in parts:
            own = judge_partner(rolled(of, *quarters), [of], who, FIRST)
            its = next(each for each in own if each.period.key == key)
            assert its.verdict == (expected if ever == {who} else "no-target")
