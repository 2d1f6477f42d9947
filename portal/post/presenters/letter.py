"""A letter as mail programs show it: text for all, and the same in HTML."""

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portal.post.queries import MessageToSend

TEMPLATES = Path(__file__).parents[3] / "templates"


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_mail(message: MessageToSend, sender: str, address: str) -> EmailMessage:
    """`sender` is the portal's own address, `address` where people reach it."""
    shown = {"letter": message.letter, "address": address, "subject": message.subject}
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = Address(message.to_name, addr_spec=message.to_email)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.made_at)
    mail["Message-ID"] = message.header
    mail["Auto-Submitted"] = "auto-generated"
    add_unsubscribing(mail, message.letter, address)
    mail.set_content(rendered("post/letter.txt", shown), cte="quoted-printable")
    mail.add_alternative(rendered("post/letter.html", shown), subtype="html", cte="quoted-printable")
    return mail


def add_unsubscribing(mail: EmailMessage, letter: Mapping[str, Any], address: str) -> None:
    """One press in the mail program ends it (RFC 8058)."""
    if letter["unsubscribe"]:
        mail["List-Unsubscribe"] = f"<{address}{letter['unsubscribe']}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def rendered(template: str, shown: Mapping[str, object]) -> str:
    return environment().get_template(template).render(shown)
