"""Sites as the council reads them: without words that name somebody of the partner by now."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.acting.names_in import HIDDEN, names_in
from portal.sites.queries.sites import Fault, SiteLine


def without_named(session: Session, lines: Iterable[SiteLine]) -> tuple[SiteLine, ...]:
    """Names are refused where it is written; somebody may have come to the partner since."""
    lines, words = tuple(lines), defaultdict[uuid.UUID, list[str]](list)
    for each in lines:
        words[each.partner_id] += all_words(each)
    named = {key for key, said in words.items() if names_in(session, key, "\n".join(said))}
    return tuple(nameless(session, each) if each.partner_id in named else each for each in lines)


def nameless(session: Session, line: SiteLine) -> SiteLine:
    def shown(words: str) -> str:
        return HIDDEN if names_in(session, line.partner_id, words) else words

    def of_fault(fault: Fault) -> Fault:
        steps = tuple(replace(each, words=shown(each.words)) for each in fault.steps)
        return replace(fault, what=shown(fault.what), steps=steps)

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
