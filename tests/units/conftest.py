"""Admins who are past the door, and what a page says."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def two_factors(monkeypatch) -> None:
    """As if every officer had set up what the door asks for; tests/site/test_gate.py asks it."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


@pytest.fixture
def admin(employ, province, two_factors, client) -> Any:
    """The province's admin, signed in."""
    officer = employ("quan-tri", province, "admin")
    client.force_login(officer)
    return officer


@pytest.fixture
def words() -> Callable[[Any], str]:
    """What an answer says, without its tags."""

    def of(answer: Any) -> str:
        bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
        return " ".join(html.unescape(bare).split())

    return of
