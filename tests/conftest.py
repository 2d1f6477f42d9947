"""What every test may ask for. The parts themselves live in tests/parts, one real thing a file."""

import gc
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest
from hypothesis import settings

from tests.parts.made_up import Share, made_up

pytest_plugins = [
    "tests.parts.in_memory",
    "tests.parts.false_clock",
    "tests.parts.loopback_only",
    "tests.parts.postgres_server",
    "tests.parts.databases",
    "tests.parts.worlds",
    "tests.parts.browser",
    "tests.parts.s3_server",
    "tests.parts.clamd",
]

USUAL = 100
"""Cases that Hypothesis makes up where a test does not say, of which `make test` tries a part."""

LONGEST = {
    "test_day_by_day",
    "test_following",
    "test_notices_year",
    "test_places_two_leads",
    "test_standing_growth",
    "test_standing_known",
    "test_web_doors",
    "test_web_hostile_uploads",
    "test_web_seats_come_back",
}
"""Files that begin first, since a worker has a file to itself and the other would wait for it at the end."""

MANY_CASES, EVERY = 4, 4
"""A test with many cases, such as what will not do in one field, is tried on PostgreSQL with every fourth of
them, the first included: what they differ in is a rule. With all of them with `--whole`."""

SIXTH = 6
"""Of the tests of a file of tests/actions one in so many is tried on both databases, all with `--whole`. When
it was one in three, PostgreSQL was sent 3,760 different statements; 3,671 of these are sent to it still."""

OF_THE_DATABASE = (
    "test_cli_migrating",
    "test_history_forgetting",
    "test_history_keeping",
    "test_history_tampering",
    "test_standing_follows",
    "test_standing_known",
    "test_turns",
    "test_work",
)
"""How files of tests/actions begin whose every test is tried on both engines: they are about the database
itself, or send it what no other file does."""

AT_ONCE = ("at_once", "meanwhile", "twice")
THREADS = {"ThreadPoolExecutor", "Thread", "threading", "at_once", "raised_by", "send_at_once"}

NEEDS_A_SERVER = {"postgres_server", "s3_server", "browser", "clamd"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what needs PostgreSQL, S3 or a browser")
    parser.addoption("--whole", action="store_true", help="whole what `make test` tries a part of")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "whole: only with --whole, as `make trust` does")
    Share.is_whole = bool(config.getoption("whole"))
    # No deadline, since machines differ; the same examples every time, so that a red run is red again.
    settings.register_profile(
        "house", deadline=None, derandomize=True, database=None, max_examples=made_up(USUAL)
    )
    settings.load_profile("house")


@pytest.fixture(scope="session")
def is_whole(request: pytest.FixtureRequest) -> bool:
    """Whether a test is to go all the way, however long it takes."""
    return bool(request.config.getoption("whole"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("fast"):
        leave_out(config, items, needs_a_server)
    if not is_all_wanted(config):
        leave_out(config, items, lambda item: item.get_closest_marker("whole") is not None)
        leave_out(config, items, further_cases(items).__contains__)
        leave_out(config, items, further_tests(items).__contains__)
    if config.getoption("randomly_seed", None) is None:
        items.sort(key=lambda item: item.path.stem not in LONGEST)


def is_all_wanted(config: pytest.Config) -> bool:
    """Whoever names one test, or one case of it, wants just that."""
    return bool(config.getoption("whole")) or any("::" in each for each in config.args)


def pytest_collection_finish() -> None:
    """As a server does (portal.memory): what is loaded now stays, and is not looked at again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def further_cases(items: list[pytest.Item]) -> set[pytest.Item]:
    """Those on PostgreSQL that are not tried. What is done at once is: locks are what it is about."""
    cases = defaultdict[str, list[pytest.Item]](list)
    for item in items:
        if chosen_for(item).get("database_url") == "postgresql" and not is_at_once(item):
            cases[item.nodeid.partition("[")[0]].append(item)
    many = [each for each in cases.values() if len(each) >= MANY_CASES]
    return {case for each in many for number, case in enumerate(each) if number % EVERY}


def further_tests(items: list[pytest.Item]) -> set[pytest.Item]:
    """Of a file of tests/actions every sixth test is tried on both databases, where it would be on both, and
    the others on SQLite alone. What is done at once is tried on both, and so is what is about the database
    itself."""
    files = defaultdict[Path, dict[int, list[pytest.Function]]](lambda: defaultdict(list))
    for item in items:
        if isinstance(item, pytest.Function) and "database_url" in chosen_for(item):
            files[item.path][item.function.__code__.co_firstlineno].append(item)
    return {
        case
        for path, tests in files.items()
        if path.parent.name == "actions" and not path.stem.startswith(OF_THE_DATABASE)
        for number, line in enumerate(sorted(tests))
        if number % SIXTH
        if len({chosen_for(case)["database_url"] for case in tests[line]}) > 1
        for case in tests[line]
        if chosen_for(case)["database_url"] == "postgresql" and not is_at_once(case)
    }


def is_at_once(test: pytest.Item) -> bool:
    """By its name, or by threads that it begins, itself or by another function of its file."""
    if not isinstance(test, pytest.Function):
        return False
    names = set(test.function.__code__.co_names)
    others = [getattr(test.module, name, None) for name in names]
    names.update(*(each.__code__.co_names for each in others if isinstance(each, FunctionType)))
    return bool(THREADS & names) or any(word in test.nodeid for word in AT_ONCE)


def chosen_for(item: pytest.Item) -> dict[str, object]:
    """What it is tried with this time, by name."""
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


def leave_out(config: pytest.Config, items: list[pytest.Item], which: Callable[[pytest.Item], bool]) -> None:
    left_out = {item for item in items if which(item)}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))


def needs_a_server(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    chosen = chosen_for(item).values()
    return (
        bool(NEEDS_A_SERVER.intersection(item.fixturenames)) or "postgresql" in chosen or "bucket" in chosen
    )
