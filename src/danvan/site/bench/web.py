"""A consultation of a million: its pages, its search, its data, and two hundred who send a second.

DANVAN_BENCH_ROWS and DANVAN_BENCH_SECONDS change how many and for how long.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from danvan.site.bench.figure import Figure
from danvan.site.bench.platform import beside_the_others
from danvan.site.settings import DATABASES

JOB = "web"
MAIN = "import django; django.setup(); from danvan.site.bench.crowd import main; main()"
MEASURES = ("DJANGO_SETTINGS_MODULE=danvan.site.settings", sys.executable, "-c", MAIN)


def run() -> Iterator[Figure]:
    """The figures on SQLite, and on PostgreSQL where DATABASE_URL names one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        yield from measured("SQLite", home, f"sqlite:///{quote(str(home / 'crowd.sqlite3'))}")
        if "postgres" in DATABASES["default"]["ENGINE"]:
            with beside_the_others() as address:
                yield from measured("PostgreSQL", home, address)


def measured(name: str, home: Path, address: str) -> Iterator[Figure]:
    """What `crowd` measures in a process of its own: the settings are read once in each."""
    given = (f"DANVAN_HOME={home}", f"DATABASE_URL={address}", "DANVAN_TODAY=", "DANVAN_DEMO=")
    done = subprocess.run(  # noqa: S603
        ["env", *given, "DANVAN_LIMITS=0", *MEASURES],  # noqa: S607
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in done.stdout.splitlines():
        metric, rows, value, gate = json.loads(line)
        good = None if gate is None else value <= gate
        yield Figure(JOB, name, rows, metric, value, "" if gate is None else f"≤ {gate}", good)
