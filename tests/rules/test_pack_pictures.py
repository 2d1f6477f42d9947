"""The picture of readiness: drawn of any number of partners on any days."""

import io
from datetime import date

import pytest
from PIL import Image

from checklists.vocabulary import Level
from portal.overview.queries.overview import Levels
from portal.packs.presenters.picture import COLOURS, draw_ahead, in_words

DAYS = [date(2026, 10, 14), *(date(2026, month, 1) for month in (11, 12)), date(2027, 1, 1)]


@pytest.mark.parametrize("partners", [0, 1, 2, 12, 200, 2000, 10_000])
@pytest.mark.parametrize("levels", [tuple(Level), (Level.READY,), (Level.NOT_READY,)])
def test_it_can_be_drawn_of_any_number(partners: int, levels: tuple[Level, ...]) -> None:
    counted = {each: partners // len(levels) for each in levels}
    ahead = {day: Levels(dict(counted)) for day in DAYS} | {date(2027, 2, 1): Levels()}
    picture = Image.open(io.BytesIO(draw_ahead(ahead, "Harbour Light")))
    seen = {colour for _, colour in picture.getcolors(1 << 20) or []}
    assert {tuple(bytes.fromhex(colour[1:])) for colour in COLOURS.values()} <= seen, "its key shows all"
    assert picture.width > picture.height


def test_it_is_told_to_who_does_not_see_it() -> None:
    ahead = {DAYS[0]: Levels({Level.READY: 5, Level.WATCH: 2, Level.NOT_READY: 1}), DAYS[1]: Levels()}
    assert in_words(ahead) == "Ready: 14 October 2026, 7 of 8; 1 November 2026, 0 of 0."
