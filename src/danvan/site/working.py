"""The worker as a process: it runs what waits, and asks for what time asks for."""

from __future__ import annotations

import threading
import time

from django.core.management import call_command
from django.db import connections

from danvan.site import logs
from danvan.site.schedule import tick
from danvan.site.serving import Unsafe, reached
from danvan.site.upkeep import schema

LOOK = 2.0  # seconds between two looks at what waits


def work() -> None:
    """Runs jobs until it is stopped; a job under way then waits for another worker.

    Raises Unsafe: the database does not answer, or is of another version.
    """
    logs.set_up()
    reached()
    if (found := schema()).is_fault:
        raise Unsafe(f"{found.what}: {found.said}")
    connections.close_all()
    threading.Thread(target=ticking, daemon=True).start()
    call_command("db_worker", interval=1, startup_delay=False, verbosity=0)


def ticking() -> None:
    """Every few seconds: asks for what time asks for, and knocks where something waits."""
    while True:
        try:
            tick()
        except Exception:  # noqa: BLE001 - the next look comes whatever this one met
            logs.log.error("tick failed", exc_info=True)
        finally:
            connections.close_all()
        time.sleep(LOOK)
