"""What stays open when an engagement ends, in words."""

from collections.abc import Iterator

from portal.contracts.queries.still_open import StillOpen
from portal.words.wording import counted, day

WHY = {
    "finished": "It finished as agreed, earlier than planned",
    "withdrew": "The partner withdrew",
    "terminated": "We terminated it",
    "taken-over": "Another partner takes it over",
}


def open_words(still: StillOpen) -> tuple[str, ...]:
    """A line for each thing that somebody has to think of; none where all is done with."""
    return tuple(lines_of(still))


def lines_of(still: StillOpen) -> Iterator[str]:
    if still.waiting:
        yield f"{counted(still.waiting, 'submission')} with you: it can still be decided on."
    if still.returned:
        returned = counted(still.returned, "submission")
        yield f"{returned} returned: nothing can be sent in place of it any more."
    for each in still.visits:
        yield f"A visit is booked on {day(each)}: cancel it in set-up."
    if still.people:
        people = counted(still.people, "person", "people")
        yield f"{people} on the register: nobody is asked for after the last day."
