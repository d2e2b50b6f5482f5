"""Pages of the room."""

from danvan.situation.views.report import report
from danvan.situation.views.rounds import at_once, begin, lift, round_page, rounds, schedules

__all__ = ["at_once", "begin", "lift", "report", "round_page", "rounds", "schedules"]
