"""Names of nobody: every organisation, person and place of the demonstration is invented."""

from itertools import product

COMMISSIONER = "Wealdshire County Council"
LEAD = "Lanternhouse"
SECOND_LEAD = "Wayfarers Together"

FIRST_NAMES = (
    "Amira",
    "Bela",
    "Callum",
    "Dilys",
    "Edwin",
    "Farah",
    "Gethin",
    "Hanneke",
    "Imogen",
    "Jomo",
    "Kezia",
    "Lorcan",
    "Mabel",
    "Nikhil",
    "Orla",
    "Piotr",
    "Quentin",
    "Rhona",
    "Sunita",
    "Tobias",
    "Una",
    "Vikram",
    "Winifred",
    "Yusuf",
)
LAST_NAMES = (
    "Ashgrove",
    "Bellwether",
    "Candlin",
    "Dunmarrow",
    "Eskdine",
    "Fernhollow",
    "Gorseby",
    "Hartlowe",
    "Inglewren",
    "Jessamy",
    "Kestrow",
    "Larkhill",
    "Merrowby",
    "Nettlefold",
    "Osierly",
    "Pellgrave",
    "Quillan",
    "Rushmere",
    "Sorrelby",
    "Tansley",
    "Underlea",
    "Vennmoor",
    "Wychwater",
    "Yarrowden",
)
AREAS = (
    "Saltmarsh",
    "Upper Weald",
    "Cinderford Bay",
    "Market Orrin",
    "The Levels",
    "Northmere",
    "Eastcliffe",
)
JOBS = ("Peer supporter", "Group facilitator", "Outreach worker", "Volunteer co-ordinator", "Service manager")
POSITIONS = ("Chief executive", "Chair of trustees", "Director", "Operations manager")
INSURERS = ("Beacon and Vale Mutual", "Old Orchard Insurance", "Three Rivers Underwriting")

COLOURS = (
    "Amber",
    "Birch",
    "Copper",
    "Damson",
    "Ember",
    "Fallow",
    "Gorse",
    "Heather",
    "Indigo",
    "Juniper",
    "Linden",
)
THINGS = (
    "Anchor",
    "Bridge",
    "Candle",
    "Doorway",
    "Ferry",
    "Garden",
    "Hearth",
    "Kite",
    "Ladder",
    "Orchard",
    "Well",
)
SORTS = (
    "Advice",
    "Arts",
    "Befrienders",
    "Carers",
    "Collective",
    "Community",
    "Counselling",
    "Families",
    "Friends",
    "Link",
    "Listening Service",
    "Mentors",
    "Network",
    "Outreach",
    "Project",
    "Support",
    "Trust",
    "Voices",
    "Workshop",
    "Youth",
)


def partner_names() -> list[str]:
    """Names for partners in bulk, 2,420 of them, none twice."""
    return [f"{colour} {thing} {sort}" for sort, thing, colour in product(SORTS, THINGS, COLOURS)]


def address(name: str, organisation: str) -> str:
    """An e-mail address that can never be anybody's (RFC 2606)."""
    host = "".join(letter for letter in organisation.casefold() if letter.isalnum())
    return f"{name.casefold().replace(' ', '.')}@{host}.example"
