"""Whose turn it is to write to a file that one at a time writes to.

SQLite lets whoever asks at the right moment go first: somebody who writes again and again, as the background
work does, keeps everybody else waiting until they give up. Here who came first goes first.
"""

import threading
from collections import deque

WRITING = "portal_writing"
"""Execution option of a connection that takes SQLite's write lock when its transaction begins."""


class Turns:
    """For the threads of one process; other processes are kept apart by the file's own lock.

    >>> turns = Turns()
    >>> turns.take(1.0), turns.take(0.01)
    (True, False)
    >>> turns.give_back(), turns.take(0.01)
    (None, True)
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.is_taken = False
        self.waiting: deque[threading.Event] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for the turn; False where it did not come in time."""
        with self.lock:
            if not self.is_taken:
                self.is_taken = True
                return True
            mine = threading.Event()
            self.waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self.lock:
            if mine.is_set():
                return True
            self.waiting.remove(mine)
            return False

    def give_back(self) -> None:
        with self.lock:
            if self.waiting:
                self.waiting.popleft().set()
            else:
                self.is_taken = False
