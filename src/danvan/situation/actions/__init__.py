"""What changes in the room, each deed with its line in the ledger."""

from danvan.situation.actions.forms import load_forms
from danvan.situation.actions.reports import (
    receive_situation,
    return_situation,
    send_situation,
    sign_situation,
    submit_situation,
    tell_at_once,
)
from danvan.situation.actions.schedules import (
    ASKERS,
    end_schedule,
    lift_lock,
    open_periods,
    schedule_reports,
)
from danvan.situation.actions.writing import (
    FigureWritten,
    Saved,
    TextWritten,
    begin_report,
    declare_nil,
    save_report,
)
from danvan.situation.models.locks import WRITERS

__all__ = [
    "ASKERS",
    "WRITERS",
    "FigureWritten",
    "Saved",
    "TextWritten",
    "begin_report",
    "declare_nil",
    "end_schedule",
    "lift_lock",
    "load_forms",
    "open_periods",
    "receive_situation",
    "return_situation",
    "save_report",
    "schedule_reports",
    "send_situation",
    "sign_situation",
    "submit_situation",
    "tell_at_once",
]
