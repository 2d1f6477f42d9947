"""Accept sections of a return or return them, or open again what was accepted."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving import Act, SectionState
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, refuse_problems
from portal.files.actions.require_read import require_read
from portal.places.contracts import EngagementPlace
from portal.records import ReturnSection
from portal.returns.actions.ask_plan import follow_misses, hold_misses
from portal.returns.actions.require_reviewer import require_reviewer
from portal.returns.actions.send_return import append_act, problems_of_words
from portal.returns.actions.write_section import hold_return
from portal.returns.queries.whole import Whole, list_files

MEANWHILE = "Somebody has decided on this meanwhile. Look at how it stands now."
NOTHING = "Choose for at least one section."


@dataclass(frozen=True, slots=True)
class Said:
    """Of a section: accepted, or what has to change."""

    accepts: bool
    words: str = ""


def decide_return(
    session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked, said: Mapping[str, Said]
) -> None:
    """Of each section that lies with the lead what is said. What is said so already, and in the same words,
    is not said again; one with a file that nobody can open is not accepted. Raises NotAllowed or
    CannotDo."""
    require_reviewer(viewer, place)
    tidied = {key: Said(each.accepts, many_lines(each.words)) for key, each in said.items()}
    refuse_problems(problems_of(tidied) or ({} if tidied else {"": NOTHING}))
    whole = hold_misses(session, place, asked)
    open_ones = {key: each for key, each in tidied.items() if not is_said(whole, key, each)}
    if not open_ones:
        return
    if any(whole.states.get(key) is not SectionState.WITH_LEAD for key in open_ones):
        raise CannotDo({"": MEANWHILE})
    accepted = tuple(key for key, each in open_ones.items() if each.accepts)
    brought = [file_id for key in accepted for file_id in whole.content(key).files]
    require_read(list_files(session, brought).values())
    if accepted:
        append_act(session, viewer, place, whole, Act.ACCEPTED, accepted)
    for key, each in open_ones.items():
        if not each.accepts:
            append_act(session, viewer, place, whole, Act.RETURNED, (key,), each.words)
            unready(session, whole, key)
    if any(asked.figures(each) for each in asked.sections if each.key in accepted):
        follow_misses(session, viewer, place, asked)
    session.commit()


def is_said(whole: Whole, key: str, said: Said) -> bool:
    """Whether that is what was said of it last."""
    if said.accepts:
        return whole.states.get(key) is SectionState.ACCEPTED
    return has_come_back(whole, key, Act.RETURNED, said.words)


def has_come_back(whole: Whole, key: str, act: Act, words: str) -> bool:
    """Whether it came back to the partner in this way, and in these words."""
    last = whole.words_for(key)
    return last is not None and (last.act, last.words) == (act, words)


def problems_of(said: Mapping[str, Said]) -> dict[str, str]:
    problems: dict[str, str] = {}
    for key, each in said.items():
        if not each.accepts:
            problems |= problems_of_words(f"words-{key}", each.words, "Say what has to change.")
    return problems


def reopen_section(
    session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked, key: str, words: str
) -> None:
    """What was accepted is the partner's to correct, for a reason; what was sent before stays. Raises
    NotAllowed or CannotDo."""
    require_reviewer(viewer, place)
    words = many_lines(words)
    refuse_problems(
        problems_of_words(f"words-{key}", words, "Say why it is opened again: the partner reads it.")
    )
    whole = hold_return(session, place, asked)
    if has_come_back(whole, key, Act.REOPENED, words):
        return
    if whole.words_for(key):
        raise CannotDo({"": MEANWHILE})
    if whole.states.get(key) is not SectionState.ACCEPTED:
        raise CannotDo({"": "Only a section that was accepted is opened again."})
    append_act(session, viewer, place, whole, Act.REOPENED, (key,), words)
    unready(session, whole, key)
    session.commit()


def unready(session: Session, whole: Whole, key: str) -> None:
    """It is written on before it counts as ready again."""
    session.execute(
        sa.update(ReturnSection)
        .where(ReturnSection.return_id == whole.return_id, ReturnSection.section_key == key)
        .values(is_ready=False)
    )
