"""Tables of a definition that asks for something through the year, each as plain as can be read."""

from checklists.library import read_definition
from checklists.requirement import Checklist

HEAD = """key = "some"
title = "Some"
in_force_from = 2021-10-01
[[requirement]]
key = "policy"
kind = "document"
title = "Policy"
force = "must"
clause = "1"
group = "All"
asks = "Your policy."
"""
ABOUT = 'title = "Thing"\nclause = "6.2"\nsource = "It says so."\n'
ASKS = 'asks = "The thing."\n'
BY_QUARTER = 'every = "quarter"\n'

RETURN = f'[[return]]\nkey = "thing"\n{ABOUT}{ASKS}{BY_QUARTER}'
MEASURE = f'[[measure]]\nkey = "thing"\n{ABOUT}{BY_QUARTER}numerator = "Some"\n'
SHARE = f'{MEASURE}denominator = "All"\n'
PAID = f"{SHARE.replace('thing', 'share')}at_least = 80\n"
AREA = '[[payment.area]]\nkey = "a"\ntitle = "A"\nfee = 1000\n'
PART = '[[payment.part]]\nkey = "p"\ntitle = "P"\nweight = 100\nmeasures = ["share"]\n'
HALF = PART.replace("100", "50")
PAYMENT = f'[[payment]]\nkey = "thing"\n{ABOUT}at_risk = 20\n'
EVENT = f'[[event]]\nkey = "thing"\n{ABOUT}{ASKS}'
MEETING = f'[[meeting]]\nkey = "thing"\n{ABOUT}{ASKS}'
THREE = f'{MEETING}times = 3\nevery = "year"\n'
STEP = "[[payment.part.step]]\nbelow = {}\ndeducts = {}\n"
STEPS = f'shortfall = "steps"\n{STEP}{STEP}'


def read(text: str) -> Checklist:
    return read_definition(HEAD + text, "some.toml")
