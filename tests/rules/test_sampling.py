"""A sample is drawn by its seed, and comes out the same whenever it is drawn."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.sampling import draw

KEYS = [f"worker-{number}" for number in range(40)]
POOL = {"staff": KEYS, "volunteers": ["vi", "val"]}


def keys(seed: str, pool: dict[str, list[str]], **sizes: int) -> list[str]:
    return [each.key for each in draw(seed, pool, sizes)]


def test_anybody_can_draw_it_again_as_it_is_told() -> None:
    numbers = {key: hashlib.sha256(f"42\nstaff\n{key}".encode()).hexdigest() for key in KEYS}
    assert keys("42", POOL, staff=5) == sorted(KEYS, key=lambda key: numbers[key])[:5]


@given(st.text(max_size=20), st.permutations(KEYS), st.integers(0, 50))
def test_the_order_in_which_things_stand_does_not_matter(seed: str, pool: list[str], size: int) -> None:
    assert keys(seed, {"staff": pool}, staff=size) == keys(seed, {"staff": KEYS}, staff=size)


@pytest.mark.parametrize(
    ("sizes", "many"),
    [
        ({}, 0),
        ({"staff": 0}, 0),
        ({"staff": 3}, 3),
        ({"staff": 3, "volunteers": 1}, 4),
        ({"staff": 0, "volunteers": 9}, 2),
        ({"nobody": 3}, 0),
    ],
)
def test_as_many_as_were_asked_for_or_all_there_are(sizes: dict[str, int], many: int) -> None:
    assert len(keys("seed", POOL, **sizes)) == many


def test_more_are_the_same_and_some_more_and_no_stratum_touches_another() -> None:
    assert keys("s", POOL, staff=9)[:4] == keys("s", POOL, staff=4)
    assert keys("s", POOL, staff=4, volunteers=2)[:4] == keys("s", {"staff": KEYS}, staff=4)


def test_another_seed_draws_otherwise() -> None:
    assert len({tuple(keys(str(seed), POOL, staff=3)) for seed in range(20)}) > 15


def test_a_thing_is_drawn_once_and_no_size_is_less_than_nothing() -> None:
    assert keys("s", {"staff": ["a", "a", "b"]}, staff=3) in (["a", "b"], ["b", "a"])
    with pytest.raises(ValueError, match="0 or more"):
        keys("s", POOL, staff=-1)
