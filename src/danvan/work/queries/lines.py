"""A task as one line of a page: whose it is, by its name then, and how long there is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from danvan.units.models import UnitVersion
from danvan.work.models import Task, WorkingDays

NEAR = 5  # working days within which a deadline is near


class Names:
    """What units were called, asked of the database once for all of them."""

    def __init__(self, units: Iterable[int]) -> None:
        self._told: dict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
        versions = UnitVersion.objects.filter(unit__in=set(units)).order_by("unit", "valid_from")
        for unit, first, after, name in versions.values_list(
            "unit", "valid_from", "valid_to", "name"
        ):
            self._told[unit].append((first, after, name))

    def on(self, unit: int, day: date) -> str:
        """The unit's name on a day; its last one where it did not exist then."""
        told = self._told.get(unit, [])
        for first, after, name in told:
            if first <= day and (after is None or day < after):
                return name
        return told[-1][2] if told else "?"


@dataclass(frozen=True)
class Line:
    """A task on a day; `left` counts working days to its deadline, negative once it is past."""

    task: Task
    owner: str
    on: date
    left: int

    @classmethod
    def of(cls, tasks: Iterable[Task], on: date, calendar: WorkingDays) -> list[Line]:
        """The tasks as lines, with one question to the database for all their owners' names."""
        given = list(tasks)
        names = Names(task.owner_id for task in given)
        return [
            cls(
                task,
                names.on(task.owner_id, task.opened_on),
                on,
                calendar.between(on, task.due_on),
            )
            for task in given
        ]

    @property
    def sign(self) -> str:
        """The mark that stands beside the words; never alone."""
        if self.task.closed_on:
            return "dropped" if self.task.outcome == Task.Outcome.DROPPED else "done"
        if self.task.due_on < self.on:
            return "late"
        return "soon" if self.left <= NEAR else "open"

    @property
    def state(self) -> str:
        return self.task.state(self.on)

    @property
    def time(self) -> str:
        """How long there is left, or since when it is late, in working days."""
        if self.task.closed_on:
            return gettext("kết thúc ngày %s") % self.task.closed_on.strftime("%d/%m/%Y")
        if self.task.due_on == self.on:
            return gettext("hạn là hôm nay")
        return _late(-self.left) if self.task.due_on < self.on else _left(self.left)


def _late(days: int) -> str:
    if days == 0:
        return gettext("quá hạn, chưa qua ngày làm việc nào")
    if days == 1:
        return gettext("quá hạn 1 ngày làm việc")
    return gettext("quá hạn %d ngày làm việc") % days


def _left(days: int) -> str:
    if days == 0:
        return gettext("chỉ còn ngày nghỉ trước hạn")
    if days == 1:
        return gettext("còn 1 ngày làm việc")
    return gettext("còn %d ngày làm việc") % days
