"""Change what is known of an organisation: its names, its legal form, and when its financial year ends."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import LegalForm
from portal.access import NotAllowed, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.say import FACTS, NAMES, say_facts, say_names
from portal.acting.wording import LONGEST, check_length, one_line, refuse_problems, too_long
from portal.contracts.actions.add_partner import NewPartner, problems_of_accounts
from portal.organisations.actions.lock_organisation import lock_organisation
from portal.organisations.queries import may_change
from portal.places.organisations import OrganisationPlace
from portal.records import Engagement, Organisation
from portal.standing.actions.rewrite_standing import rewrite_standing

MOST_TRADING_NAMES = 20
OWN = "Only the organisation's own managers change what is known of it."


@dataclass(frozen=True, slots=True)
class Since:
    """From which day the legal form and the year end are so; without one they have always been."""

    from_on: date | None = None


ALWAYS = Since()


@dataclass(frozen=True, slots=True)
class About:
    """What is said of an organisation. `name` is its legal name; None is what nobody knows. `since` is None
    where nobody said from when on."""

    name: str
    trading_names: tuple[str, ...] = ()
    legal_form: LegalForm | None = None
    year_end_month: int | None = None
    year_end_day: int | None = None
    first_year_end_on: date | None = None
    since: Since | None = ALWAYS
    charity_number: str | None = None
    company_number: str | None = None

    def tidied(self) -> "About":
        """Names in one line each, none of the trading names empty or twice."""
        names = filter(None, map(one_line, self.trading_names))
        return replace(self, name=one_line(self.name), trading_names=tuple(dict.fromkeys(names)))


def change_organisation(session: Session, viewer: Viewer, place: OrganisationPlace, about: About) -> bool:
    """From now on this is so; the legal form and the year end from the day that is said, and accounts of the
    years before are asked for as they were. Whether anything is new.

    Raises NotAllowed or CannotDo.
    """
    if not may_change(session, viewer, place):
        raise NotAllowed(OWN)
    about = about.tidied()
    refuse_problems(problems_of(about))
    ids = lock_organisation(session, place)
    if not may_change(session, viewer, place):
        raise NotAllowed(OWN)
    changes = what_changes(session, place, about)
    if not changes:
        return False
    since = asked_since(changes, about)
    write(session, place, about)
    if changes.keys() & set(NAMES):
        say_names(session, place.organisation_id, viewer.person_id)
    if changes.keys() & set(FACTS):
        say_facts(session, place.organisation_id, viewer.person_id, since.from_on)
    rewrite_standing(session, ids)
    record_event(
        session,
        "organisation-changed",
        viewer.person_id,
        data={"organisation": str(place.organisation_id), **changes},
    )
    session.commit()
    return True


def asked_since(changes: dict[str, Any], about: About) -> Since:
    """Raises CannotDo where something that was known changes, and nobody said from when on."""
    was_known = any(changes[name]["from"] is not None for name in changes.keys() & {*FACTS[:3]})
    if was_known and about.since is None:
        raise CannotDo({"since": "Say whether it has always been so, or from which day on."})
    return about.since or ALWAYS


def problems_of(about: About) -> dict[str, str]:
    problems = check_length("name", about.name, "Enter the legal name of the organisation.")
    if len(about.trading_names) > MOST_TRADING_NAMES:
        problems["trading_names"] = f"Enter {MOST_TRADING_NAMES} trading names or fewer."
    if any(len(name) > LONGEST for name in about.trading_names):
        problems["trading_names"] = too_long("A trading name", LONGEST)
    year = NewPartner(
        about.name, about.legal_form, about.year_end_month, about.year_end_day, about.first_year_end_on
    )
    return problems | problems_of_accounts(year)


def values_of(about: About) -> dict[str, Any]:
    return {
        "name": about.name,
        "trading_names": list(about.trading_names),
        "charity_number": about.charity_number,
        "company_number": about.company_number,
        "legal_form": about.legal_form.value if about.legal_form else None,
        "year_end_month": about.year_end_month,
        "year_end_day": about.year_end_day,
        "first_year_end_on": about.first_year_end_on,
    }


def what_changes(session: Session, place: OrganisationPlace, about: About) -> dict[str, object]:
    """By field, what was and what is to be."""
    kept = session.get_one(Organisation, place.organisation_id, populate_existing=True)
    return {
        name: {"from": as_plain(getattr(kept, name)), "to": as_plain(value)}
        for name, value in values_of(about).items()
        if getattr(kept, name) != value
    }


def as_plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def write(session: Session, place: OrganisationPlace, about: About) -> None:
    """The organisation, and the name by which its engagements are sorted."""
    is_it = Organisation.id == place.organisation_id
    session.execute(sa.update(Organisation).where(is_it).values(**values_of(about)))
    session.execute(
        sa.update(Engagement)
        .where(Engagement.partner_id == place.organisation_id)
        .values(sort_name=about.name.casefold())
    )
