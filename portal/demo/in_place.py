"""A checklist of the library as an invented contract asks for it: with its own council, county and towns."""

import json
from collections.abc import Mapping

from checklists.library import as_data, from_data
from checklists.requirement import Checklist
from portal.demo import names

FIRST = {
    "Kent County Council": names.COMMISSIONER,
    "KCC's": "the council's",
    "Kent and Medway": "Wealdshire",
    "Dover": "Cinderford Bay",
    "Folkestone": "Northmere",
}
SECOND = {"Cornwall": "Port Averley"}
"""What stands in the checklist of each contract of the demonstration, and what in its place: nobody signs
there that a council that exists is answerable."""


def in_place(checklist: Checklist, words: Mapping[str, str]) -> Checklist:
    text = json.dumps(as_data(checklist))
    for real, invented in words.items():
        text = text.replace(real, invented)
    return from_data(json.loads(text), checklist.key)
