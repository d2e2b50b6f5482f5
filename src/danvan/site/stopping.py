"""A Ctrl-C is never lost, wherever it falls."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from danvan.site.progress import Report


@contextmanager
def heeded(progress: Report) -> Iterator[Report]:
    """The same reports, each of which stops the work that was asked to stop and went on.

    Python drops a KeyboardInterrupt that is raised in a finalizer or in another's callback.
    """
    if threading.current_thread() is not threading.main_thread():
        yield progress
        return
    asked = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal asked
        asked = True
        raise KeyboardInterrupt

    def report(stage: str, done: int, total: int) -> None:
        if asked:
            raise KeyboardInterrupt
        progress(stage, done, total)

    usual = signal.signal(signal.SIGINT, stop)
    try:
        yield report
    finally:
        signal.signal(signal.SIGINT, usual)
