"""How an inspection says no."""


class Unfit(Exception):
    """A file that an inspection refuses; `code` is one of `refusal.SENTENCES`, `part` the name of what is
    refused inside it, where that is known."""

    def __init__(self, code: str, part: str = "") -> None:
        self.code, self.part = code, part
        super().__init__(code)
