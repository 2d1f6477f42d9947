"""The picture of readiness: a column a month, as high as there are partners, best level below."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checklists.vocabulary import Level
from portal.overview.queries.overview import Levels
from portal.words.labels import LEVEL
from portal.words.wording import day

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

COLOURS: Mapping[Level, str] = {
    Level.READY: "#1f7a4d",
    Level.WATCH: "#7db797",
    Level.WAITING: "#e3b341",
    Level.NOT_READY: "#b3372b",
}
"""From good to bad also from dark to light and to dark again, for who sees no colours."""

WIDTH, HEIGHT, LEFT, FOOT, KEY = 1700, 560, 70, 70, 70
INK, PALE = "#1b1f23", "#d5d9db"


def draw_ahead(ahead: Mapping[date, Levels], lead: str) -> bytes:
    """PNG."""
    from PIL import Image, ImageDraw, ImageFont  # only here: it is 3 MB, and a pack is made now and then

    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(26)
    most = max((each.all_partners for each in ahead.values()), default=0) or 1
    bottom, top = HEIGHT - FOOT, KEY + 20
    for number in sorted({0, most // 2, most}):
        line = bottom - (bottom - top) * number / most
        pen.line((LEFT, line, WIDTH, line), fill=PALE, width=2)
        pen.text((LEFT - 14, line), f"{number}", fill=INK, font=font, anchor="rm")
    step = (WIDTH - LEFT) / len(ahead)
    for place, (on, levels) in enumerate(ahead.items()):
        left = LEFT + step * place + step * 0.14
        draw_column(pen, levels, (left, left + step * 0.72), bottom, (bottom - top) / most)
        words = f"{on.day} {on:%b}" if place == 0 or on.month == 1 else f"{on:%b}"
        middle = left + step * 0.36
        pen.text((middle, bottom + 12), words, fill=INK, font=font, anchor="mt")
        if place == 0 or on.month == 1:
            pen.text((middle, bottom + 42), f"{on.year}", fill=INK, font=font, anchor="mt")
    draw_key(pen, font, lead)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_column(
    pen: "ImageDraw.ImageDraw", levels: Levels, sides: tuple[float, float], bottom: float, unit: float
) -> None:
    left, right = sides
    for level, colour in COLOURS.items():
        height = levels.partners.get(level, 0) * unit
        if height:
            gap = 2 if height > 8 else 0  # pixels of white between two levels, where there is room
            pen.rectangle((left, bottom - height, right, max(bottom - height, bottom - gap)), fill=colour)
            bottom -= height


def draw_key(
    pen: "ImageDraw.ImageDraw", font: "ImageFont.FreeTypeFont | ImageFont.ImageFont", lead: str
) -> None:
    left = float(LEFT)
    for level, colour in COLOURS.items():
        words = named(level, lead)
        pen.rectangle((left, 16, left + 26, 42), fill=colour)
        pen.text((left + 36, 29), words, fill=INK, font=font, anchor="lm")
        left += 36 + pen.textlength(words, font=font) + 44


def named(level: Level, lead: str) -> str:
    """The lead by its name, where there is room for it."""
    return f"Waiting for {lead}" if level is Level.WAITING and len(lead) <= 24 else LEVEL[level]


def in_words(ahead: Mapping[date, Levels]) -> str:
    """The same for who does not see it: how many are ready on each of the days."""
    return "Ready: " + "; ".join(f"{day(on)}, {ready(levels)}" for on, levels in ahead.items()) + "."


def ready(levels: Levels) -> str:
    return f"{count(levels, (Level.READY, Level.WATCH))} of {levels.all_partners}"


def count(levels: Levels, among: Sequence[Level]) -> int:
    return sum(levels.partners.get(each, 0) for each in among)
