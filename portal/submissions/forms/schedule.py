"""The other covers that the same schedule insures: a line of amount and basis each."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.in_sentence import in_sentence
from checklists.requirement import Cover
from checklists.vocabulary import Basis
from portal.submissions.actions.keep_draft import Answers
from portal.web.fields import Fields
from portal.web.typed import Typed

SAY_BASIS = "Say whether it is for any one claim or in the aggregate."


@dataclass(frozen=True, slots=True)
class AlsoCover:
    """Another cover that is asked for, and the names of its fields; `has_draft` where a draft of its own is
    open."""

    cover: Cover
    has_draft: bool

    @property
    def tick(self) -> str:
        return f"also-{self.cover.key}"

    @property
    def amount(self) -> str:
        return f"amount-{self.cover.key}"

    @property
    def basis(self) -> str:
        return f"basis-{self.cover.key}"


def read_also(fields: Fields, offered: Iterable[AlsoCover]) -> list[Answers]:
    """A line for each that is ticked: part, amount and basis. What is wrong is among the fields' problems; so
    is an amount without its tick, which is never dropped."""
    ticked = set(fields.typed.getlist("also"))
    lines = []
    for each in offered:
        if each.has_draft:
            continue
        if each.cover.key in ticked:
            lines.append(read_line(fields, each))
        elif fields.typed.first(each.amount):
            fields.problems[each.tick] = f"Tick {in_sentence(each.cover.title)} too, or clear its amount."
    return lines


def read_line(fields: Fields, each: AlsoCover) -> Answers:
    needed = f"Enter the amount insured for {in_sentence(each.cover.title)}."
    amount = fields.pounds(each.amount, needed, of=each.cover.title)
    return {
        "part": each.cover.key,
        "amount": amount,
        "basis": fields.choice(each.basis, tuple(Basis), f"{each.cover.title}: {SAY_BASIS}"),
    }


def also_as_typed(lines: Iterable[Answers]) -> Typed:
    """The fields as they stand when the form is opened."""
    typed = Typed({"also": [each["part"] for each in lines]})
    for each in lines:
        typed[f"amount-{each['part']}"] = [f"{each['amount']:,}"]
        typed[f"basis-{each['part']}"] = [each["basis"]]
    return typed
