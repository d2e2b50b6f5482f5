"""Pages about tasks, the calendar and background jobs."""

from danvan.work.views.calendar import calendar, load_holidays, mark_day
from danvan.work.views.jobs import cancel, check_ledger, follow, job, jobs
from danvan.work.views.recurring import end_recurrence, recur, recurrences
from danvan.work.views.task import carry_over, close, decide, drop, extend, start, task
from danvan.work.views.tasks import export, new, tasks

__all__ = [
    "calendar",
    "cancel",
    "carry_over",
    "check_ledger",
    "close",
    "decide",
    "drop",
    "end_recurrence",
    "export",
    "extend",
    "follow",
    "job",
    "jobs",
    "load_holidays",
    "mark_day",
    "new",
    "recur",
    "recurrences",
    "start",
    "task",
    "tasks",
]
