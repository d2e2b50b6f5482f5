"""The calendar is data: an admin keeps it, or loads a year at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import WHOLE, Actor
from danvan.units.models import Officer
from danvan.work.models import CalendarDay, keeps_calendar


@transaction.atomic
def mark_day(*, by: Actor, on: date, is_working: bool, label: str) -> CalendarDay:
    """The day is a holiday, or a Saturday or Sunday that is worked."""
    _need_keeper(by)
    day, _ = CalendarDay.objects.update_or_create(
        on=on, defaults={"is_working": is_working, "label": label}
    )
    ledger.write(by=by, verb="mark_day", of=day, where=WHOLE)
    return day


@transaction.atomic
def load_holidays(*, by: Actor, days: Iterable[tuple[date, bool, str]]) -> int:
    """Many days at once: (day, whether it is worked, its name). Returns how many."""
    marked = [
        mark_day(by=by, on=on, is_working=is_working, label=label) for on, is_working, label in days
    ]
    return len(marked)


def _need_keeper(by: Actor) -> None:
    """Raises PermissionDenied for an officer who is not an admin, or stands under another."""
    if isinstance(by, Officer) and not keeps_calendar(by):
        raise PermissionDenied(
            gettext("Lịch dùng chung cho mọi đơn vị; chỉ người quản trị ở cấp cao nhất sửa được.")
        )
