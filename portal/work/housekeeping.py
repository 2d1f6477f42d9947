"""The daily work of keeping house."""

from datetime import timedelta

import sqlalchemy as sa

from portal import clock
from portal.files.actions.sweep_files import sweep_files
from portal.files.pictures import sweep_pictures
from portal.history.actions.anchor_log import anchor_log
from portal.history.actions.scrub_database import scrub_database
from portal.importing.actions.keep_sheet import KEPT, sweep_sheets
from portal.people.actions.forget_leavers import forget_leavers
from portal.post.actions.sweep_mail import KEPT as KEPT_MAIL
from portal.post.actions.sweep_mail import sweep_mail
from portal.records import Work, WorkState
from portal.register.actions.forget_people import forget_people
from portal.sign_in.actions.sweep_sessions import sweep_sessions
from portal.work.tools import Tools

DRAWN = timedelta(days=7)
"""How long a drawn page is kept."""

REMEMBERED = timedelta(days=30)
"""How long work that is done is kept."""


def do_anchor_log(tools: Tools, _day: str) -> None:
    anchor_log(tools.settings, tools.database)


def do_sweep_files(tools: Tools, _day: str) -> None:
    sweep_files(tools.database, tools.store, tools.settings.incoming, clock.now())


def do_sweep_pictures(tools: Tools, _day: str) -> None:
    sweep_pictures(tools.settings.pictures, clock.now() - DRAWN)


def do_sweep_mail(tools: Tools, _day: str) -> None:
    sweep_mail(tools.settings.home / "mail", clock.now() - KEPT_MAIL)


def do_forget_leavers(tools: Tools, _day: str) -> None:
    with tools.database.writing() as session:
        term = clock.today(), tools.settings.keep_leavers_months
        forgotten = forget_people(session, *term) + forget_leavers(session, *term)
    if forgotten:
        scrub_database(tools.database)


def do_sweep_sheets(tools: Tools, _day: str) -> None:
    with tools.database.writing() as session:
        sweep_sheets(session, clock.now() - KEPT)


def do_sweep_sessions(tools: Tools, _day: str) -> None:
    with tools.database.writing() as session:
        sweep_sessions(session)


def do_sweep_work(tools: Tools, _day: str) -> None:
    with tools.database.writing() as session:
        old = Work.ended_at < clock.now() - REMEMBERED
        session.execute(sa.delete(Work).where(Work.state == WorkState.DONE.value, old))
        session.commit()
