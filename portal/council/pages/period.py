"""A period as it was sent to the council, and its sending.

A manager comes after the quarter, sees all that the council will see and what is missing, and sends it. An
officer comes to read it, and takes it away as a workbook.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.council.actions.note_download import note_download
from portal.council.actions.send_roll_up import draft_now, hold_figures, send_roll_up
from portal.council.pages.frame import OF_PERIOD, OF_SENDING, AtPeriod, is_lead
from portal.council.presenters.as_rows import facts, measures, missing, partners
from portal.council.presenters.listed import duty_view
from portal.council.presenters.told import differences, line_views
from portal.council.queries.duties import list_duties
from portal.council.queries.snapshot import Snapshot
from portal.council.sheets.roll_up import roll_up_workbook
from portal.web.addresses import CONTRACT_RETURNS, FILL_LAYOUT, ROLL_UP, ROLL_UP_SHEET, SEND_ROLL_UP
from portal.web.between import Questions, opened, refuse_unseen
from portal.web.downloads import download
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.typed import Typed


@get(ROLL_UP, **OF_PERIOD)
def show_roll_up(at: NamedDependency[AtPeriod]) -> Response:
    """As the council reads it. What was not sent is nothing to read; the lead is led to sending it."""
    if not at.sent and is_lead(at.place.audiences):
        return at.go(SEND_ROLL_UP(*at.gaps))
    kept = at.chosen
    before = next((each for each in at.sent if each.number == kept.number - 1), None)
    lead = is_lead(at.place.audiences)
    return at.page(
        "council/period.html",
        kept=kept,
        snapshot=kept.snapshot,
        lines=line_views(kept.snapshot),
        differences=differences(before.snapshot, kept.snapshot) if before else (),
        sendings=[(each, ROLL_UP(*at.gaps, number=str(each.number))) for each in at.sent],
        sheet_href=ROLL_UP_SHEET(*at.gaps, number=str(kept.number)),
        send_href=SEND_ROLL_UP(*at.gaps) if lead else "",
        fill_href=FILL_LAYOUT(*at.gaps, number=str(kept.number)) if lead else "",
        duties=duties_of(at) if lead else (),
        done="It is sent. The council’s officers are told." if at.asked("done") and lead else "",
    )


def duties_of(at: AtPeriod) -> list[object]:
    duties = list_duties(at.session, at.place, at.kept, at.today)
    return [duty_view(each, at.today) for each in duties if each.period == at.period]


@get(ROLL_UP_SHEET, **OF_PERIOD)
def give_sheet(at: NamedDependency[AtPeriod]) -> Response:
    kept = at.chosen
    content = roll_up_workbook(facts(at.place, kept), measures(kept), list(partners(kept)), missing(kept))
    said = {"roll_up": str(kept.roll_up_id), "period": kept.period, "number": kept.number}
    record_look(at, lambda session: note_download(session, at.viewer, at.place, "roll-up-downloaded", said))
    return download(content, "xlsx", f"figures-{kept.period}-{kept.number}")


@get(SEND_ROLL_UP, **OF_SENDING)
def ask_to_send(at: NamedDependency[AtPeriod]) -> Response:
    words = at.sent[-1].snapshot.words if at.sent else ""
    return sending_page(at, Typed({"words": [words]}))


def sending_page(at: AtPeriod, typed: Typed, problems: Problems | None = None) -> Response:
    snapshot = draft_now(at.session, at.place, at.period, at.kept)
    before = at.sent[-1] if at.sent else None
    return at.page(
        "council/send.html",
        problems,
        typed=typed,
        seen=opened(*seen_of(at, snapshot)),
        snapshot=snapshot,
        lines=line_views(snapshot),
        before=before,
        differences=differences(before.snapshot, snapshot) if before else (),
        duties=duties_of(at),
        returns_href=CONTRACT_RETURNS(at.place.contract_id, period=at.period),
        back=ROLL_UP(*at.gaps) if before else "",
    )


def seen_of(at: AtPeriod, snapshot: Snapshot) -> tuple[Questions, Typed]:
    """What the page shows, by which it is known whether it still is so. Of what was sent before, that by
    others: whoever goes back and writes something else knows of her own."""
    theirs = [each for each in at.sent if each.person_id != at.viewer.person_id]
    now = Typed({"What is missing": [f"{each.partner} {each.title} {each.why}" for each in snapshot.missing]})
    now["What was sent last"] = [f"{each.number} {each.snapshot.words}" for each in theirs[-1:]]
    for each in line_views(snapshot):
        parts = [f"{part.partner} {part.words}" for part in each.parts]
        now[each.title] = [each.words, each.verdict, each.to_date, *parts]
    return Questions({each: each for each in now}), now


@post(SEND_ROLL_UP, once=True, **OF_SENDING)
def send(at: NamedDependency[AtPeriod], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        hold_figures(at.session, at.place)
        refuse_unseen(typed, *seen_of(at, draft_now(at.session, at.place, at.period, at.kept)))
        send_roll_up(at.session, at.viewer, at.place, at.period, typed.first("words"))
        return at.go(ROLL_UP(*at.gaps, done="sent"))

    return at.try_to(act, lambda problems: sending_page(anew(at), words_of(typed), problems))


def words_of(typed: Typed) -> Typed:
    return Typed({"words": [typed.first("words")]})


def anew(at: AtPeriod) -> AtPeriod:
    """The same period as it is by now."""
    return AtPeriod(at.request, at.session, at.viewer, at.as_at, at.place, at.period)


ROUTES: list[HTTPRouteHandler] = [show_roll_up, give_sheet, ask_to_send, send]
