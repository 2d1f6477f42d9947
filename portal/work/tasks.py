"""What can be done in the background: by kind, the function that does it.

Each may be done again after it was broken off: it looks at what is left to do, and does that.
"""

from collections.abc import Mapping

from portal.authoring.actions.ask_for_people import SEND_RECORDED
from portal.files.actions.keep_file import SCAN
from portal.history.actions.archive_contract import ARCHIVE
from portal.packs.queries.packs import MAKE
from portal.post.actions.write_message import SEND
from portal.sign_in.actions.send_reset import RESET
from portal.work.daily import TELL
from portal.work.housekeeping import (
    do_anchor_log,
    do_forget_leavers,
    do_sweep_files,
    do_sweep_mail,
    do_sweep_pictures,
    do_sweep_sessions,
    do_sweep_sheets,
    do_sweep_work,
)
from portal.work.keeping import do_archive_contract, do_remove_kept
from portal.work.letting_in import do_forget_letters, do_send_reset
from portal.work.packing import do_make_pack
from portal.work.posting import do_read_bounces, do_send_message
from portal.work.registers import do_send_recorded
from portal.work.scanning import do_remove_harmful, do_scan_file, do_scan_stored, do_scan_waiting
from portal.work.telling import do_send_daily, do_tell_events
from portal.work.tools import Task

TASKS: Mapping[str, Task] = {
    "anchor-log": do_anchor_log,
    "forget-leavers": do_forget_leavers,
    "forget-letters": do_forget_letters,
    "send-daily": do_send_daily,
    MAKE: do_make_pack,
    "read-bounces": do_read_bounces,
    "remove-harmful": do_remove_harmful,
    "remove-kept": do_remove_kept,
    ARCHIVE: do_archive_contract,
    SCAN: do_scan_file,
    "scan-stored": do_scan_stored,
    "scan-waiting": do_scan_waiting,
    SEND_RECORDED: do_send_recorded,
    SEND: do_send_message,
    RESET: do_send_reset,
    "sweep-files": do_sweep_files,
    "sweep-mail": do_sweep_mail,
    "sweep-pictures": do_sweep_pictures,
    "sweep-sessions": do_sweep_sessions,
    "sweep-sheets": do_sweep_sheets,
    "sweep-work": do_sweep_work,
    TELL: do_tell_events,
}
