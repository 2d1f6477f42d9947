"""What changes with a new version of a checklist, and for whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checklists.drafting import table_of
from checklists.intervals import Interval
from checklists.requirement import Requirement
from checklists.revising import Changed, Differences, Effect, SlotEffect
from checklists.vocabulary import Force, State
from portal.authoring.presenters.draft import AskedView, asked
from portal.authoring.presenters.evidence import Evidence
from portal.authoring.presenters.words import FIELD, FORCE, field_words
from portal.authoring.queries.effects import Affected, PartnerEffects
from portal.web.addresses import ENGAGEMENT
from portal.web.pagination import Paging
from portal.words.wording import counted, day

EFFECT = {
    Effect.NEWLY_MISSING: "Newly missing",
    Effect.NO_LONGER_ASKED: "No longer asked",
    Effect.CHANGED: "Otherwise changed",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedView:
    title: str
    clause: str
    fields: tuple[FieldChange, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """`is_reordered` says that requirements stand in another order."""

    added: tuple[AskedView, ...]
    removed: tuple[AskedView, ...]
    changed: tuple[ChangedView, ...]
    is_reordered: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.changed or self.is_reordered)


@dataclass(frozen=True, slots=True)
class EffectView:
    """`words` are of one effect; `slots` the requirements that meet it, each with what becomes of it."""

    key: str
    words: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerView:
    href: str
    partner: str
    area: str
    effects: tuple[EffectView, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    key: str
    number: int
    words: str


def changes(differences: Differences, evidence: Evidence) -> ChangesView:
    return ChangesView(
        tuple(shown(each, evidence.of_added(each)) for each in differences.added),
        tuple(shown(each, evidence.of_removed(each)) for each in differences.removed),
        tuple(changed(each, evidence.of_changed(each)) for each in differences.changed),
        differences.reordered,
    )


def shown(requirement: Requirement, evidence: str) -> AskedView:
    return replace(asked(requirement, table_of(requirement)), evidence=evidence)


def past(affected: Affected) -> str:
    """How much of what is said today of past days becomes otherwise."""
    if not affected.past_slots:
        return "No standing of a past day changes."
    slots = f"{counted(affected.past_slots, 'requirement')} of {counted(affected.past_partners, 'partner')}"
    verb = "stands" if affected.past_slots == 1 else "stand"
    return f"{slots} {verb} otherwise on days that are past."


def changed(each: Changed, evidence: str) -> ChangedView:
    fields = tuple(
        FieldChange(FIELD[name], field_words(each.before, name), field_words(each.after, name))
        for name in each.fields
    )
    return ChangedView(each.after.title, each.after.clause, fields, evidence)


def figures(affected: Affected) -> list[FigureView]:
    """Of how many partners each is true, wherever they work."""
    meeting = {(each.partner_id, slot.effect) for each in affected.partners for slot in each.effects}
    met = Counter(effect for _, effect in meeting)
    untouched = affected.total - len({partner_id for partner_id, _ in meeting})
    words = {
        Effect.NEWLY_MISSING: "newly missing something",
        Effect.NO_LONGER_ASKED: "no longer asked for something",
        Effect.CHANGED: "otherwise changed",
    }
    found = [FigureView(each.value, met[each], f"{noun(met[each])} {words[each]}") for each in Effect]
    return [*found, FigureView("untouched", untouched, f"{noun(untouched)} not affected")]


def found_words(here: Paging, affected: Affected) -> str:
    """How many lines are shown: a partner has one for each area in which something happens to it."""
    partners = len({each.partner_id for each in affected.partners})
    if partners == here.total:
        return here.words("affected partner")
    return f"{here.words('affected area')} of {counted(partners, 'partner')}"


def noun(number: int) -> str:
    return "partner" if number == 1 else "partners"


def partners(found: Sequence[PartnerEffects]) -> list[PartnerView]:
    return [
        PartnerView(ENGAGEMENT(each.engagement_id), each.partner, each.area, effect_views(each.effects))
        for each in found
    ]


def effect_views(found: Iterable[SlotEffect]) -> tuple[EffectView, ...]:
    kept = list(found)
    views = []
    for effect in Effect:
        slots = tuple(slot_words(each) for each in kept if each.effect is effect)
        if slots:
            views.append(EffectView(effect.value, EFFECT[effect], slots))
    return tuple(views)


def slot_words(each: SlotEffect) -> str:
    """A requirement and what becomes of it on the day."""
    title, before = each.requirement.title, interval_words(each.before)
    preferred = ", preferred" if each.requirement.force is Force.SHOULD else ""
    match each.effect:
        case Effect.NEWLY_MISSING:
            was = f" ({interval_words(each.after)}, was {before})" if each.before else ""
            return f"{title}{preferred}{was}"
        case Effect.NO_LONGER_ASKED:
            return f"{title} (was {before})"
        case Effect.CHANGED:
            return f"{title}: {change_words(each)}"


def change_words(each: SlotEffect) -> str:
    """How a slot stands otherwise that is asked before and after."""
    before, after = interval_words(each.before), interval_words(each.after)
    force = f", now {FORCE[each.requirement.force].lower()}" if each.is_other_force else ""
    if before != after:
        return f"{after}, was {before}{force}"
    return f"still {after}{force or ', for other parts of it'}"


def interval_words(interval: Interval | None) -> str:
    """What is true of a slot on the day, without the day itself.

    >>> interval_words(None)
    'not asked'
    """
    if interval is None:
        return "not asked"
    match interval.state:
        case State.MET | State.WAIVED:
            word = "accepted" if interval.state is State.MET else "waived"
            ends = interval.lapses_on or interval.until_on
            return word if ends.year == 9999 else f"{word} until {day(ends)}"
        case State.NOT_NEEDED:
            return "not needed"
        case State.EXPIRED:
            return "expired"
        case _:
            return "needed"
