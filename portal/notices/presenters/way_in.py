"""What has happened to the ways in which somebody comes in, and to what she sees there, in words."""

from collections.abc import Iterator

from portal.notices.presenters.saying import Group, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import HOME, WORK
from portal.web.own_addresses import YOU
from portal.words.wording import moment

WAY_IN = {
    "passkey-added": "A passkey was added for you",
    "passkey-removed": "A passkey of yours was taken away",
    "recovery-code-used": "Somebody signed in as you with a recovery code",
    "recovery-codes-made": "New recovery codes were made for you",
    "second-factor-added": "An app that shows codes was set up for you",
    "second-factor-removed": "Your app that shows codes was taken away",
    "second-factor-replaced": "Another app that shows codes took the place of yours",
}


def way_in(group: Group) -> Iterator[Saying]:
    first = group[0]
    why = f"On {moment(first.at)}. If that was not you, change your password at once: that ends all sessions."
    yield Saying(Towards.THEMSELVES, "access", WAY_IN[first.name], why, YOU())


def administrator(group: Group) -> Iterator[Saying]:
    is_named = group[0].name == "administrator-named"
    what = "You look after this portal now" if is_named else "You look after this portal no longer"
    why = "You see what work has failed, and nothing of any contract by that." if is_named else ""
    yield Saying(Towards.THEMSELVES, "access", what, why, WORK() if is_named else HOME())
