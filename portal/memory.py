"""How a process that goes on for weeks keeps its memory."""

import ctypes
import gc

MOST_ARENAS, LARGE = -8, -3
"""What glibc calls M_ARENA_MAX and M_MMAP_THRESHOLD."""

LOADING, SERVING = (500_000, 20, 20), (2_000, 25, 200)
"""When the collector looks: at so many new objects, and how many looks later at older ones. All that a server
loads is 370,000. What a request leaves in circles waits for the next look: 10 MB of it, where that came as
seldom as at 50,000."""


def collect_seldom() -> None:
    """Nearly all that is made while a process loads is kept; looking for the rest took a fifth of it."""
    gc.set_threshold(*LOADING)


def settle_memory() -> None:
    """What is loaded at start stays: keep the collector from looking at it again and again.

    And one arena for all threads: as only one of them runs Python at a time, arenas of their own (which glibc
    gives to each) only keep what was freed from the others, some 15 MB a thread. What is large (the hash of a
    password wants 19 MB, a matrix some) goes back to the system: glibc would keep what was given back once.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have no arenas
    if set_option:
        set_option(MOST_ARENAS, 1)
        set_option(LARGE, 256 * 1024)
    if gc.get_freeze_count():  # right after a start nothing has been left yet, and looking takes 0.3 s
        gc.collect()
    gc.freeze()
    gc.set_threshold(*SERVING)


def give_memory_back() -> None:
    """After much work: glibc keeps what was freed until it is asked, 10 MB after the mails of a day."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
