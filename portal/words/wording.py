"""Dates, money and sizes in words, as the GOV.UK content guide has them."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from checklists.in_sentence import in_sentence
from portal.clock import LONDON

MOST_DAYS = 4096
"""Days whose words are remembered: a long document says the same few again and again."""


@lru_cache(MOST_DAYS)
def day(value: date | None) -> str:
    """31 March 2027.

    >>> day(date(2027, 3, 31))
    '31 March 2027'
    """
    return f"{value.day} {value:%B %Y}" if value else ""


def short_day(value: date | None) -> str:
    """31 Mar 2027, for narrow cells.

    >>> short_day(date(2027, 3, 31))
    '31 Mar 2027'
    """
    return f"{value.day} {value:%b %Y}" if value else ""


def moment(value: datetime | None) -> str:
    """31 March 2027 at 2:05pm, in the time of the United Kingdom."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    hour, half = (local.hour % 12) or 12, "am" if local.hour < 12 else "pm"
    return f"{day(local.date())} at {hour}:{local:%M}{half}"


def at_clock(value: time | None) -> str:
    """A time of day.

    >>> at_clock(time(10)), at_clock(time(14, 30)), at_clock(time(12)), at_clock(time(0, 5))
    ('10am', '2:30pm', 'midday', '12:05am')
    """
    if value is None:
        return ""
    if value == time(12):
        return "midday"
    minutes, half = f":{value:%M}" if value.minute else "", "am" if value.hour < 12 else "pm"
    return f"{value.hour % 12 or 12}{minutes}{half}"


def when_words(on: date, at: time | None, place: str = "") -> str:
    """The day of a visit with its time and place, as far as they are said.

    >>> when_words(date(2027, 3, 31), time(10), "Town Hall"), when_words(date(2027, 3, 31), None)
    ('on 31 March 2027 at 10am, Town Hall', 'on 31 March 2027')
    """
    return f"on {day(on)}{f' at {at_clock(at)}' if at else ''}{f', {place}' if place else ''}"


def link_in(place: str) -> str:
    """The link of a meeting in what was typed as its place; empty where there is none.

    >>> link_in("https://meet.example/abc"), link_in("Online: https://meet.example/abc, code 12")
    ('https://meet.example/abc', 'https://meet.example/abc')
    >>> link_in("Town Hall"), link_in("javascript:alert(1)")
    ('', '')
    """
    links = (each for each in place.split() if each.startswith(("https://", "http://")))
    return next(links, "").rstrip(".,;:)")


def pounds_and_pence(value: Decimal) -> str:
    """
    >>> pounds_and_pence(Decimal("5875.49")), pounds_and_pence(Decimal("-68.57"))
    ('£5,875.49', '−£68.57')
    """
    return f"−£{-value:,.2f}" if value < 0 else f"£{value:,.2f}"


def pounds(value: int | None) -> str:
    """£5 million, £5,250,000.

    >>> pounds(5_000_000), pounds(5_250_000), pounds(1_500_000), pounds(24_000)
    ('£5 million', '£5,250,000', '£1.5 million', '£24,000')
    """
    if value is None:
        return ""
    tenths, rest = divmod(value, 100_000)
    if value >= 1_000_000 and rest == 0:
        return f"£{tenths / 10:g} million"
    return f"£{value:,}"


def size(value: int) -> str:
    """Bytes as people read them.

    >>> size(900), size(25 * 1024 * 1024), size(1536), size(1_610_612_736)
    ('1 KB', '25 MB', '2 KB', '1.5 GB')
    """
    for power, unit in ((3, "GB"), (2, "MB")):
        if value >= 1024**power:
            amount = value / 1024**power
            return f"{amount:,.0f} {unit}" if amount >= 100 else f"{amount:.3g} {unit}"
    return f"{max(1, round(value / 1024))} KB"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "partner"), counted(2, "partner"), counted(0, "day")
    ('1 partner', '2 partners', '0 days')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counting_areas(partners: int, engagements: int) -> str:
    """Partners, some of which work in several areas; two may share one, so that areas are not counted.

    >>> counting_areas(13, 14), counting_areas(1, 2)
    ('13 partners, 14 counting each of their areas', '1 partner, 2 counting each of its areas')
    """
    whose = "its" if partners == 1 else "their"
    return f"{counted(partners, 'partner')}, {engagements:,} counting each of {whose} areas"


def areas_words(partners: int | None, engagements: int) -> str:
    """13 partners, 14 counting each of their areas; empty where each works in one."""
    return counting_areas(partners, engagements) if partners not in {None, engagements} else ""


def partners_words(partners: int | None, engagements: int) -> str:
    """How many partners there are; with their areas, where some work in several.

    >>> partners_words(2, 2), partners_words(None, 1), partners_words(1, 2)
    ('2 partners', '1 partner', '1 partner, 2 counting each of its areas')
    """
    return areas_words(partners, engagements) or counted(engagements, "partner")


def partners_among(partner_ids: Iterable[object]) -> str:
    """The same of a list with the partner of each engagement.

    >>> partners_among(["Ash", "Birch", "Birch"])
    '2 partners, 3 counting each of their areas'
    """
    ids = list(partner_ids)
    return partners_words(len(set(ids)), len(ids))


def amid(words: str) -> str:
    """The same where a sentence goes on: an aside is closed.

    >>> amid("2 partners"), amid(partners_words(1, 2))
    ('2 partners', '1 partner, 2 counting each of its areas,')
    """
    return f"{words}," if ", " in words else words


def of_partners(number: int, partner_ids: Iterable[object]) -> str:
    """How many of them.

    >>> of_partners(1, ["Ash", "Birch"]), of_partners(2, ["Ash", "Birch", "Birch"])
    ('1 of 2 partners', '2 partners, 3 counting each of their areas: 2')
    """
    ids = list(partner_ids)
    if areas := areas_words(len(set(ids)), len(ids)):
        return f"{areas}: {number:,}"
    return f"{number:,} of {counted(len(ids), 'partner')}"


def possessive(name: str) -> str:
    """The name with its apostrophe.

    >>> possessive("Harbour Light"), possessive("Tidewater Peers")
    ('Harbour Light’s', 'Tidewater Peers’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def in_order_words(in_order: int, asked: int, preferred_in_order: int, preferred_asked: int) -> str:
    """How much is in order; what is preferred only is counted apart, where there is any.

    >>> in_order_words(24, 26, 0, 0), in_order_words(24, 26, 3, 5)
    ('24 of 26 in order', '24 of 26 in order · preferred: 3 of 5')
    """
    return f"{in_order} of {asked} in order{preferred_tail(preferred_in_order, preferred_asked)}"


def preferred_tail(in_order: int, asked: int) -> str:
    return f" · preferred: {in_order} of {asked}" if asked else ""


FILTERS = {
    "day": day,
    "short_day": short_day,
    "moment": moment,
    "at_clock": at_clock,
    "pounds": pounds,
    "pounds_and_pence": pounds_and_pence,
    "file_size": size,
    "counted": counted,
    "link_in": link_in,
    "in_sentence": in_sentence,
}
