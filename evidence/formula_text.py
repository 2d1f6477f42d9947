"""Text that a spreadsheet program would run as a formula when it opens a CSV file.

Such a cell is written with an apostrophe in front, which spreadsheet programs know as "this is text". Reading
takes it off again, so that what was downloaded can be uploaded unchanged.
"""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the last four are full width
_GUARD = "'"


def is_formula(text: str) -> bool:
    """Whether a program may run it; some look past the spaces in front.

    >>> is_formula("=1+1"), is_formula(" @SUM(A1)"), is_formula("Ana-Maria"), is_formula("")
    (True, True, False, False)
    """
    return text.startswith(_STARTS) or text.lstrip(" ").startswith(_STARTS)


def guarded(text: str) -> str:
    """The text as a CSV cell that nothing runs.

    >>> guarded("=HYPERLINK(1)"), guarded("O'Neill")
    ("'=HYPERLINK(1)", "O'Neill")
    """
    return _GUARD + text if is_formula(text) else text


def without_guard(text: str) -> str:
    """
    >>> without_guard("'=HYPERLINK(1)"), without_guard("'quoted'")
    ('=HYPERLINK(1)', "'quoted'")
    """
    return text[1:] if text.startswith(_GUARD) and is_formula(text[1:]) else text
