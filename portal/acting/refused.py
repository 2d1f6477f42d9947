"""What an action answers when it cannot be done."""


class CannotDo(ValueError):
    """The action cannot be done as asked. `problems` maps a field's name ("" for the whole) to a sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems
