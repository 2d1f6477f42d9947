"""notices."""

import json
from argparse import Namespace

from portal import clock
from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.cli.tables import table
from portal.notices.presenters.digest import Mail, subject_of
from portal.notices.rounds import foresee, send_daily, tell_events
from portal.settings import read_settings


def show_notices(chosen: Namespace) -> int:
    """Who is told what on a day, as things stand now; without a dry run today's mails are written."""
    settings = read_settings()
    with opened(settings) as database:
        if not chosen.dry_run:
            if chosen.on != clock.today():
                raise Failed("only today's mails can be written; look at another day with --dry-run")
            tell_events(database)
            count = send_daily(settings, database, chosen.on)
            print(f"Wrote {count} {'mail' if count == 1 else 'mails'}.")
            return 0
        mails = [mail for mail in foresee(database, chosen.on) if mail.items]
    if chosen.json:
        print(json.dumps({"notices": [as_data(mail) for mail in mails]}, indent=2, ensure_ascii=False))
    else:
        rows = [(mail.recipient.email, subject_of(mail.sorted_items), str(len(mail.items))) for mail in mails]
        print(table(("To", "Subject", "Items"), rows) if rows else "Nobody is told anything on that day.")
    return 0


def as_data(mail: Mail) -> dict[str, object]:
    return {
        "to": mail.recipient.email,
        "person": mail.recipient.name,
        "subject": subject_of(mail.sorted_items),
        "items": [
            {
                "what": item.words.what,
                "why": item.words.why,
                "by": item.words.by_on.isoformat() if item.words.by_on else None,
                "href": item.words.href,
            }
            for item in mail.sorted_items
        ],
    }
