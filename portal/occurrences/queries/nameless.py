"""Occurrences as the council reads them: without words that name somebody of the partner by now."""

from dataclasses import replace

from sqlalchemy.orm import Session

from portal.acting.names_in import HIDDEN, names_in
from portal.occurrences.queries.told import Line, Taken


def without_named(session: Session, line: Line) -> Line:
    """Names are refused where it is forwarded; somebody may have come to the partner since."""

    def shown(taken: Taken) -> Taken:
        is_named = bool(names_in(session, line.partner_id, taken.words))
        return replace(taken, words=HIDDEN) if is_named else taken

    return replace(line, taken=tuple(shown(each) for each in line.taken))
