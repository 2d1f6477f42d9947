"""Contracts on the home page of a lead or a commissioner: where to go, and how its partners stand."""

from dataclasses import dataclass
from datetime import date

from checklists.vocabulary import Level
from portal.home.queries.contracts import MyContract
from portal.review.presenters.besides import BesidesLink, besides_links
from portal.review.queries.besides import Besides
from portal.web.addresses import CONTRACT, QUEUE, READINESS
from portal.words.levels import level_words
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class LevelFigure:
    level: str
    words: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class ContractCard:
    title: str
    href: str
    about: str
    waiting: str
    queue: str
    figures: tuple[LevelFigure, ...]
    otherwise: str
    besides: tuple[BesidesLink, ...]


def contract_href(contract: MyContract) -> str:
    """The lead works on the overview; the commissioner reads readiness."""
    return (CONTRACT if contract.leads else READINESS)(contract.contract_id)


def contract_card(contract: MyContract, today: date, besides: Besides | None = None) -> ContractCard:
    """`besides` is what waits for its lead beside submissions."""
    other = f"For {contract.commissioner}" if contract.leads else f"Led by {contract.lead}"
    days = f"{day(contract.starts_on)} to {day(contract.ends_on)}"
    waiting = counted(contract.waiting, "thing") + " to review"
    return ContractCard(
        title=contract.title,
        href=contract_href(contract),
        about=f"{other}, {days}, reference {contract.reference}",
        waiting=waiting if contract.leads and contract.waiting else "",
        queue=QUEUE(contract.contract_id),
        figures=tuple(
            LevelFigure(
                level.value,
                level_words(level, contract.lead, contract.leads),
                number,
                READINESS(contract.contract_id, level=level.value),
            )
            for level in Level
            if (number := contract.levels.get(level.value, 0))
        ),
        otherwise="" if contract.levels else otherwise_words(contract, today),
        besides=tuple(besides_links(besides, contract.contract_id, contract.commissioner)) if besides else (),
    )


def otherwise_words(contract: MyContract, today: date) -> str:
    """What is said where no partner has today."""
    if not contract.partners:
        return "No partners yet."
    partners = counted(contract.partners, "partner")
    if contract.starts_on > today:
        return f"{partners}. It begins on {day(contract.starts_on)}."
    if contract.ends_on < today:
        return f"{partners}. It ended on {day(contract.ends_on)}."
    return f"{partners}, none of them today."
