"""What pages ask about tasks, the calendar and background jobs."""

from danvan.work.queries.lines import Line
from danvan.work.queries.tasks import Filter, extension, lines, name_of, own, task, tasks
from danvan.work.queries.today import Day, day_of
from danvan.work.queries.upkeep import (
    WARNED,
    calendar_warning,
    exceptions,
    job,
    jobs,
    known_days,
    recurrence,
    recurrences,
    rules,
    working_days,
    years,
)

__all__ = [
    "WARNED",
    "Day",
    "Filter",
    "Line",
    "calendar_warning",
    "day_of",
    "exceptions",
    "extension",
    "job",
    "jobs",
    "known_days",
    "lines",
    "name_of",
    "own",
    "recurrence",
    "recurrences",
    "rules",
    "task",
    "tasks",
    "working_days",
    "years",
]
