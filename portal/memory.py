"""How a process that goes on for weeks keeps its memory."""

import ctypes
import gc
import os
from pathlib import Path

MOST_ARENAS, LARGE = -8, -3
"""What glibc calls M_ARENA_MAX and M_MMAP_THRESHOLD."""

LOADING, SERVING = (500_000, 20, 20), (2_000, 25, 200)
"""When the collector looks: at so many new objects, and how many looks later at older ones. All that a server
loads is 370,000. What a request leaves in circles waits for the next look: 10 MB of it, where that came as
seldom as at 50,000."""

MUCH = 5 * 1024 * 1024
"""Bytes by which a process grows before it is worth a look at what can be given back."""


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
    trim()


def trim() -> None:
    """glibc keeps what was freed until it is asked."""
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
    if give_back:
        give_back(0)


def resident() -> int:
    """The bytes of this process that are in memory; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def give_memory_back(before: int) -> None:
    """After work, where the process has grown much since it had so many bytes: 10 MB after the mails of a
    day. Not after every mail: looking through all that a server has made since it began keeps whoever waits
    for a page for 30 ms."""
    if resident() < before + MUCH:
        return
    gc.collect()
    trim()
