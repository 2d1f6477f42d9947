"""What is said at a field of a requirement that will not do."""

LISTED_TOO_LONG = "{called}: use {most} lines or fewer, each of {longest} characters or fewer."

SENTENCES = {
    "title": "Enter what the requirement is called.",
    "kind": "Choose how it is shown.",
    "asks": "Enter what partners are asked for, in a sentence or two.",
    "force": "Choose whether it is required or preferred.",
    "clause": "Enter where it stands in the contract, such as K3 or 14.2.",
    "group": "Enter the group that it belongs to, such as Key contract requirements.",
    "statement": "Enter the statement that partners confirm.",
    "months": "Enter after how many months it is renewed, as a whole number such as 12.",
    "still_years": "Enter for how many whole years it may be said again, and after how many months.",
    "warn_days": "Enter how long before its end partners are reminded, as a whole number of days such as 30.",
    "condition": "Choose when it is asked for.",
    "level": "Choose what is asked of each person: a level of check, or training in topics.",
    "lists": "The barred lists belong to a level of check.",
    "topic": "Enter the topics of training, one a line.",
    "carried_out_by": "Choose who carries it out.",
    "part": "Enter at least one insurance, with its amount.",
    "years": "Enter of how many financial years accounts are asked for, such as 3.",
    "deadline_months": "Enter whole months for filing: 10 for charities and 9 for companies, unless the"
    " contract says otherwise.",
    "characteristics": "Enter the characteristics, one a line.",
    "sections": "Enter the sections, one a line.",
    "cover title": "Enter which insurance it is.",
    "cover amount": "Enter the amount in pounds, such as 5,000,000 or 5 million.",
    "cover basis": "Choose any one claim or in the aggregate.",
}
"""By field of a definition; of a cover by its field after the word."""
