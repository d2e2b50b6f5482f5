from datetime import date

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.work.actions import Assignment, assign

MONDAY = date(2020, 7, 13)


@pytest.fixture
def monday() -> date:
    return MONDAY


@pytest.fixture
def give(db):
    """Gives a task: `give(commune, due_on=…)`."""

    def make(owner, title="Báo cáo tháng", **what):
        what.setdefault("due_on", date(2020, 7, 20))
        return assign(by=SYSTEM, what=Assignment(title=title, owner=owner, **what), on=MONDAY)

    return make
