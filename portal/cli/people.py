"""create-user, person export, administrator."""

import sys
import uuid
from argparse import Namespace
from getpass import getpass

from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.database import Database
from portal.history.actions.note_held import note_held
from portal.history.queries.held import as_workbook, find_person_id, held_about_person
from portal.invitations.actions.invite_first import invite_first
from portal.post.queries import find_message
from portal.post.sending import send
from portal.records import MessageState
from portal.settings import Settings, read_settings
from portal.sign_in.actions.create_person import create_person
from portal.sign_in.actions.name_administrator import end_administrator, name_administrator
from portal.sign_in.queries import list_administrators


def create_user(chosen: Namespace) -> int:
    settings = read_settings()
    about = {
        "email": chosen.email,
        "name": chosen.name,
        "organisation": chosen.organisation,
        "role": chosen.role,
        "number": chosen.number,
        "existing": chosen.existing,
    }
    with opened(settings) as database:
        password = "" if chosen.invite else ask_password()
        with database.writing() as session:
            if not chosen.invite:
                create_person(session, **about, password=password)
                print(f"{chosen.email} can sign in.")
                return 0
            message_id = invite_first(session, **about)
        print(f"{chosen.email} is invited. {what_became(settings, database, message_id)}".strip())
    return 0


def what_became(settings: Settings, database: Database, message_id: uuid.UUID) -> str:
    """Who invites the first person has no server running that would send it: it is tried at once."""
    send(settings, database, message_id)
    with database.reading() as session:
        message = find_message(session, message_id)
    if message is None or message.state == MessageState.SENT:
        return ""
    later = "" if message.state == MessageState.FAILED else " It is tried again while the portal runs."
    return f"The message could not be sent: {message.problem}{later}"


def ask_password() -> str:
    """Twice from a keyboard, else the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise Failed("the two passwords differ")
    return password


def export_person(chosen: Namespace) -> int:
    """A file that is there already is left alone."""
    with opened() as database, database.writing() as session:
        person_id = find_person_id(session, chosen.email)
        if person_id is None:
            raise Failed(f"nobody here has the address {chosen.email!r}")
        held = held_about_person(session, person_id)
        with chosen.file.open("xb") as written:
            written.write(as_workbook(held))
        note_held(session, None, {"person": str(person_id)})
    print(f"{chosen.file} holds what is kept about {chosen.email}: {len(held)} tables.")
    return 0


def administrator(chosen: Namespace) -> int:
    """Name one, end one, or list them."""
    with opened() as database, database.writing() as session:
        if chosen.email is None:
            print("\n".join(list_administrators(session)) or "There is no administrator.")
        elif chosen.end:
            end_administrator(session, chosen.email)
            print(f"{chosen.email} is no administrator.")
        else:
            name_administrator(session, chosen.email)
            print(f"{chosen.email} is an administrator.")
    return 0
