"""Tasks, and the calendar that their deadlines are counted on."""

from danvan.work.models.calendar import CalendarDay, WorkingDays, keeps_calendar, shipped
from danvan.work.models.conferences import Conference
from danvan.work.models.jobs import Job
from danvan.work.models.recurrence import Recurrence, Rhythm
from danvan.work.models.tasks import Extension, Reminder, Task, Tasks

__all__ = [
    "CalendarDay",
    "Conference",
    "Extension",
    "Job",
    "Recurrence",
    "Reminder",
    "Rhythm",
    "Task",
    "Tasks",
    "WorkingDays",
    "keeps_calendar",
    "shipped",
]
