"""What is done with tasks and with the calendar."""

from danvan.work.actions.calendar import load_holidays, mark_day
from danvan.work.actions.clock import remind, repeat
from danvan.work.actions.conferences import HOLDERS, Held, hold_conference
from danvan.work.actions.extensions import ask_extension, decide_extension
from danvan.work.actions.jobs import (
    CANCELLERS,
    ask_job,
    beat_job,
    cancel_job,
    claim_job,
    fail_job,
    finish_job,
    keep_job,
    release_job,
    stop_job,
)
from danvan.work.actions.tasks import (
    GIVERS,
    WORKERS,
    Assignment,
    assign,
    carry_over,
    close,
    drop,
    end_recurrence,
    recur,
    start,
)

__all__ = [
    "CANCELLERS",
    "GIVERS",
    "HOLDERS",
    "WORKERS",
    "Assignment",
    "Held",
    "ask_extension",
    "ask_job",
    "assign",
    "beat_job",
    "cancel_job",
    "carry_over",
    "claim_job",
    "close",
    "decide_extension",
    "drop",
    "end_recurrence",
    "fail_job",
    "finish_job",
    "hold_conference",
    "keep_job",
    "load_holidays",
    "mark_day",
    "recur",
    "release_job",
    "remind",
    "repeat",
    "start",
    "stop_job",
]
