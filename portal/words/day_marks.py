"""Days marked in a picture over time: what is said of each stays inside the picture and off the lines."""

from dataclasses import dataclass

START, MIDDLE, END = "start", "middle", "end"


@dataclass(frozen=True, slots=True)
class DayMark:
    """A line at `x` with its label; `anchor` is where on the label the line is."""

    x: float
    label: str
    anchor: str


def marked(x: float, label: str, width: float, letter: float) -> DayMark:
    """A label over its line, or beside it where the picture ends. `width` is the picture's, `letter` how much
    of it a letter takes.

    >>> [marked(x, "Today", 100, 2.4).anchor for x in (0, 50, 99)]
    ['start', 'middle', 'end']
    """
    half = len(label) * letter / 2
    return DayMark(x, label, START if x < half else END if x > width - half else MIDDLE)


def marked_beside(x: float, label: str, other: DayMark | None, width: float, letter: float) -> DayMark:
    """A label on the side of its line on which the `other` line is not, if there is room.

    >>> today = marked(50, "Today", 100, 2.4)
    >>> marked_beside(52, "Visit", today, 100, 2.4).anchor, marked_beside(48, "Visit", today, 100, 2.4).anchor
    ('start', 'end')
    >>> marked_beside(99, "Visit", today, 100, 2.4).anchor, marked_beside(1, "Visit", today, 100, 2.4).anchor
    ('end', 'start')
    """
    needs = len(label) * letter
    goes_right = not other or other.x <= x
    fits = x + needs <= width if goes_right else x >= needs
    return DayMark(x, label, START if goes_right == fits else END)
