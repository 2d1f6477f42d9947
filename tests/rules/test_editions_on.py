"""Which edition is asked for on a day, and which are to come."""

import pytest

from checklists.editions import editions_on
from checklists.facts import Edition
from tests.rules.examples import KEY, d

SECOND = Edition(KEY, 2, d("2022-03-10"), d("2022-04-01"))
BY_MAY = Edition(KEY, 2, d("2022-03-10"), d("2022-04-01"), d("2022-05-31"))
THIRD = Edition(KEY, 3, d("2022-03-20"), d("2022-04-20"))


@pytest.mark.parametrize(
    ("later", "on", "asked", "coming"),
    [
        ((), "2022-04-01", None, ()),
        ((SECOND,), "2022-03-31", None, (SECOND,)),
        ((SECOND,), "2022-04-01", SECOND, ()),
        ((BY_MAY,), "2022-05-31", None, (BY_MAY,)),
        ((BY_MAY,), "2022-06-01", BY_MAY, ()),
        ((BY_MAY, THIRD), "2022-04-19", None, (BY_MAY, THIRD)),
        ((THIRD, BY_MAY), "2022-04-20", THIRD, ()),
        ((SECOND, THIRD), "2022-04-19", SECOND, (THIRD,)),
    ],
)
def test_which_is_asked(
    later: tuple[Edition, ...], on: str, asked: Edition | None, coming: tuple[Edition, ...]
) -> None:
    found = editions_on(later, d(on))
    assert (found.asked, found.coming) == (asked, coming)
