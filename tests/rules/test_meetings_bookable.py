"""Every meeting that a definition of ours asks for can be booked in the calendar of its contract."""

import pytest

from checklists.library import library
from portal.records import VisitKind
from portal.words.labels import VISIT

MEETINGS = [(key, row.key) for key, version in library().items() for row in version.year.meetings]


@pytest.mark.parametrize(("definition", "meeting"), MEETINGS)
def test_every_meeting_has_a_kind_that_can_be_booked(definition: str, meeting: str) -> None:
    assert meeting in set(VisitKind), definition
    assert VISIT[meeting]


def test_every_kind_has_a_name() -> None:
    assert list(VISIT) == [kind.value for kind in VisitKind]
