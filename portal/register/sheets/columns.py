"""The columns of a table of people."""

from collections.abc import Mapping, Sequence

from checklists.in_sentence import in_sentence
from checklists.requirement import Topic
from evidence.spreadsheet import Value
from portal.importing.sheets import cells
from portal.importing.sheets.columns import Column, WrongValue, plain_words

ENGAGED = {
    "staff": "staff",
    "employee": "staff",
    "paid": "staff",
    "paid staff": "staff",
    "s": "staff",
    "volunteer": "volunteer",
    "unpaid": "volunteer",
    "v": "volunteer",
    "vol": "volunteer",
    "vols": "volunteer",
    "volunteers": "volunteer",
    "employees": "staff",
}
SHOWN = {"name": "name", "staff code": "staff-code", "code": "staff-code"}
LEVELS = {
    "basic": "basic",
    "standard": "standard",
    "enhanced": "enhanced",
    "enhanced dbs": "enhanced",
    "enhanced with barred list": "enhanced",
    "enhanced with barred lists": "enhanced",
    "standard dbs": "standard",
    "basic dbs": "basic",
}
OUTCOMES = {
    "clear": "clear",
    "nothing recorded": "clear",
    "none recorded": "clear",
    "risk decision": "risk-decision",
    "risk assessed": "risk-decision",
    "undecided": "undecided",
    "not decided": "undecided",
    "not clear": "undecided",
}
BOTH_LISTS = ("adults_list", "childrens_list")
LISTS = {
    **dict.fromkeys(("adult", "adults"), BOTH_LISTS[:1]),
    **dict.fromkeys(("child", "childs", "children", "childrens"), BOTH_LISTS[1:]),
    "both": BOTH_LISTS,
}
BESIDE_LISTS = {"and", "barred", "list", "lists", "only", "the"}
UNKNOWN = {"unknown", "not known", "n a", "na"}
TRAINING = "training:"
CERTIFICATE_DIGITS = 12


def certificate_number(value: Value) -> str:
    """Twelve digits; a spreadsheet that took them for a number has dropped the noughts in front.

    >>> certificate_number(1234567890), certificate_number("0012 3456 7890")
    ('001234567890', '001234567890')
    """
    text = "".join(str(value).split())
    if not (text.isascii() and text.isdigit()) or len(text) > CERTIFICATE_DIGITS:
        raise WrongValue("is not a certificate number of 12 digits")
    if len(text) < CERTIFICATE_DIGITS and not isinstance(value, int):
        raise WrongValue("is not a certificate number of 12 digits")
    return text.zfill(CERTIFICATE_DIGITS)


def outcome(value: Value) -> str | None:
    """None for an outcome that somebody says is not known: it is never a pass."""
    if plain_words(str(value)) in UNKNOWN:
        return None
    return str(cells.choice("Clear, Risk decision, Undecided or Unknown", OUTCOMES)(value))


def barred_lists(value: Value) -> str:
    """The keys of the lists that are named; empty for none of them. What says more, or less, is asked about.

    >>> barred_lists("Adults & children"), barred_lists("Child's list only"), barred_lists("No")
    ('adults_list childrens_list', 'childrens_list', '')
    """
    if str(value).strip().casefold() in cells.NO:
        return ""
    words = [word for word in plain_words(str(value)).split() if word not in BESIDE_LISTS]
    if not words or not all(word in LISTS for word in words):
        raise WrongValue("is not Adults, Children, Adults and children or None")
    return " ".join(sorted({key for word in words for key in LISTS[word]}))


def contracts(known: Mapping[str, Sequence[str]]) -> "Column":
    """`known` are the engagements by what people may call their contract, as `plain_words` gives it."""

    def read(value: Value) -> str:
        text = str(value)
        if plain_words(text) == "all":
            return " ".join(sorted({each for ids in known.values() for each in ids}))
        whole = known.get(plain_words(text))
        parts = [text] if whole else [part for part in text.replace("\n", ";").split(";") if part.strip()]
        found = [known.get(plain_words(part)) for part in parts]
        if not all(found):
            raise WrongValue("is not the name of one of your contracts")
        return " ".join(sorted({each for ids in found for each in ids or ()}))

    return Column(
        "contracts",
        "Contracts",
        read,
        "For which of your contracts the person works: titles with ; between them, or All.",
        ("Contract", "Project", "Service"),
    )


