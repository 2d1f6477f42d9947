"""What happened to packs, each in a sentence."""

from collections.abc import Callable
from datetime import date

from portal.words.said import Said
from portal.words.wording import day


def of_pack(words: str) -> Callable[[Said], str]:
    return lambda said: f"{called_pack(said)} {words}."


def called_pack(said: Said) -> str:
    """By its reference, or its day before it has one that anybody knows."""
    if reference := said.data.get("reference"):
        return f"The pack {reference}"
    on = said.data.get("on")
    return f"A pack for {day(date.fromisoformat(on))}" if on else "A pack"


def shared(said: Said) -> str:
    return f"{called_pack(said)} was shared with the council{f' until {said.until}' if said.until else ''}."


OF_PACKS: dict[str, Callable[[Said], str]] = {
    "pack-asked-for": of_pack("was asked for"),
    "pack-downloaded": of_pack("was downloaded"),
    "pack-made": of_pack("was made"),
    "pack-partly-downloaded": of_pack("was downloaded in part"),
    "pack-share-ended": of_pack("is no longer shared with the council"),
    "pack-shared": shared,
    "pack-template-put": lambda _: "A Word template for packs was put in.",
    "pack-template-removed": lambda _: "The Word template for packs was taken away.",
    "pack-written": of_pack("was written into a file by whoever runs the portal"),
}
"""By the event's name."""
