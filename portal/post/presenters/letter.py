"""A letter as mail programs show it: text for all, and the same in HTML."""

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portal.bundled import TEMPLATES
from portal.email_address import address_problem, on_the_wire
from portal.post.queries import MessageToSend


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_mail(message: MessageToSend, sender: str, address: str, sandbox: str | None = None) -> EmailMessage:
    """`sender` is the portal's own address, `address` where people reach it. Into a `sandbox` goes what is
    for somebody else: the subject says for whom, and nothing in it ends anybody's mails."""
    letter = message.letter
    shown = {"letter": letter, "address": address, "subject": message.subject}
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = Address(message.to_name, addr_spec=on_the_wire(sandbox or message.to_email))
    mail["Subject"] = f"[for {message.to_email}] {message.subject}" if sandbox else message.subject
    mail["Date"] = format_datetime(message.made_at)
    mail["Message-ID"] = message.header
    mail["Auto-Submitted"] = "auto-generated"
    if (reply_to := letter.get("reply_to")) and not address_problem(reply_to):
        mail["Reply-To"] = Address(addr_spec=on_the_wire(reply_to))
    if letter["unsubscribe"] and not sandbox:
        add_unsubscribing(mail, f"{address}{letter['unsubscribe']}")
    mail.set_content(rendered("post/letter.txt", shown), cte="quoted-printable")
    mail.add_alternative(rendered("post/letter.html", shown), subtype="html", cte="quoted-printable")
    return mail


def add_unsubscribing(mail: EmailMessage, address: str) -> None:
    """One press in the mail program ends it (RFC 8058)."""
    mail["List-Unsubscribe"] = f"<{address}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def rendered(template: str, shown: Mapping[str, object]) -> str:
    return environment().get_template(template).render(shown)
