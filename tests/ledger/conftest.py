from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from danvan.ledger.migrations._append_only import guarding, releasing


@pytest.fixture
def unguarded():
    """As somebody with the database's own password could: the guard off for a moment."""

    @contextmanager
    def off() -> Iterator[None]:
        with connection.cursor() as cursor:
            for statement in releasing("ledger_entry", connection.vendor):
                cursor.execute(statement)
            yield
            for statement in guarding("ledger_entry", connection.vendor):
                cursor.execute(statement)

    return off
