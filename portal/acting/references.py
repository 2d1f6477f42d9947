"""Short references that people read out on the telephone."""

import secrets

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels, so that no words appear, and nothing that looks like something else."""


def new_reference(letter: str) -> str:
    """Such as S-7KQ2-M9XD: eight of 28 letters, some 3.8 × 10^11 possibilities."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letter}-{drawn[:4]}-{drawn[4:]}"
