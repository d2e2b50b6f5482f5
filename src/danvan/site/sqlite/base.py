"""Writers take turns. SQLite lets one write at a time, and those who find it busy sleep longer and
longer, so that under load some wait a second for a gap that many had meanwhile. Here the threads
of a process queue for a lock that wakes the next one at once, and the first of each process asks
for a lock on a file beside the database that the other processes ask for, too."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PAUSE = 0.0005  # seconds between two looks at whether another process is done


class Turns:
    """Whose turn it is to write to one database; of a process."""

    def __init__(self, place: str) -> None:
        self.place, self.file = place, -1
        self.queue = threading.Lock()

    def take(self, patience: float) -> bool:
        """Waits for the turn; False where it did not come in so many seconds."""
        until = time.monotonic() + patience
        if not self.queue.acquire(timeout=patience):
            return False
        if self.file < 0:
            self.file = os.open(self.place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while not self.is_free():
            if time.monotonic() >= until:
                self.queue.release()
                return False
            time.sleep(PAUSE)
        return True

    def is_free(self) -> bool:
        """Whether no other process writes; then they find that this one does."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_UN)
        self.queue.release()


KNOWN: dict[str, Turns] = {}
ONE = threading.Lock()


def turns_of(database: str) -> Turns:
    with ONE:
        return KNOWN.setdefault(database, Turns(f"{database}-turn"))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that begins to write when it is its turn."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.writes: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        turns = turns_of(str(Path(self.settings_dict["NAME"]).absolute()))
        if not turns.take(self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self.writes = turns
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.done()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self.done()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.done()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.done()

    def done(self) -> None:
        """The next one may write. Does nothing where it was not this one's turn."""
        if self.writes is not None:
            turns, self.writes = self.writes, None
            turns.give()
