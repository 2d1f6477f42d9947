"""How an inspection says no."""


class Unfit(Exception):
    """A file that an inspection refuses; `code` is one of `refusal.SENTENCES`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
