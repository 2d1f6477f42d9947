"""Which fee was chosen."""

from portal.acting.refused import CannotDo
from portal.payments.actions.set_fee import CHOOSE
from portal.payments.queries.fees import Fee
from portal.web.typed import Typed


def as_value(fee: Fee) -> str:
    """A fee as the value of a radio button: its two keys, which have no slash."""
    return f"{fee.payment}/{fee.area}"


def fee_typed(fee: Fee | None) -> Typed:
    return Typed({"area": [as_value(fee)]} if fee else {})


def read_fee(typed: Typed) -> Fee:
    """Raises CannotDo where none was chosen."""
    payment, _, area = typed.first("area").partition("/")
    if not area:
        raise CannotDo({"area": CHOOSE})
    return Fee(payment, area)
