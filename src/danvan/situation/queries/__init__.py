"""What officers may see of the room."""

from danvan.situation.queries.rounds import STANDINGS, Rates, awaited, own, period, periods, rates
from danvan.situation.queries.sheets import (
    absent,
    awaited_one,
    forms_in_force,
    missing,
    names_of,
    report,
    schedules,
    sent,
    sheet,
    told_at_once,
)

__all__ = [
    "STANDINGS",
    "Rates",
    "absent",
    "awaited",
    "awaited_one",
    "forms_in_force",
    "missing",
    "names_of",
    "own",
    "period",
    "periods",
    "rates",
    "report",
    "schedules",
    "sent",
    "sheet",
    "told_at_once",
]
