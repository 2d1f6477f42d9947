"""What may be typed."""

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from portal.cli import (
    backing_up,
    checklists,
    demonstration,
    factors,
    log,
    measures,
    notices,
    operation,
    packs,
    payment,
    people,
    person,
    restoring,
    returns,
    serving,
    standing,
    verifying,
    working,
)
from portal.records import Role


class Parser(argparse.ArgumentParser):
    """One line for an error."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2027-03-31") from None


def whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 to 100000")
    return int(text)


def port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port")
    return int(text)


def make_parser() -> Parser:
    parser = Parser(
        prog="portal", description="Good Standing: who is in order on any day.", allow_abbrev=False
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    add_operation(commands)
    add_people(commands)
    add_checklists(commands)
    add_questions(commands)
    add_year(commands)
    return parser


def add_operation(commands: "argparse._SubParsersAction[Parser]") -> None:
    serve = commands.add_parser("serve", help="answer in the browser")
    serve.add_argument("--port", type=port, default=8000, metavar="N")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS")
    serve.set_defaults(run=serving.serve)
    work = commands.add_parser("work", help="do the work that nobody waits for, beside those who serve")
    work.add_argument("--threads", type=whole_number, default=2, metavar="N")
    work.set_defaults(run=serving.work)
    about = work.add_subparsers(metavar="COMMAND")
    failed = about.add_parser("failed", help="what was tried often enough")
    failed.add_argument("--json", action="store_true")
    failed.set_defaults(run=working.show_failed)
    again = about.add_parser("again", help="try once more what has failed")
    again.add_argument("id", metavar="ID")
    again.set_defaults(run=working.again)
    migrate = commands.add_parser("migrate", help="bring the database up to date")
    add_as_it_is(migrate)
    migrate.set_defaults(run=operation.migrate_database)
    demo = commands.add_parser("demo", help="load the demonstration into an empty database")
    demo.add_argument("--partners", type=whole_number, default=12, metavar="N")
    demo.add_argument("--who", action="store_true", help="only say who can sign in")
    demo.set_defaults(run=demonstration.demo)
    rebuild = commands.add_parser("rebuild", help="rebuild what lists read from what was decided")
    rebuild.set_defaults(run=operation.rebuild)
    verify = commands.add_parser("verify", help="compare what is kept with what it should be")
    verify.add_argument("--anchors", type=Path, metavar="FILE", help="anchors that were kept elsewhere")
    verify.set_defaults(run=verifying.verify)
    add_log(commands)
    backup = commands.add_parser("backup", help="write database and stored files into one file")
    backup.add_argument("file", metavar="FILE")
    backup.set_defaults(run=backing_up.backup)
    restore = commands.add_parser("restore", help="make an installation of a backup, where there is none")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument(
        "--new-key", action="store_true", help="the key of its log is lost: begin with another"
    )
    add_as_it_is(restore)
    restore.set_defaults(run=restoring.restore)
    sweep = commands.add_parser(
        "sweep", help="put aside what broken-off uploads left behind and forget who left long ago"
    )
    sweep.set_defaults(run=operation.sweep)


def add_as_it_is(parser: Parser) -> None:
    parser.add_argument(
        "--as-it-is", action="store_true", help="seal also what somebody has changed behind the portal's back"
    )


def add_log(commands: "argparse._SubParsersAction[Parser]") -> None:
    parser = commands.add_parser("log", help="the log of what happened")
    about = parser.add_subparsers(metavar="COMMAND", required=True)
    export = about.add_parser("export", help="all of it, with a program that checks it, as a zip")
    export.add_argument("file", type=Path, metavar="FILE")
    export.set_defaults(run=log.export)
    anchor = about.add_parser("anchor", help="where it ends, signed, into the places outside")
    anchor.set_defaults(run=log.anchor)
    key = about.add_parser("key", help="the public key that anchors are signed with")
    key.set_defaults(run=log.show_key)
    new_key = about.add_parser("new-key", help="go on with the key that is here: the old one is lost")
    new_key.set_defaults(run=log.new_key)


def add_people(commands: "argparse._SubParsersAction[Parser]") -> None:
    create = commands.add_parser("create-user", help="somebody who signs in")
    create.add_argument("--email", required=True)
    create.add_argument("--name", required=True)
    create.add_argument("--organisation", required=True, metavar="NAME")
    create.add_argument("--number", default="", metavar="NUMBER", help="its charity or company number")
    meant = create.add_mutually_exclusive_group()
    joining, making = "the one of that name that is here, with the people it has", "another one of that name"
    meant.add_argument("--existing", action="store_const", const=True, help=joining)
    meant.add_argument("--new", action="store_const", const=False, dest="existing", help=making)
    create.add_argument("--role", required=True, choices=[role.value for role in Role])
    create.add_argument("--invite", action="store_true", help="send a link instead of asking for a password")
    create.set_defaults(run=people.create_user)
    looks_after = commands.add_parser("administrator", help="name or list who looks after the portal")
    looks_after.add_argument("email", nargs="?", metavar="EMAIL")
    looks_after.add_argument("--end", action="store_true", help="no longer")
    looks_after.set_defaults(run=people.administrator)
    lost = commands.add_parser("reset-factor", help="take away a second factor that somebody has lost")
    lost.add_argument("email", metavar="EMAIL")
    lost.add_argument("--reason", required=True, metavar="WORDS", help="the person reads it in the mail")
    lost.set_defaults(run=factors.reset)
    add_person(commands)


def add_person(commands: "argparse._SubParsersAction[Parser]") -> None:
    """What is done about somebody; each act is kept as an event with its reason."""
    of_person = commands.add_parser(
        "person", help="disable, enable, change or sign out somebody who signs in"
    )
    acts = of_person.add_subparsers(metavar="COMMAND", required=True)
    held = acts.add_parser("export", help="all that is held about somebody, as a workbook, as the law asks")
    held.add_argument("email", metavar="EMAIL")
    held.add_argument("file", type=Path, metavar="FILE")
    held.set_defaults(run=people.export_person)
    said = (
        ("disable", person.disable, "cannot sign in any more"),
        ("enable", person.enable, "can sign in again"),
        ("role", person.give_role, "what the person is in an organisation"),
        ("end-sessions", person.end_sessions, "every browser has to sign in again"),
        ("address", person.change_address, "another e-mail address to sign in with"),
    )
    for name, run, words in said:
        act = acts.add_parser(name, help=words)
        act.add_argument("email", metavar="EMAIL")
        if name == "role":
            act.add_argument("role", choices=[role.value for role in Role])
            act.add_argument("--organisation", required=True, metavar="NAME")
        if name == "address":
            act.add_argument("new", metavar="NEW")
        act.add_argument("--reason", required=True, metavar="WORDS", help="why: kept with what is done")
        act.set_defaults(run=run)


def add_checklists(commands: "argparse._SubParsersAction[Parser]") -> None:
    parser = commands.add_parser("checklists", help="the checklists of the library")
    about = parser.add_subparsers(metavar="COMMAND", required=True)
    listing = about.add_parser("list", help="their keys and titles")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=checklists.list_checklists)
    show = about.add_parser("show", help="one of them")
    show.add_argument("key", metavar="KEY", help="or FILE.toml: a definition of one's own, read strictly")
    shapes = show.add_mutually_exclusive_group()
    shapes.add_argument("--json", action="store_true")
    shapes.add_argument("--toml", action="store_true", help="as a definition, to be changed and read again")
    show.set_defaults(run=checklists.show_checklist)
    propose = about.add_parser("propose", help="one read from a Word document or a workbook")
    propose.add_argument("file", metavar="FILE")
    propose.add_argument("--json", action="store_true", help="with the source of each value")
    propose.set_defaults(run=checklists.propose_checklist)


def add_questions(commands: "argparse._SubParsersAction[Parser]") -> None:
    of_engagement = commands.add_parser("standing", help="where an engagement stands on a day")
    of_engagement.add_argument("--engagement", required=True, metavar="REF")
    of_engagement.set_defaults(run=standing.show_standing)
    of_contract = commands.add_parser("readiness", help="which partners of a contract are ready on a day")
    of_contract.add_argument("--contract", required=True, metavar="REF")
    of_contract.set_defaults(run=standing.show_readiness)
    of_day = commands.add_parser("notices", help="who is told what on a day")
    of_day.add_argument("--on", required=True, type=day, metavar="DATE")
    of_day.add_argument("--dry-run", action="store_true", help="show it, and write nothing")
    of_day.add_argument("--json", action="store_true")
    of_day.set_defaults(run=notices.show_notices)
    visits = commands.add_parser("visits", help="visits and meetings of all contracts, by day")
    visits.add_argument("--json", action="store_true")
    visits.set_defaults(run=packs.show_visits)
    pack = commands.add_parser("pack", help="the pack for a visit, into a file")
    pack.add_argument("--visit", required=True, metavar="REF")
    pack.add_argument("--out", required=True, metavar="FILE")
    pack.set_defaults(run=packs.write)
    for parser in (of_engagement, of_contract):
        parser.add_argument("--on", required=True, type=day, metavar="DATE")
        parser.add_argument("--known", type=day, metavar="DATE", help="with what was known on that day")
        parser.add_argument("--json", action="store_true")


def add_year(commands: "argparse._SubParsersAction[Parser]") -> None:
    """What the figures of a year come to, without a database."""
    of_measures = commands.add_parser("measures", help="the measures of a definition")
    acts = of_measures.add_subparsers(metavar="COMMAND", required=True)
    judging = acts.add_parser("judge", help="which are met, period by period")
    last = "the contract's last day; without it what is reached over the whole contract stays open"
    judging.add_argument("--until", type=day, metavar="DATE", help=last)
    judging.set_defaults(run=measures.judge_measures)
    of_returns = commands.add_parser("returns", help="figures of a period in a workbook")
    returning = of_returns.add_subparsers(metavar="COMMAND", required=True)
    making = returning.add_parser("workbook", help="make one to be filled in")
    making.add_argument("--definition", required=True, metavar="KEY", help="a checklist, or a file of one")
    making.add_argument("--period", required=True, metavar="PERIOD", help="such as 2026-Q4")
    making.add_argument("--out", required=True, metavar="FILE", help="the workbook that is made")
    making.set_defaults(run=returns.make_returns_workbook)
    reading = returning.add_parser("read", help="read one that was filled in")
    reading.add_argument("file", metavar="FILE")
    reading.add_argument("--definition", metavar="KEY", help="where it is a file of one's own")
    reading.add_argument("--json", action="store_true", help="as data")
    reading.set_defaults(run=returns.read_returns_workbook)
    paying = commands.add_parser("payment", help="what results change of what is paid")
    paying.add_argument("--area", metavar="NAME", help="whose fee it is, where the contract has several")
    paying.add_argument("--year", type=whole_number, metavar="YEAR", help="which, of figures of several")
    paying.add_argument(
        "--withhold",
        action="append",
        default=[],
        metavar="QUARTER",
        help="whose payment waits, such as 2026-Q2",
    )
    paying.set_defaults(run=payment.show_payment)
    for parser in (judging, paying):
        parser.add_argument("--definition", required=True, metavar="KEY", help="or FILE.toml")
        parser.add_argument(
            "--figures", required=True, metavar="FILE", help="CSV: measure,period,numerator,denominator"
        )
        parser.add_argument("--json", action="store_true")
