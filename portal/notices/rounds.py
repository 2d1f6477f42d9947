"""The rounds of the background work: what has happened is told, and once a working day everybody gets one
mail with all that is due.

What is read, put into words and kept lies in the rooms below; here it comes together.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from checklists.working_days import is_working_day, working_day_from
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.bank_holidays import bank_holidays
from portal.acting.record_event import record_event
from portal.database import Database
from portal.notices.actions.keep_digest import (
    KeptItems,
    Step,
    claim_day,
    claim_steps,
    claim_unsent,
    in_mail,
    keep_digest,
)
from portal.notices.actions.keep_notices import NewNotice, keep_notices, keep_told
from portal.notices.actions.note_left_contacts import note_left_contacts
from portal.notices.presenters.digest import (
    Item,
    Mail,
    as_chosen,
    letter_of,
    mails,
    notice_item,
    with_known,
)
from portal.notices.queries.paces import paces_of
from portal.notices.queries.plan import Plan, by_person, for_others
from portal.notices.queries.planning import plan_engagement, plan_reminders
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.unsent import Unsent, find_unsent, lines_of, list_unsent, list_waiting
from portal.notices.queries.wishes import Wishes, wishes_by_contract
from portal.notices.telling import next_tellings
from portal.notices.unsubscribing import unsubscribe_address
from portal.places.contracts import EngagementPlace
from portal.post.actions.write_message import Addressee, write_message
from portal.records import About, MessageKind, Pace
from portal.settings import Settings
from portal.standing.actions.lock_engagements import lock_engagement

GATHER = timedelta(minutes=10)
"""How long what is told at once waits for more of the kind: twenty decisions in an afternoon are one mail."""

BY_MAIL = (Pace.DAILY, Pace.AT_ONCE)
"""What of a day's is told by mail."""

OFTEN = 20
"""After so many mails of a day it is said how far they have got."""


def tell_events(database: Database) -> None:
    """Everything that has happened and was not told becomes notices."""
    with database.writing() as session:
        note_left_contacts(session, clock.today())
        session.commit()
    while True:
        with database.reading() as session:
            tellings = next_tellings(session)
        if tellings is None:
            return
        for each in tellings:
            with database.writing() as session:
                keep_told(session, *each)
                session.commit()


def foresee(database: Database, on: date) -> list[Mail]:
    """What would go out on the day if nothing went out before it, with what has happened and was not told
    yet. Nothing of it is kept."""
    with database.writing() as session:
        note_left_contacts(session, clock.today())
        while tellings := next_tellings(session):
            for each in tellings:
                keep_told(session, *each)
        ready = [mail_of(session, *each, on) for each in plans_of_day(session, on)]
        session.rollback()
    return ready


def send_at_once(settings: Settings, database: Database) -> None:
    """Whoever wants to be told at once gets one mail with all of it, as soon as the oldest has waited long
    enough for others; what touches the account never waits."""
    with database.reading() as session:
        waiting = list_waiting(session, (Pace.AT_ONCE,))
    for recipient in waiting:
        with database.reading() as session:
            unsent = find_unsent(session, recipient, (Pace.AT_ONCE,))
        if waited_enough(unsent):
            with database.writing() as session:
                send_together(session, settings, unsent)
                session.commit()


def waited_enough(unsent: Unsent) -> bool:
    is_urgent = any(line.about == About.ACCESS for line in unsent.notices)
    return is_urgent or any(line.made_at <= clock.now() - GATHER for line in unsent.notices)


def send_together(session: Session, settings: Settings, unsent: Unsent) -> None:
    """One mail for what nobody has sent meanwhile. In the caller's transaction."""
    wanted = set(claim_unsent(session, [line.notice_id for line in unsent.notices]))
    items = [notice_item(line) for line in unsent.notices if line.notice_id in wanted]
    if not items:
        return
    mail = Mail(unsent.recipient, items)
    letter = letter_of(mail, wishes_of(session, [mail]), unsubscribe(settings, unsent.recipient))
    message_id = write_message(session, addressee(unsent.recipient), MessageKind.AT_ONCE, letter)
    in_mail(session, list(wanted), message_id)


def nobody_looks_on(_done: int, _of: int | None) -> None:
    """For whoever does not show how far it has got."""


def send_daily(
    settings: Settings,
    database: Database,
    on: date,
    step: Callable[[int, int | None], None] = nobody_looks_on,
) -> int:
    """Everybody's mail of the day, each once, on working days; how many were written. `step` is called now
    and then, with how many of how many are done; what it raises leaves the rest for another time."""
    with database.reading() as session:
        ready = plans_of_day(session, on, lambda: step(0, None))
    count = 0
    for done, (recipient, plan) in enumerate(ready):
        if done % OFTEN == 0:
            step(done, len(ready))
        with database.reading() as session:
            mail = short_mail_of(session, recipient, plan, on)
            wishes = wishes_of(session, [mail])
        if mail.quiet:
            with database.writing() as session:
                keep_quiet(session, mail, on)
                session.commit()
        with database.writing() as session:
            count += keep_mail(session, settings, mail, wishes, on)
    return count


