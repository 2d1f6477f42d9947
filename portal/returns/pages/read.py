"""A return as it is read: by whoever signs it, and by the lead, who accepts it or returns it.

The certifier comes to see all of it once before signing. A reviewer comes to read and to decide, section by
section or all at once.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.year.giving import SectionState
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import BY_WHEN
from portal.returns.actions.ask_plan import ask_plan, hold_misses
from portal.returns.actions.decide_return import Said, decide_return, reopen_section
from portal.returns.actions.require_reviewer import require_reviewer
from portal.returns.actions.send_return import hand_back, put_up, sign_and_send
from portal.returns.actions.write_section import hold_return
from portal.returns.forms import read_said
from portal.returns.pages.frame import OF_READING, AtReturn
from portal.returns.pages.partner import DONE
from portal.returns.presenters.missed import missed_views
from portal.returns.presenters.whole import next_step, sayings, section_views
from portal.returns.queries.content import as_data
from portal.returns.queries.missed import Missed, list_missed
from portal.returns.queries.whole import Whole, list_files
from portal.standing.queries.submissions import FileLine
from portal.web.addresses import PERIOD_RETURN, READ_RETURN
from portal.web.between import Questions, opened, refuse_unseen
from portal.web.fields import Fields, Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(READ_RETURN, **OF_READING)
def read_return(at: NamedDependency[AtReturn]) -> Response:
    return read_page(at, Typed())


def read_page(at: AtReturn, typed: Typed, problems: Problems | None = None) -> Response:
    whole = at.whole
    if not at.is_partner and not whole.sent:
        raise NotHere
    views = section_views(whole, at.place, files_of(at, whole), is_partner=at.is_partner)
    return at.page(
        "returns/read.html",
        problems,
        typed=typed,
        seen=opened(*shown(at, whole)),
        seen_contents=opened(*shown(at, whole, with_states=False)),
        sections=views,
        decides=[each for each in views if each.is_decided_on] if at.may_decide else [],
        may_decide=at.may_decide,
        step=next_step(whole, at.viewer.person_id, at.today) if at.is_partner else None,
        second=at.second,
        is_put_up=whole.is_put_up,
        sayings=sayings(whole, is_partner=at.is_partner),
        missed=missed_views(missed_of(at), at.place, may_decide=at.may_decide, is_partner=at.is_partner),
        done=DONE.get(at.asked("done"), ""),
    )


def missed_of(at: AtReturn) -> Sequence[Missed]:
    """Only what was accepted is judged, while it is owed."""
    is_accepted = SectionState.ACCEPTED in at.whole.states.values()
    is_judged = is_accepted and at.wanted.is_owed
    return list_missed(at.session, at.place, at.wanted) if is_judged else ()


def files_of(at: AtReturn, whole: Whole) -> dict[UUID, FileLine]:
    wanted = [
        file_id
        for each in whole.asked.sections
        for content in ([whole.content(each.key)] if at.is_partner else whole.sent.get(each.key, ()))
        for file_id in content.files
    ]
    return list_files(at.session, wanted)


def shown(at: AtReturn, whole: Whole, *, with_states: bool = True) -> tuple[Questions, Typed]:
    """By the title of each section what the page shows of it: what stands in it, and how it stands."""
    found = Typed()
    for each in whole.asked.sections:
        sent = whole.sent.get(each.key, ())
        content = whole.content(each.key) if at.is_partner else (sent[-1] if sent else None)
        its = found.setdefault(each.title, [])
        its += [whole.states[each.key].value] if with_states else []
        its.append(str(as_data(content)) if content else "")
    return Questions({each: each for each in found}), found


@post(READ_RETURN, once=True, **OF_READING)
def act_on_return(at: NamedDependency[AtReturn], typed: NamedDependency[Typed]) -> Response:
    """What the button says: put up, signed, handed back; accepted, returned, opened again."""

    def act() -> Response:
        hold = hold_misses if typed.first("go") in ACCEPTING else hold_return
        whole = hold(at.session, at.place, at.wanted)
        about = titles_said(typed, whole)
        refuse_unseen(typed, *shown(at, whole, with_states=about is None), about)
        return carry_out(at, typed, whole)

    return at.try_to(act, lambda problems: read_page(anew(at), typed, problems))


ACCEPTING = frozenset({"decide", "accept-all", "plan"})
"""By which figures are accepted, or asked about, that may count with those of other partners."""
AS_SHOWN = frozenset({"put-up", "sign", "accept-all"})
"""What is about all of the page, which must still be so."""


def titles_said(typed: Typed, whole: Whole) -> list[str] | None:
    """Of which sections the button says something: nobody says anything of what she has not seen. None where
    it is about all of the page. Whether somebody else has decided on a section meanwhile is asked with the
    words that were typed."""
    keys: Collection[str] = ()
    match typed.first("go"):
        case "decide":
            keys = read_said(typed, whole.asked.keys)
        case "reopen":
            keys = [typed.first("section")]
        case go if go in AS_SHOWN:
            return None
    return [each.title for each in whole.asked.sections if each.key in keys]


def carry_out(at: AtReturn, typed: Typed, whole: Whole) -> Response:
    match typed.first("go"):
        case "put-up":
            put_up(at.session, at.viewer, at.place, at.wanted)
        case "sign":
            sign_and_send(at.session, at.viewer, at.place, at.wanted)
            return at.go(PERIOD_RETURN(*at.gaps, done="sent"))
        case "hand-back":
            hand_back(at.session, at.viewer, at.place, at.wanted, typed.first("words"))
        case "accept-all":
            return said(at, dict.fromkeys(whole.with_lead, Said(accepts=True)))
        case "decide":
            return said(at, read_said(typed, at.wanted.keys))
        case "reopen":
            key = typed.first("section")
            words = typed.first(f"words-{key}")
            reopen_section(at.session, at.viewer, at.place, at.wanted, key, words)
            return at.go(READ_RETURN(*at.gaps, done="decided"))
        case "plan":
            key = typed.first("measure")
            ask_for_plan(at, typed, key)
            return at.go(READ_RETURN(*at.gaps, done="plan"))
        case _:
            raise CannotDo({"": "Press one of the buttons."})
    return at.go(PERIOD_RETURN(*at.gaps))


def ask_for_plan(at: AtReturn, typed: Typed, key: str) -> None:
    require_reviewer(at.viewer, at.place)
    fields = Fields(typed)
    by_on = fields.day(f"by-{key}", "The day", BY_WHEN)
    fields.check()
    ask_plan(at.session, at.viewer, at.place, at.wanted, key, by_on)


def said(at: AtReturn, what: dict[str, Said]) -> Response:
    decide_return(at.session, at.viewer, at.place, at.wanted, what)
    return at.go(READ_RETURN(*at.gaps, done="decided"))


def anew(at: AtReturn) -> AtReturn:
    """The same return as it is by now."""
    return AtReturn(at.request, at.session, at.viewer, at.as_at, at.place, at.wanted)


ROUTES: list[HTTPRouteHandler] = [read_return, act_on_return]
