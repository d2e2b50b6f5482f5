"""An installation of its own, run as its keeper runs it: other processes, their own database."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

SERVER = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = SERVER.startswith("postgres")


@dataclass
class Installation:
    """A home, a database, and the commands run on them."""

    home: Path
    url: str
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        own = {"DANVAN_HOME": str(self.home), "DATABASE_URL": self.url, "DANVAN_TODAY": ""}
        return {**os.environ, **own, "DANVAN_DEMO": "", **self.more}

    def run(self, *words: str) -> tuple[int, str]:
        """A command to its end: its code, and all that it said."""
        done = subprocess.run(
            [sys.executable, "-m", "danvan", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=90,
        )
        return done.returncode, done.stdout + done.stderr

    def python(self, code: str) -> str:
        """Lines of Python with the site set up; what they print."""
        done = subprocess.run(
            [sys.executable, "-c", f"{SET_UP}\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=90,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def started(self, *words: str) -> Iterator[subprocess.Popen]:
        """A program beside the test; what it says is in the file `said`; killed at the end."""
        with self.said.open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, *words],
                env=self.environment,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    @property
    def said(self) -> Path:
        return self.home / "said.txt"

    def ask(self, sql: str, **given: object) -> list[tuple[Any, ...]]:
        """What the database holds, seen from outside; `{name}` stands for a value."""
        quoted = {name: f"'{value}'" for name, value in given.items()}
        with closing(connected(self.url, self.home)) as known:
            rows = known.execute(sql.format(**quoted))
            found = rows.fetchall() if rows.description else []
            known.commit()
        return [tuple(row) for row in found]


SET_UP = "import django; django.setup()"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")


def connected(url: str, home: Path) -> Any:
    if url:
        import psycopg

        return psycopg.connect(url)
    import sqlite3

    return sqlite3.connect(home / "danvan.sqlite3", timeout=20)


def on_the_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement)


def named(database: str) -> str:
    return urlsplit(SERVER)._replace(path=f"/{database}").geturl()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Iterator[Installation]:
    """A database with its tables, copied for each test that asks for an installation."""
    home = tmp_path_factory.mktemp("migrated")
    pattern = f"pattern_{os.getpid()}"
    if ON_POSTGRES:
        on_the_server(f"CREATE DATABASE {pattern}")
    made = Installation(home, named(pattern) if ON_POSTGRES else "")
    assert made.run("manage", "migrate", "--verbosity=0") == (0, "")
    yield made
    if ON_POSTGRES:
        on_the_server(f"DROP DATABASE {pattern} WITH (FORCE)")


@contextmanager
def copied(migrated: Installation, place: Path) -> Iterator[Installation]:
    home = place / "home"
    shutil.copytree(migrated.home, home)
    if not ON_POSTGRES:
        yield Installation(home, "")
        return
    name = f"own_{os.getpid()}_{abs(hash(place)) % 10**8}"
    on_the_server(f"CREATE DATABASE {name} TEMPLATE {urlsplit(migrated.url).path[1:]}")
    yield Installation(home, named(name))
    on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def installation(migrated, tmp_path) -> Iterator[Installation]:
    """A fresh one for this test."""
    with copied(migrated, tmp_path) as made:
        yield made


def wait(true: Callable[[], Any], what: str = "", *, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"never came: {what}")


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits for what is expected of another process; says what it waited for where it never is."""
    return wait


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def served(migrated, tmp_path_factory) -> Iterator[tuple[str, Installation]]:
    """The site's address, opened by `danvan serve` without a worker, and its installation."""
    port = free_port()
    words = ("-m", "danvan", "serve", "--no-worker", "--port", str(port))
    with copied(migrated, tmp_path_factory.mktemp("served")) as made, made.started(*words) as site:
        address = f"http://127.0.0.1:{port}"
        wait(lambda: site.poll() is not None or is_open(address), "the site")
        yield address, made


def is_open(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/live", timeout=5):  # noqa: S310
            return True
    except OSError:
        return False