def plans_of_day(
    session: Session, on: date, breathe: Callable[[], None] = lambda: None
) -> list[tuple[Recipient, Plan]]:
    """Who gets a mail on the day, in the order of their addresses, with what is planned for them as things
    stand now: shown before, and then sent. Nobody on weekends and bank holidays."""
    if not is_working_day(on, bank_holidays(on.year)):
        return []
    plans = by_person(plan_reminders(session, on, breathe=breathe))
    plans |= {each: Plan() for each in list_waiting(session, BY_MAIL) if each not in plans}
    return sorted(plans.items(), key=lambda each: each[0].email)


def mail_of(session: Session, recipient: Recipient, plan: Plan, on: date) -> Mail:
    """All that one person is told on the day; it says nothing where she has read it meanwhile."""
    (mail,) = chosen_by_each(session, mails(plan, [find_unsent(session, recipient, BY_MAIL)], on))
    return mail


def short_mail_of(session: Session, recipient: Recipient, plan: Plan, on: date) -> Mail:
    """The same, of whom very much is to be told: what the mail does not show is not held in memory."""
    paces = paces_of(session, [recipient.person_id])
    (mail,) = as_chosen(mails(plan, [Unsent(recipient, ())], on), paces)
    lines = lines_of(session, list_unsent(session, recipient.person_id, BY_MAIL))
    return with_known(mail, lines, paces[recipient.person_id])


def chosen_by_each(session: Session, ready: list[Mail]) -> list[Mail]:
    return as_chosen(ready, paces_of(session, [mail.recipient.person_id for mail in ready]))


def keep_quiet(session: Session, mail: Mail, on: date) -> None:
    """What the person reads in the portal alone is told by standing there. In the caller's transaction."""
    steps = claim_steps(session, mail.recipient.person_id, on, rails_of(mail.quiet))
    new = [item for item in mail.quiet if not steps.isdisjoint(item.rails)]
    told = [new_notice(mail.recipient, item) for item in new]
    keep_notices(session, [replace(each, pace=Pace.NEVER) for each in told])


def rails_of(items: Iterable[Item]) -> Iterator[Step]:
    return (step for item in items for step in item.rails)


def wishes_of(session: Session, ready: Iterable[Mail]) -> dict[uuid.UUID, Wishes]:
    contracts = {item.contract_id for mail in ready for item in mail.items if item.contract_id}
    return wishes_by_contract(session, contracts)


def keep_mail(
    session: Session, settings: Settings, mail: Mail, wishes: Mapping[uuid.UUID, Wishes], on: date
) -> bool:
    """False where there is nothing left to say, or it was said by somebody else."""
    is_left = claim_day(session, mail.recipient.person_id, on)
    is_kept = is_left and keep_unsaid(session, settings, mail, wishes, on)
    if is_kept:
        session.commit()
    else:
        session.rollback()
    return is_kept


def keep_unsaid(
    session: Session,
    settings: Settings,
    mail: Mail,
    wishes: Mapping[uuid.UUID, Wishes],
    on: date,
    *,
    is_daily: bool = True,
) -> bool:
    """What of the mail nobody has said meanwhile; False where that is nothing. In the caller's
    transaction."""
    recipient = mail.recipient
    stand_there = [*(item.notice_id for item in mail.items if item.notice_id), *mail.others]
    known = set(claim_unsent(session, stand_there))
    steps = claim_steps(session, recipient.person_id, on, rails_of(mail.items))
    new = [item for item in mail.items if not steps.isdisjoint(item.rails)]
    items = [*new, *(item for item in mail.items if item.notice_id in known)]
    if not items:
        return False
    others = [each for each in mail.others if each in known]
    letter = letter_of(Mail(recipient, items, others=others), wishes, unsubscribe(settings, recipient))
    kept = KeptItems([new_notice(recipient, item) for item in new], known)
    keep_digest(session, addressee(recipient), on if is_daily else None, letter, kept)
    return True


def new_notice(recipient: Recipient, item: Item) -> NewNotice:
    return NewNotice(
        person_id=recipient.person_id,
        contract_id=item.contract_id,
        engagement_id=item.engagement_id,
        about=About(item.about),
        cause=item.cause,
        what=item.words.what,
        why=item.words.why,
        href=item.words.href,
        by_on=item.words.by_on,
        consequence=item.words.consequence,
    )


def addressee(recipient: Recipient) -> Addressee:
    return Addressee(recipient.email, recipient.name, recipient.person_id)


def unsubscribe(settings: Settings, recipient: Recipient) -> str:
    return unsubscribe_address(settings.secret, recipient.person_id)


def remind_now(session: Session, settings: Settings, viewer: Viewer, place: EngagementPlace) -> int:
    """What would go out about the engagement next goes to its people at once; to how many. A second press
    finds nothing left. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider’s reviewers and managers remind.")
    lock_engagement(session, place.engagement_id)
    today = clock.today()
    on = working_day_from(today + timedelta(days=1), bank_holidays(today.year))
    moment = f" {clock.now():%H:%M:%S}"
    plan = for_others(plan_engagement(session, place.engagement_id, on), viewer.person_id)
    ready = chosen_by_each(session, mails(plan, (), today, moment))
    wishes = wishes_of(session, ready)
    for mail in ready:
        keep_quiet(session, mail, today)
    told = [mail for mail in ready if keep_unsaid(session, settings, mail, wishes, today, is_daily=False)]
    record_event(
        session,
        "reminded-now",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"people": [str(mail.recipient.person_id) for mail in told]},
    )
    session.commit()
    return len(told)
