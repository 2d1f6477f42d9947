"""The statement of a quarter: worked out, put up, approved by a second person, taken away for the invoice.

A manager comes a month after the quarter to see line by line what is deducted and why, and says once that it
is right; another manager looks at the same page and approves it. A partner comes for what its invoice says.
"""

import dataclasses
from io import BytesIO

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from evidence.report_writing import write_report
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.payments.actions.decide_statement import approve, hand_back, is_changed, whom_to_ask
from portal.payments.actions.keep_statement import in_the_way, put_up
from portal.payments.actions.note_download import note_download
from portal.payments.pages.frame import OF_DECIDING, OF_STATEMENT, AtStatement, at_statement
from portal.payments.presenters.document import facts, statement_report
from portal.payments.presenters.listed import shown_of
from portal.payments.presenters.statement import (
    NOT_OWED,
    NOTES,
    STATES,
    due_words,
    line_views,
    since,
    state_of,
    sums,
    total_title,
    what_was_done,
)
from portal.payments.queries.kept import Kept, list_managers
from portal.payments.queries.statement import Statement
from portal.payments.sheets.statement import statement_workbook
from portal.web.addresses import PEOPLE, STATEMENT, STATEMENT_SHEET, STATEMENT_WORD
from portal.web.between import Questions, opened, refuse_unseen
from portal.web.downloads import download
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.typed import Typed

DONE = {
    "put-up": "It is put up. The other managers are told.",
    "put-up-alone": "It is put up.",
    "approved": "It is approved, and the partner is told.",
    "handed-back": "It is handed back.",
}


@get(STATEMENT, **OF_STATEMENT)
def show_statement(at: NamedDependency[AtStatement]) -> Response:
    return statement_page(at, Typed())


def statement_page(at: AtStatement, typed: Typed, problems: Problems | None = None) -> Response:
    quarter, statement = at.quarter, shown(at)
    waits = quarter.put_up if at.may_decide else None
    is_mine = waits is not None and waits.person_id == at.viewer.person_id
    refused = in_the_way(quarter) if at.may_decide and quarter.is_owed else ""
    return at.page(
        "payments/statement.html",
        problems,
        typed=typed,
        seen=opened(*seen_of(statement)),
        statement=statement,
        state=STATES[state_of(quarter)],
        due=due_words(statement),
        sums=sums(statement),
        lines=line_views(statement),
        notes=[NOTES[each] for each in statement.notes],
        total_title=total_title(statement),
        since=since(at.account, quarter),
        told=tuple(what_was_done(quarter.kept)) if not at.is_partner else (),
        reference=quarter.approved.reference if quarter.approved else "",
        can_put_up=at.may_decide and not quarter.put_up and not in_the_way(quarter),
        refused=refused,
        not_owed="" if quarter.is_owed else NOT_OWED,
        can_approve=waits is not None and not is_mine,
        is_changed=waits is not None and is_changed(quarter),
        can_hand_back=waits is not None,
        second=whom_to_ask(at.session, at.viewer, at.place) if is_mine else "",
        people_href=PEOPLE(at.place.contract.lead_id),
        word_href=STATEMENT_WORD(*at.gaps) if quarter.approved else "",
        sheet_href=STATEMENT_SHEET(*at.gaps) if quarter.approved else "",
        done=DONE.get(at.asked("done"), ""),
    )


def shown(at: AtStatement) -> Statement:
    found = shown_of(at.quarter)
    if found is None:
        raise NotHere
    return found


def seen_of(statement: Statement) -> tuple[Questions, Typed]:
    """What the page shows, by which it is known whether it still is so."""
    now = Typed({each.title: [each.amount, each.words] for each in sums(statement)})
    for line in statement.lines:
        now[f"{line.title} (line)"] = [line.figure, str(line.deduction)]
    return Questions({each: each for each in now}), now


@post(STATEMENT, once=True, **OF_DECIDING)
def act_on_statement(at: NamedDependency[AtStatement], typed: NamedDependency[Typed]) -> Response:
    """What the button says: put up, approved, handed back."""

    def act() -> Response:
        go, gaps = typed.first("go"), (at.viewer, at.place, at.quarter.period.key)
        match go:
            case "put-up":
                refuse_unseen(typed, *seen_of(shown(at)))
                put_up(at.session, *gaps)
            case "approved":
                refuse_unseen(typed, *seen_of(shown(at)))
                approve(at.session, *gaps)
            case "handed-back":
                hand_back(at.session, *gaps, typed.first("words"))
            case _:
                raise CannotDo({"": "Press one of the buttons."})
        return at.go(STATEMENT(*at.gaps, done=done_of(at, go)))

    return at.try_to(act, lambda problems: statement_page(anew(at), typed, problems))


def done_of(at: AtStatement, go: str) -> str:
    """Where there is no other manager nobody is told that it is put up."""
    is_alone = go == "put-up" and len(list_managers(at.session, at.place)) < 2
    return "put-up-alone" if is_alone else go


def anew(at: AtStatement) -> AtStatement:
    """The same statement as it is by now."""
    return at_statement(at.request, at.session, at.viewer, at.as_at)


@get(STATEMENT_WORD, **OF_STATEMENT)
def give_word(at: NamedDependency[AtStatement]) -> Response:
    kept, out = approved(at), BytesIO()
    write_report(statement_report(at.place, kept), out)
    record_look(at, lambda session: note_download(session, at.viewer, at.place, kept))
    return download(out.getvalue(), "docx", name_of(kept))


@get(STATEMENT_SHEET, **OF_STATEMENT)
def give_sheet(at: NamedDependency[AtStatement]) -> Response:
    kept = approved(at)
    statement = kept.statement
    listed = [(each.title, each.pounds, each.words) for each in sums(statement)]
    total = total_title(statement), statement.paid
    lines = [dataclasses.astuple(each) for each in line_views(statement)]
    content = statement_workbook(facts(at.place, kept), listed, total, lines)
    record_look(at, lambda session: note_download(session, at.viewer, at.place, kept))
    return download(content, "xlsx", name_of(kept))


def approved(at: AtStatement) -> Kept:
    """Nothing else is taken away: an invoice follows what was approved."""
    if at.quarter.approved is None:
        raise NotHere
    return at.quarter.approved


def name_of(kept: Kept) -> str:
    return f"statement-{kept.quarter}-{kept.reference}"


ROUTES: list[HTTPRouteHandler] = [show_statement, act_on_statement, give_word, give_sheet]
