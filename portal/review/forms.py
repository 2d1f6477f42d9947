"""What a reviewer types into the review page and the waiver page."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from checklists.calendar import in_words
from checklists.facts import Decision
from checklists.odd_days import Against, OddDay
from checklists.read_otherwise import counts_for_more
from checklists.vocabulary import Assurance, Basis, Kind, Outcome
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.details import rule_fields
from portal.review.actions.correct_waiver import taken_back
from portal.review.actions.decide import NO_WORDS, Verdict
from portal.review.actions.record_carried_out import CarriedOut
from portal.review.queries.queue import Wanted
from portal.review.queries.sent import SentFacts
from portal.review.queries.waivers import Waiver
from portal.submissions.forms.policy import read_layer
from portal.web.dates import FIELDS, day_as_typed
from portal.web.fields import Fields
from portal.web.odd_days import ask_about
from portal.web.typed import Typed
from portal.words.received import WAY

WAITED = {"3": "3 days or more", "7": "7 days or more", "14": "14 days or more", "28": "28 days or more"}
"""How long something has waited, for a choice."""

LONGEST_NAMED = 100
"""Letters of a partner's name that are looked for."""

FIRST_DAY, LAST_DAY = "The first day", "The last day"
SIGNED_ON = "The day on which the last side signed"


