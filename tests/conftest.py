"""What every test may ask for: the cast, the guard on writes, and data beside the checkout."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2] / "shared"
ROOMS = {"ledger", "units", "work", "consultation", "situation", "exemplars", "news"}
SOURCE = str(Path(__file__).parents[1] / "src" / "danvan") + "/"
MAY_WRITE = {"actions", "migrations"}
CHANGE = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?([a-z]+)_', re.IGNORECASE)
SINCE = date(2020, 1, 1)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts for measuring that stands beside some checkouts, never inside."""
    return (
        SHARED if SHARED.is_dir() else pytest.skip("no folder of shared data beside the checkout")
    )


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Path:
    """The synthesis of the demonstration's opinions and draft, made once."""
    from danvan.sense.job import Order, run

    given = Path(__file__).parents[1] / "src/danvan/site/demo"
    place = tmp_path_factory.mktemp("demonstration") / "ket-qua"
    run(Order([given / "opinions.csv"], place, draft=given / "draft.md"), lambda *_: None)
    return place


def pytest_configure() -> None:
    """Passwords are hashed quickly here, and nobody asks too often; both are asked elsewhere."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LIMITS = dict.fromkeys(settings.LIMITS, ())  # all tests ask from one address
    settings.AT_HAND = 0  # the next test has other rows under the same names


# ---------------------------------------------------------------- only actions write


def room_frames() -> Iterator[tuple[str, set[str]]]:
    frame = sys._getframe(2)
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(SOURCE):
            parts = file.removeprefix(SOURCE).removesuffix(".py").split("/")
            if parts[0] in ROOMS:
                yield f"{file.removeprefix(SOURCE)}:{frame.f_lineno}", set(parts)
        frame = frame.f_back


def only_actions_write(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    """Every row of a room that a room's code changes, by whatever call, is changed by an action."""
    change = CHANGE.match(sql.lstrip())
    if change and change[1] in ROOMS:
        frames = list(room_frames())
        if frames and not any(parts & MAY_WRITE for _, parts in frames):
            raise AssertionError(f"{frames[0][0]} writes outside an action: {sql[:80]}")
    return execute(sql, params, many, context)


def guard(connection: Any, **_: Any) -> None:
    if only_actions_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(only_actions_write)


@pytest.fixture(autouse=True, scope="session")
def _the_guard_stands() -> None:
    from django.db import connections
    from django.db.backends.signals import connection_created

    connection_created.connect(guard)
    for open_connection in connections.all():
        guard(open_connection)


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_ledger() -> None:
    """Between tests with a server the tables are emptied, which the ledger's guard refuses."""
    from django.db import connections
    from django.db.backends.base.operations import BaseDatabaseOperations

    from danvan.consultation.migrations._kept import KEPT, keeping, letting
    from danvan.consultation.models import Submission
    from danvan.ledger.migrations._append_only import guarding, releasing
    from danvan.news.migrations import _kept as news
    from danvan.situation.migrations import _kept as situation

    flush = BaseDatabaseOperations.execute_sql_flush
    tables = ("ledger_entry", *KEPT, *situation.KEPT)
    columns = [field.column for field in Submission._meta.fields]

    def unguarded(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        vendor = self.connection.vendor
        off = [statement for table in tables for statement in releasing(table, vendor)]
        on = [statement for table in tables for statement in guarding(table, vendor)]
        with connections[self.connection.alias].cursor() as cursor:
            for statement in [*off, *letting(vendor), *news.letting(vendor)]:
                cursor.execute(statement)
            flush(self, sql_list)
            for statement in [*on, *keeping(columns, vendor), *news.keeping(vendor)]:
                cursor.execute(statement)

    BaseDatabaseOperations.execute_sql_flush = unguarded


@pytest.fixture(autouse=True, scope="session")
def _nobody_holds_the_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Threads of servers and of pages that stream leave connections, which keep PostgreSQL from
    dropping the tests' database."""
    from django.db import connection

    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


# ---------------------------------------------------------------- the cast


@pytest.fixture
def tiers(db) -> dict[str, Any]:
    from danvan.units.models import Tier

    named = {"central": "Trung ương", "province": "Tỉnh", "district": "Huyện", "commune": "Xã"}
    return {
        code: Tier.objects.create(code=code, label=label, rank=rank)
        for rank, (code, label) in enumerate(named.items())
    }


@pytest.fixture
def found(tiers) -> Callable[..., Any]:
    """Founds a unit: `found("tinh-bg", "Tỉnh Bắc Giang", "province", parent)`."""
    from danvan.ledger.actions import SYSTEM
    from danvan.units.actions import found_unit
    from danvan.units.actions.tree import Looks

    def make(code: str, name: str, tier: str, parent: Any = None, on: date = SINCE) -> Any:
        return found_unit(
            by=SYSTEM,
            code=code,
            kind="place",
            looks=Looks(name),
            tier=tiers[tier],
            parent=parent,
            on=on,
        )

    return make


@pytest.fixture
def centre(found) -> Any:
    return found("tw", "Trung ương", "central")


@pytest.fixture
def province(found, centre) -> Any:
    return found("tinh-24", "Tỉnh Bắc Giang", "province", centre)


@pytest.fixture
def commune(found, province) -> Any:
    return found("xa-1", "Xã Tân Hưng", "commune", province)


@pytest.fixture
def neighbour(found, province) -> Any:
    """Another commune of the same province."""
    return found("xa-2", "Xã Hương Sơn", "commune", province)


@pytest.fixture
def other_province(found, centre) -> Any:
    return found("tinh-20", "Tỉnh Lạng Sơn", "province", centre)


@pytest.fixture
def employ(db) -> Callable[..., Any]:
    """Makes an officer with a role: `employ("xa", commune, "collector")`."""
    from danvan.units.models import Officer, RoleAssignment

    def make(username: str, unit: Any, *roles: str) -> Any:
        officer = Officer.objects.create(username=username, full_name=f"Cán bộ {username}")
        for role in roles or ("collector",):
            RoleAssignment.objects.create(officer=officer, unit=unit, role=role, valid_from=SINCE)
        return officer

    return make


@pytest.fixture
def commune_officer(employ, commune) -> Any:
    return employ("xa", commune)


@pytest.fixture
def provincial_officer(employ, province) -> Any:
    return employ("tinh", province)


@pytest.fixture
def stranger(employ, other_province) -> Any:
    """An officer of another province: must see nothing of ours."""
    return employ("tinh-khac", other_province)


@pytest.fixture
def citizen(client) -> Any:
    """Somebody without an account."""
    return client


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
