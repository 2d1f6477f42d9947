"""The addresses of what is one's own: name, password, second factor, passkeys."""

from portal.web.address import Address

YOU = Address("/you")
YOUR_NAME = YOU.below("name")
YOUR_PASSWORD = YOU.below("password")
YOUR_FACTOR = YOU.below("second-factor")
CONFIRM_FACTOR = YOUR_FACTOR.below("confirm")
OTHER_APP = YOUR_FACTOR.below("another")
KEEP_APP = OTHER_APP.below("not")
REMOVE_FACTOR = YOUR_FACTOR.below("remove")
RECOVERY_CODES = YOU.below("recovery-codes")
NEW_RECOVERY_CODES = RECOVERY_CODES.below("new")
NEW_PASSKEY = YOU.below("passkeys/new")
ASK_FOR_NEW_PASSKEY = NEW_PASSKEY.below("ask")
PASSKEY = YOU.below("passkeys/{passkey_id:uuid}")
REMOVE_PASSKEY = PASSKEY.below("remove")
END_SESSIONS = YOU.below("sessions/end")