@dataclass(frozen=True, slots=True)
class Received:
    """What came to the lead by post, or otherwise; `part` is empty for the whole."""

    part: str
    way: str
    on: date


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What of the queue somebody asks for; `given` is that as the address says it."""

    wanted: Wanted
    given: dict[str, str]


def read_wanted(asked: Callable[[str], str], viewer: Viewer, today: date) -> AskedFor:
    """Out of an address; what is no choice is not asked for."""
    partner_id, kind, waited = read_id(asked("partner")), asked("kind"), asked("waited")
    named = " ".join(asked("named").split())[:LONGEST_NAMED]
    is_mine, is_kind, is_waited = asked("mine") == "yes", kind in set(Kind), waited in WAITED
    wanted = Wanted(
        partner_id,
        Kind(kind) if is_kind else None,
        today - timedelta(days=int(waited)) if is_waited else None,
        viewer.person_id if is_mine else None,
        named,
    )
    said = {
        "partner": str(partner_id or ""),
        "named": named,
        "kind": kind if is_kind else "",
        "waited": waited if is_waited else "",
        "mine": "yes" if is_mine else "",
    }
    return AskedFor(wanted, {name: value for name, value in said.items() if value})


def read_verdict(
    typed: Typed, sent: SentFacts, against: Callable[[], Against], *, is_correction: bool
) -> Verdict:
    """Accepted or returned; a correction says why, also where it accepts. `sent` is what the partner said,
    `against` what other days are held against. Raises CannotDo."""
    match typed.first("outcome"):
        case "accept":
            verdict = read_acceptance(Fields(typed), sent, against)
            if is_correction and not verdict.words:
                raise CannotDo({"accept_words": "Say why the decision is corrected."})
            return verdict
        case "return":
            fields = Fields(typed)
            reason, words = typed.first("reason"), fields.lines("words")
            fields.check()
            return Verdict(Outcome.RETURN, reason=reason, words=words)
        case _:
            raise CannotDo({"outcome": "Choose whether you accept it or return it."})


def read_acceptance(fields: Fields, sent: SentFacts, against: Callable[[], Against]) -> Verdict:
    """What was sent and is emptied here is asked for again; days that the partner did not give are asked
    about where they are odd, and so is what counts for more than what it gave."""
    typed = fields.typed
    (from_on, until_on), amount = read_days(fields), fields.pounds("amount")
    details, words = read_details(fields), fields.lines("accept_words")
    ask_again(fields, sent)
    given = fact_sent(sent)
    read = fact_read(fields, given)
    ask_about(fields, odd_to_accept(read, given, against), *said_of(read))
    fields.check()
    basis = typed.first("basis")
    return Verdict(
        Outcome.ACCEPT,
        until_on=until_on,
        from_on=from_on,
        amount=amount,
        basis=Basis(basis) if basis in set(Basis) else None,
        words=words,
        details=details,
    )


def fact_sent(sent: SentFacts) -> Decision:
    """As the rules take it, once it is accepted as it was sent."""
    return Decision(
        "",
        Outcome.ACCEPT,
        sent.sent_on,
        from_on=sent.from_on,
        until_on=sent.until_on,
        amount=sent.amount,
        basis=Basis(sent.basis) if sent.basis else None,
        **rule_fields(sent.details),
    )


def fact_read(fields: Fields, sent: Decision) -> Decision:
    """What the form says; what it does not say is as it was sent."""
    from_on, until_on = read_days(fields)
    basis, details = fields.typed.first("basis"), read_details(fields)
    assurance = rule_fields(details)["assurance"]
    return replace(
        sent,
        from_on=from_on or sent.from_on,
        until_on=until_on or sent.until_on,
        amount=fields.pounds("amount") or sent.amount,
        basis=Basis(basis) if basis in set(Basis) else sent.basis,
        assurance=assurance or sent.assurance,
        layer=rule_fields(details)["layer"] if "layer" in details else sent.layer,
    )


def odd_to_accept(read: Decision, sent: Decision, against: Callable[[], Against]) -> tuple[OddDay, ...]:
    """What is asked about before it is accepted otherwise than it was sent."""
    days, given = (read.from_on, read.until_on), (sent.from_on, sent.until_on)
    odd = against().odd_to_accept(days, given) if days != given else ()
    return (*odd, *counts_for_more(read, sent))


def said_of(read: Decision) -> tuple[date | int | str | None, ...]:
    """What somebody says is right, who is asked."""
    return read.from_on, read.until_on, read.amount, read.basis, read.layer, read.assurance


def read_days(fields: Fields) -> tuple[date | None, date | None]:
    return fields.day("from_on", FIRST_DAY), fields.day("until_on", LAST_DAY)


def ask_again(fields: Fields, sent: SentFacts) -> None:
    """For what the partner said and the reviewer took out of the form: nothing is put in its place."""
    given = {"from_on": sent.from_on, "until_on": sent.until_on}
    for name, day in given.items():
        if day and is_emptied(fields.typed, name):
            fields.problems[name] = f"Enter the day: the partner gave {in_words(day)}."
    if sent.amount and "amount" in fields.typed and not fields.typed.first("amount"):
        fields.problems["amount"] = f"Enter the amount insured: the partner gave £{sent.amount:,}."


def is_emptied(typed: Typed, name: str) -> bool:
    """Whether the form has that day and nothing stands in it."""
    names = [f"{name}-{field}" for field in FIELDS]
    return all(each in typed for each in names) and not any(map(typed.first, names))


def read_details(fields: Fields) -> dict[str, object]:
    """What the reviewer read in it that only this kind of evidence has."""
    typed, assurance = fields.typed, fields.typed.first("assurance")
    details: dict[str, object] = {"assurance": assurance} if assurance in set(Assurance) else {}
    if "layers" in typed:
        details["layer"] = read_layer(typed, fields.problems)
    if signed_on := fields.day("signed_on", SIGNED_ON):
        details["signed_on"] = signed_on.isoformat()
    if "ticked" in typed:
        details["covers"] = typed.getlist("covers")
    return details


def read_waiver(typed: Typed) -> Verdict:
    """Raises CannotDo."""
    fields = Fields(typed)
    from_on, until_on = read_days(fields)
    if is_emptied(typed, "from_on"):
        fields.problems["from_on"] = "Enter the first day."
    words = fields.lines("words")
    if fields.problems and not words:  # what else is wrong is said with it, in one go
        fields.problems["words"] = NO_WORDS
    fields.check()
    return Verdict(Outcome.WAIVE, from_on=from_on, until_on=until_on, words=words)


def read_carried_out(typed: Typed) -> CarriedOut:
    """Raises CannotDo."""
    fields = Fields(typed)
    on = fields.day(
        "done_on", "The day on which it was completed", "Enter the day on which it was completed."
    )
    words = fields.lines("words")
    if on is None or fields.problems:
        raise fields.refused()
    return CarriedOut(on, words)


def read_correction(typed: Typed, waiver: Waiver) -> Verdict:
    """Other days for a waiver, or that it is taken back; both with a reason. Raises CannotDo."""
    if typed.first("what") == "back":
        return taken_back(waiver, Fields(typed).lines("words"))
    return read_waiver(typed)


def read_id(text: str) -> UUID | None:
    """None for what is no id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def prefilled(days: Mapping[str, date | None], **texts: str) -> Typed:
    """A form that nobody has typed into yet, with these days and texts in it."""
    typed = Typed({name: [text] for name, text in texts.items()})
    for name, value in days.items():
        typed |= day_as_typed(name, value)
    return typed


def read_received(typed: Typed, parts: Collection[str], today: date) -> Received:
    """What came to the lead, how and on which day. Raises CannotDo."""
    fields = Fields(typed)
    part = fields.choice("part", parts, "Choose what it is about.") if parts else ""
    way = fields.choice("way", WAY, "Say how it came.")
    on = fields.past_day("received_on", "The day on which it came", "Enter the day on which it came.", today)
    fields.check()
    if on is None:
        raise fields.refused()
    return Received(part, way, on)
