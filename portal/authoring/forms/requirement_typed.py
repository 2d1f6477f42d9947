"""A requirement as its page shows it: every field as somebody would have typed it."""

from checklists.drafting import Data
from portal.web.typed import Typed


def as_typed(data: Data) -> Typed:
    of_contract = ("title", "clause", "consequence", "group", "asks", "force", "condition")
    words = (*of_contract, "statement", "level", "carried_out_by")
    numbers = ("warn_days", "months", "still_years", "years")
    typed = Typed({name: [str(data.get(name, ""))] for name in (*words, *numbers)})
    for name in ("look_for", "characteristics", "sections"):
        typed[name] = ["\n".join(data.get(name, []))]
    typed["topics"] = ["\n".join(each["title"] for each in data.get("topic", []))]
    typed["lists"] = list(data.get("lists", []))
    typed["register"] = ["training" if "topic" in data else "checks" if "level" in data else ""]
    for form, months in data.get("deadline_months", {}).items():
        typed[f"deadline-{form}"] = [str(months)]
    for name in ("audited", "after_incident", "on_request", "asks_end"):
        typed[name] = ["yes" if data.get(name) else ""]
    return Typed(typed | covers_as_typed(data))


def covers_as_typed(data: Data) -> Typed:
    typed = Typed()
    for number, cover in enumerate(data.get("part", []), 1):
        typed[f"cover-{number}-key"] = [cover["key"]]
        typed[f"cover-{number}-title"] = [cover.get("title", "")]
        typed[f"cover-{number}-basis"] = [cover.get("basis", "")]
        amount = cover.get("amount", "")
        typed[f"cover-{number}-amount"] = [f"{amount:,}" if isinstance(amount, int) else amount]
    return typed
