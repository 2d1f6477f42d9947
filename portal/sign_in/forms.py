"""What is typed to come in."""

from dataclasses import dataclass
from urllib.parse import unquote

from portal.web.typed import Typed

LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class SignInForm:
    """`password` is as it was typed, with the space around it."""

    email: str
    password: str
    following: str

    @property
    def problems(self) -> dict[str, str]:
        found = email_problems(self.email)
        if not self.password:
            found["password"] = "Enter your password."  # noqa: S105 - a sentence about one
        return found


def read_sign_in(typed: Typed) -> SignInForm:
    return SignInForm(typed.first("email"), password_in(typed), own_path(typed.first("next")))


def password_in(typed: Typed) -> str:
    return next(iter(typed.getlist("password")), "")


def email_problems(email: str) -> dict[str, str]:
    if not email:
        return {"email": "Enter your e-mail address."}
    if "@" not in email.strip("@"):
        return {"email": "Enter an e-mail address such as name@example.org."}
    return {}


def own_path(wanted: str) -> str:
    """The address if it is one of this portal's own pages, otherwise the home page.

    >>> own_path("/a?on=2027-03-31"), own_path("//elsewhere.example"), own_path("/\\\\elsewhere.example")
    ('/a?on=2027-03-31', '/', '/')
    """
    plain = unquote(wanted)
    is_own = wanted.startswith("/") and not plain.startswith(("//", "/sign-"))
    is_plain = "\\" not in plain and plain.isprintable() and len(wanted) <= LONGEST_ADDRESS
    return wanted if is_own and is_plain else "/"
