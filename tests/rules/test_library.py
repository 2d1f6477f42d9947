"""The five built-in checklists together."""

from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind

EVERY = [requirement for checklist in library().values() for requirement in checklist.requirements]
OF_PAPER = {Kind.DOCUMENT, Kind.AGREEMENT, Kind.COVER, Kind.ACCOUNTS, Kind.ASSESSMENT, Kind.REGISTER}


def test_the_five_contracts_with_their_numbers() -> None:
    found = {
        key: (len(each.requirements), sum(asked.force is Force.SHOULD for asked in each.requirements))
        for key, each in library().items()
    }
    assert found == {
        "cornwall-social-inclusion": (21, 0),
        "kcc-ensure": (12, 4),
        "kcc-lot9": (10, 7),
        "porchlight-peer-support": (26, 0),
        "thurrock-floating-support": (10, 0),
    }


def test_the_same_training_has_the_same_key_and_title_everywhere() -> None:
    titles: dict[str, set[str]] = {}
    for topic in (topic for requirement in EVERY for topic in requirement.topics):
        titles.setdefault(topic.key, set()).add(topic.title)
    assert [key for key, found in titles.items() if len(found) > 1] == []
    shared = [topic.key for requirement in EVERY for topic in requirement.topics]
    assert shared.count("safeguarding-adults") == 2


def test_a_key_stands_for_one_kind_everywhere() -> None:
    kinds: dict[str, set[Kind]] = {}
    for requirement in EVERY:
        kinds.setdefault(requirement.key, set()).add(requirement.kind)
    assert [key for key, found in kinds.items() if len(found) > 1] == []


def test_what_is_judged_says_what_to_look_for() -> None:
    assert [each.key for each in EVERY if each.kind in OF_PAPER and not each.look_for] == []


def test_what_is_reviewed_every_year_says_so_and_warns_in_time() -> None:
    yearly = [each for each in EVERY if each.months == 12]
    assert [each.key for each in yearly if each.warn_days < 30] == []
    assert [each.key for each in yearly if each.kind is Kind.DOCUMENT and not says_when(each)] == []


def says_when(requirement: Requirement) -> bool:
    return "12 months" in requirement.asks and "last review" in " ".join(requirement.look_for)
