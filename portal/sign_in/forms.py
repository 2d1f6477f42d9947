"""What is typed to come in."""

from dataclasses import dataclass
from urllib.parse import unquote

from portal.email_address import NO_ADDRESS, address_problem
from portal.web.fields import Fields
from portal.web.typed import Typed

LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Credentials:
    """`password` is as it was typed, with the space around it."""

    email: str
    password: str


def read_credentials(typed: Typed) -> Credentials:
    """Raises CannotDo."""
    fields = Fields(typed)
    email, password = email_in(fields), password_in(typed)
    if not password:
        fields.problems["password"] = "Enter your password."  # noqa: S105 - a sentence about one
    fields.check()
    return Credentials(email, password)


def read_email(typed: Typed) -> str:
    """Raises CannotDo."""
    fields = Fields(typed)
    email = email_in(fields)
    if email and (problem := address_problem(email)):
        fields.problems["email"] = problem
    fields.check()
    return email


def read_new_password(typed: Typed) -> tuple[str, str]:
    """The password that somebody has and the one that they want, as they were typed. Raises CannotDo."""
    fields = Fields(typed)
    current, new = password_in(typed, "current"), password_in(typed, "new")
    if not current:
        fields.miss("current", "Enter the password that you have now.")
    if not new:
        fields.miss("new", "Enter the password that you want to have.")
    fields.check()
    return current, new


def read_password(typed: Typed) -> str:
    """Raises CannotDo."""
    fields = Fields(typed)
    password = password_in(typed)
    if not password:
        fields.miss("password", "Enter your password.")
    fields.check()
    return password


def email_in(fields: Fields) -> str:
    email = fields.typed.first("email")
    if not email:
        fields.problems["email"] = "Enter your e-mail address."
    elif "@" not in email.strip("@"):
        fields.problems["email"] = NO_ADDRESS
    return email


def password_in(typed: Typed, name: str = "password") -> str:
    """As it was typed."""
    return next(iter(typed.getlist(name)), "")


def wanted_page(*given: str) -> str:
    """The first that is one of this portal's own pages; empty where only the home page is left.

    >>> wanted_page("", "/a?on=2027-03-31"), wanted_page("//elsewhere.example", "/")
    ('/a?on=2027-03-31', '')
    """
    return next((each for each in given if own_path(each) == each and each != "/"), "")


def own_path(wanted: str) -> str:
    """The address if it is one of this portal's own pages, otherwise the home page.

    >>> own_path("/a?on=2027-03-31"), own_path("//elsewhere.example"), own_path("/\\\\elsewhere.example")
    ('/a?on=2027-03-31', '/', '/')
    """
    unquoted = unquote(wanted)
    is_own = wanted.startswith("/") and not unquoted.startswith(("//", "/sign-"))
    is_plain = "\\" not in unquoted and unquoted.isprintable() and len(wanted) <= LONGEST_ADDRESS
    return wanted if is_own and is_plain else "/"
