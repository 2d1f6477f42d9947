"""Whether two lists speak of one person, as a table of cases."""

from datetime import date

import pytest

from checklists.same_person import Same, Traits, same_person

FIRST, LATER = date(2024, 2, 29), date(2025, 5, 3)
ADA = Traits("Ada Leap", job="Cook", started_on=FIRST)


def cook(name: str, **more: object) -> Traits:
    return Traits(name, job="Cook", started_on=FIRST, **more)  # type: ignore[arg-type]  # traits by name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ADA, ADA, Same.YES),
        (ADA, cook("LEAP, Ada"), Same.YES),
        (ADA, cook("  ada   leap "), Same.YES),
        (ADA, cook("Ms Ada Leap"), Same.YES),
        (cook("Niamh O'Brien"), cook("Niamh O\u2019Brien"), Same.YES),
        (cook("Zo\u00eb Bront\u00eb"), cook("Zoe\u0308 Bronte\u0308"), Same.YES),
        (cook("Zo\u00eb Bront\u00eb"), cook("Zoe Bronte"), Same.ASK),
        (cook("Mary-Ann Low"), cook("Mary Ann Low"), Same.YES),
        (ADA, Traits("Ada Leap", job="Head cook", started_on=FIRST), Same.YES),
        (ADA, Traits("Ada Leap", job="cook ", started_on=LATER), Same.YES),
        (ADA, Traits("Ada Leap", job="Head cook", started_on=LATER), Same.ASK),
        (ADA, Traits("Ada Leap", job="Head cook"), Same.ASK),
        (ADA, cook("Ada Lean"), Same.NO),
        (cook("Ada Leap", staff_code="A1"), cook("Ada Leap", staff_code="A2"), Same.NO),
        (cook("Ada Leap", staff_code="A1"), cook("Somebody", staff_code="a1"), Same.YES),
        (cook("Ada Leap", staff_code="A1"), ADA, Same.YES),
        (
            cook("Ada Leap", certificates=frozenset({"1"})),
            Traits("Ada Noakes", job="Driver", certificates=frozenset({"1"})),
            Same.YES,
        ),
        (
            cook("Ada Leap", certificates=frozenset({"1"})),
            Traits("Ben Fairlamb", job="Driver", certificates=frozenset({"1"})),
            Same.ASK,
        ),
        (cook("Ada Leap", certificates=frozenset({"1"})), cook("Ada Leap"), Same.YES),
        (Traits(staff_code="A1"), Traits("Ada Leap"), Same.NO),
        (Traits(), Traits(), Same.NO),
    ],
)
def test_the_same_person_is_found_however_she_is_written(one: Traits, other: Traits, same: Same) -> None:
    assert (same_person(one, other), same_person(other, one)) == (same, same)
