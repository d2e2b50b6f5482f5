"""Pages and records of the platform at the size of a country, on a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from danvan.site.bench.figure import Figure
from danvan.site.settings import DATABASES

JOB = "platform"
GATE = 100  # milliseconds, p95
MAIN = "import django; django.setup(); from danvan.site.bench.country import main; main()"
MEASURES = ("DJANGO_SETTINGS_MODULE=danvan.site.settings", sys.executable, "-c", MAIN)


def run() -> Iterator[Figure]:
    """The figures on SQLite, and on PostgreSQL where DATABASE_URL names one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        yield from measured("SQLite", home, f"sqlite:///{quote(str(home / 'country.sqlite3'))}")
        if "postgres" in DATABASES["default"]["ENGINE"]:
            with beside_the_others() as address:
                yield from measured("PostgreSQL", home, address)


def measured(name: str, home: Path, address: str) -> Iterator[Figure]:
    """What `country` measures in a process of its own: the settings are read once in each."""
    given = (f"DANVAN_HOME={home}", f"DATABASE_URL={address}", "DANVAN_TODAY=", "DANVAN_DEMO=")
    done = subprocess.run(  # noqa: S603
        ["env", *given, *MEASURES],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    for line in done.stdout.splitlines():
        metric, rows, value = json.loads(line)
        gated = metric.endswith("p95 ms") and "check" not in metric
        good = value <= GATE if gated else None
        yield Figure(JOB, name, rows, metric, value, f"≤ {GATE}" if gated else "", good)


@contextmanager
def beside_the_others() -> Iterator[str]:
    """A database for this run on the server that the settings name; never the user's own."""
    import psycopg  # noqa: PLC0415 - an extra, which SQLite alone does without

    about = {key: str(value) for key, value in DATABASES["default"].items()}
    own = f"danvan_bench_{os.getpid()}"
    who = quote(about["USER"]) + (f":{quote(about['PASSWORD'])}" if about["PASSWORD"] else "")
    host = f"{about['HOST'] or 'localhost'}:{about['PORT'] or 5432}"
    server = f"postgres://{who}@{host}/{about['NAME']}"
    with psycopg.connect(server, autocommit=True) as known:
        known.execute(f"CREATE DATABASE {own}")
        try:
            yield urlsplit(server)._replace(path=f"/{own}").geturl()
        finally:
            known.execute(f"DROP DATABASE {own} WITH (FORCE)")
