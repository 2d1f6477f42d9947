"""Sites as the council reads them: without words that name somebody of the partner by now."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.acting.names_in import HIDDEN, names_in
from portal.sites.queries.sites import Fault, SiteLine


def without_named(session: Session, lines: Iterable[SiteLine]) -> tuple[SiteLine, ...]:
    """Names are refused where it is written; somebody may have come to the partner since."""
    return tuple(nameless(session, each) for each in lines)


def nameless(session: Session, line: SiteLine) -> SiteLine:
    def shown(words: str) -> str:
        return HIDDEN if names_in(session, line.partner_id, words) else words

    def of_fault(fault: Fault) -> Fault:
        steps = tuple(replace(each, words=shown(each.words)) for each in fault.steps)
        return replace(fault, what=shown(fault.what), steps=steps)

    if not names_in(session, line.partner_id, "\n".join(all_words(line))):
        return line
    return replace(
        line,
        name=shown(line.name),
        place=shown(line.place),
        looks=tuple(replace(each, words=shown(each.words)) for each in line.looks),
        faults=tuple(of_fault(each) for each in line.faults),
    )


def all_words(line: SiteLine) -> list[str]:
    steps = [step.words for each in line.faults for step in each.steps]
    faults = [each.what for each in line.faults]
    return [line.name, line.place, *(each.words for each in line.looks), *faults, *steps]
