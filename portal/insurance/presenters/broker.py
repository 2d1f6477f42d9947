"""The letter to a broker: exactly what insurance is asked for, and what is wanting.

It is plain text, to be copied or mailed by the partner itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from checklists.calendar import Span
from checklists.comparing import between, gap_in_words
from checklists.insured import Insured, gaps
from checklists.requirement import Cover
from checklists.vocabulary import Basis, Outcome
from portal.insurance.presenters.insurance import has_ended, steps_of, waiting_for
from portal.insurance.queries.insurance import CoverSlot, PolicyLine
from portal.words.amounts import pounds_in_words
from portal.words.details import layer_words
from portal.words.wording import day

ON_BASIS = {
    Basis.PER_CLAIM: "for any one claim (not in the aggregate)",
    Basis.AGGREGATE: "in the aggregate (for all claims of the period together) or for any one claim",
}
OFFERED = {Basis.PER_CLAIM: "for any one claim", Basis.AGGREGATE: "in the aggregate"}
NEEDS = (
    "For each policy please send us the certificate or schedule that shows the insurer, the policy number, "
    "the name of the insured, the limit of indemnity, whether it is for any one claim or in the aggregate, "
    "and the first and the last day of cover. Cover has to be in force on every day: a gap of one day "
    "between two policies counts as not insured. If a limit is reached with a primary and an excess policy, "
    "both have to be on the same basis."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """`wanting` is how many covers are not enough today, `renewing` how many will not be to the end."""

    subject: str
    body: str
    mailto: str
    wanting: int
    renewing: int


@dataclass(frozen=True, slots=True)
class Item:
    """A cover with the first day on which not enough is in force, None where it is to the end."""

    slot: CoverSlot
    cover: Cover
    steps: tuple[Insured, ...]
    from_on: date | None


def broker_letter(slots: Sequence[CoverSlot], partner: str, on: date) -> Letter:
    """Every cover that is asked for on the day, with its shortfall. `partner` is its legal name."""
    items = [item_of(slot, cover, on) for slot in slots for cover in slot.requirement.parts]
    subject = f"Insurance for {partner}"
    body = "\n\n".join(
        [
            "Hello,",
            "we deliver services under the contracts named here, and have to be insured as follows. "
            f"The name of the insured has to be: {partner}.",
            *(
                "\n".join([f"{number}. {item.cover.title}", *item_lines(item, on)])
                for number, item in enumerate(items, 1)
            ),
            NEEDS,
            f"Thank you\n{partner}",
        ]
    )
    wanting = sum(is_short(item, on) for item in items)
    renewing = sum(item.from_on is not None for item in items) - wanting
    return Letter(subject, body, f"mailto:?subject={quote(subject)}&body={quote(body)}", wanting, renewing)


def item_of(slot: CoverSlot, cover: Cover, on: date) -> Item:
    steps = steps_of(slot, cover)
    return Item(slot, cover, steps, wanted_from(cover, steps, slot.place.span, on))


def is_short(item: Item, on: date) -> bool:
    """Whether not enough is in force today, or on the first day of an engagement to come."""
    return item.from_on is not None and item.from_on <= max(on, item.slot.place.starts_on)


def item_lines(item: Item, on: date) -> Iterator[str]:
    """What is asked, for whom, for how long, what there is and what is wanting."""
    cover, place = item.cover, item.slot.place
    asked = f"at least £{cover.amount:,} ({pounds_in_words(cover.amount)})"
    yield f"   Asked for: {asked}, {ON_BASIS[cover.basis]}"
    yield f"   Asked by: {place.lead}, for {place.contract}"
    yield f"   In force now: {in_force(item, on)}"
    for line in waiting_for(item.slot, cover):
        yield f"   Sent, not decided yet: {sent_words(line)}"
    if item.from_on is None:
        enough = "it is accepted" if any(still_carried(item, on)) else "enough is in force"
        yield f"   In order: {enough} until the contract ends on {day(place.ends_on)}."
        return
    yield f"   Needed: on every day from {day(item.from_on)} to {day(place.ends_on)}"
    if not is_short(item, on):
        yield f"   Renewal: has to begin on {day(item.from_on)} at the latest"
    for sentence in shortfalls(item, on):
        yield f"   Shortfall: {sentence}"


def wanted_from(cover: Cover, steps: Sequence[Insured], span: Span, on: date) -> date | None:
    """The first day, from `on` on, on which not enough is in force; None where it is to the end."""
    today = max(on, span.from_on)
    short = (
        max(each.from_on, today) for each in steps if each.until_on >= today and not each.is_enough(cover)
    )
    return next(short, None)


def still_carried(item: Item, on: date) -> Iterator[Insured]:
    """What is in force from the day on by the lead's own records, its amount not known."""
    return (each for each in item.steps if each.is_carried and each.until_on >= on)


def in_force(item: Item, on: date) -> str:
    place = item.slot.place
    step = next((each for each in item.steps if place.span.clamp(on) in each.span), None)
    if step and step.is_carried:
        known = f"£{step.amount:,}, and more " if step.amount else ""
        return (
            f"{known}accepted from the records of {place.lead} until {day(step.until_on)}, "
            "the amount not known"
        )
    if step is None or not step.amount:
        return "nothing that is accepted"
    return f"£{step.amount:,} until {day(step.until_on)}"


def sent_words(line: PolicyLine) -> str:
    """£2,000,000 for any one claim, primary policy, from 1 January 2027 to 31 December 2027."""
    layer = layer_words(line.details.get("layer"))
    said = [policy_words(line), *([f"{layer[0].lower()}{layer[1:]}"] if layer else [])]
    if line.from_on and line.until_on:
        said.append(between(Span(line.from_on, line.until_on)))
    return ", ".join(said)


def policy_words(line: PolicyLine) -> str:
    return f"£{line.amount:,} {OFFERED[Basis(line.basis)]}" if line.amount and line.basis else "a policy"


def shortfalls(item: Item, on: date) -> Iterator[str]:
    """How much too little is in force, gaps to come, and the last policy that was given back."""
    step = next((each for each in item.steps if item.from_on and item.from_on in each.span), None)
    if step and is_short(item, on):
        less = item.cover.amount - step.amount
        but = ", as long as what we sent is not accepted" if waiting_for(item.slot, item.cover) else ""
        yield f"£{less:,} ({pounds_in_words(less)}) from {day(item.from_on)}{but}"
    for gap in gaps(item.cover, item.steps):
        if gap.from_on > on:
            yield gap_in_words(item.cover, gap)
    for line in item.slot.policies:
        if line.part_key == item.cover.key and line.outcome is Outcome.RETURN and not has_ended(line, on):
            yield returned(line)
            return


def returned(line: PolicyLine) -> str:
    return f"what we sent ({policy_words(line)}) was not accepted"