FACTS = (
    Column("name", "Name", cells.words,
           "As you know the person. May be left empty where there is a staff code.",
           ("Full name", "Person", "Staff name", "Worker", "Staff member", "Employee")),
    Column("staff_code", "Staff code", cells.words, "Your own number or code for the person.",
           ("Code", "Staff number", "Staff ID", "Employee number", "Payroll number", "ID")),
    Column("job", "Role", cells.words, "What the person does, such as Peer supporter.",
           ("Job", "Job title", "Position", "Post"), is_needed=True),
    Column("engaged_as", "Staff or volunteer", cells.choice("Staff or Volunteer", ENGAGED),
           "Staff or Volunteer.",
           ("Staff/volunteer", "Type", "Engaged as", "Employment"), choices=("Staff", "Volunteer"),
           may_suggest=True, by_section=True),
    Column("started_on", "Started", cells.day, "The first day, such as 3 May 2025.",
           ("Start date", "Started on", "Date started", "Joined", "First day", "Start"), is_needed=True),
    Column("left_on", "Left", cells.day, "The last day of somebody who has left.",
           ("Left on", "Leaving date", "Date left", "End date", "Last day", "Leaver")),
    Column("eligibility", "Why eligible", cells.words,
           "Why the role may be checked at the level asked, such as: regulated activity with adults.",
           ("Eligibility", "Why eligible for DBS", "DBS eligibility", "Reason for check")),
    Column("shown_as", "Shown to the lead as", cells.choice("Name or Staff code", SHOWN),
           "Name or Staff code: what the lead provider reads.", ("Shown as",),
           choices=("Name", "Staff code"), may_suggest=True),
    Column("level", "DBS level", cells.choice("Enhanced, Standard or Basic", LEVELS),
           "Enhanced, Standard or Basic.", ("Level", "DBS", "DBS type", "Type of check", "Level of check"),
           choices=("Enhanced", "Standard", "Basic"), may_suggest=True),
    Column("adults_list", "Adults’ barred list", cells.yes_or_no, "Yes where the check included it.",
           ("Adults list", "Adult barred list", "Adults barred list checked"),
           choices=("Yes", "No")),
    Column("childrens_list", "Children’s barred list", cells.yes_or_no, "Yes where the check included it.",
           ("Childrens list", "Child barred list", "Childrens barred list checked"),
           choices=("Yes", "No")),
    Column("certificate_number", "Certificate number", certificate_number,
           "The 12 digits on the certificate.",
           ("DBS number", "DBS certificate number", "Certificate no", "DBS no", "Disclosure number")),
    Column("issued_on", "Issued on", cells.day, "The date of issue on the certificate.",
           ("Issued", "Date of issue", "DBS issue date", "Issue date", "DBS date", "DBS issued")),
    Column("seen_by", "Seen by", cells.words, "Who has seen the certificate itself.",
           ("Certificate seen by", "Checked by", "Verified by")),
    Column("seen_on", "Seen on", cells.day, "When it was seen.",
           ("Seen", "Date seen", "Certificate seen on", "Checked on", "Date checked")),
    Column("update_service", "Update Service", cells.yes_or_no,
           "Yes where the person is registered with it.",
           ("DBS Update Service", "On Update Service", "Update Service registered"), choices=("Yes", "No")),
    Column("outcome", "Outcome", outcome,
           "Clear, Risk decision or Undecided. Nothing means that it is not known.",
           ("DBS outcome", "Result", "DBS result"),
           choices=("Clear", "Risk decision", "Undecided", "Unknown"), hints=("Clear", "DBS clear")),
    Column("risk_decided_by", "Risk decision by", cells.words,
           "Who decided, where the certificate is not clear.",
           ("Decided by", "Risk assessed by")),
    Column("risk_decided_on", "Risk decision on", cells.day, "When that was decided.",
           ("Decided on", "Risk assessed on")),
    Column("risk_reason", "Risk decision: why", cells.words,
           "Why the person may perform the services. Nothing of what the certificate says.",
           ("Reason", "Risk reason", "Risk decision why")),
)  # fmt: skip  # a column of the sheet in two or three lines
"""What may be said of everybody; training and contracts depend on what an organisation is asked."""


PARTS = (
    Column("first_name", "First name", cells.words, "The first name, where the file has it by itself.",
           ("Forename", "Given name", "First names", "Christian name"), part_of="name"),
    Column("surname", "Surname", cells.words, "The surname, where the file has it by itself.",
           ("Last name", "Family name", "Second name"), part_of="name"),
    Column("barred_lists", "Barred lists", barred_lists,
           "Which lists the check included: Adults, Children, Adults and children or None.",
           ("Barred list", "Barred list check", "Barred lists checked", "Barred lists included",
            "Barred lists adults and children", "Adults and childrens barred lists"),
           choices=("Adults", "Children", "Adults and children", "None"), may_suggest=True,
           tells=BOTH_LISTS),
)  # fmt: skip  # a column of the sheet in two or three lines
"""Columns that a file may have in place of ours."""


def people_columns(topics: Sequence[Topic], known: Mapping[str, Sequence[str]]) -> tuple[Column, ...]:
    return (*FACTS, *(training(topic) for topic in topics), contracts(known))


def training(topic: Topic) -> Column:
    synonyms = (f"{topic.title} training", f"Training in {topic.title}", f"{topic.title} completed")
    return Column(
        f"{TRAINING}{topic.key}",
        f"Training: {topic.title}",
        cells.day,
        f"When the person completed training in {in_sentence(topic.title)}.",
        (topic.title, *synonyms),
    )


def columns_read(topics: Sequence[Topic], known: Mapping[str, Sequence[str]]) -> tuple[Column, ...]:
    """All that a file may have; a template and a download have the whole of a name in one."""
    return (*PARTS, *people_columns(topics, known))
