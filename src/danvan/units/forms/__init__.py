"""What pages about units and officers are told, as typed values."""

from danvan.units.forms.asked import AsAt, Seat, StaffAsked
from danvan.units.forms.importing import Confirm, Upload
from danvan.units.forms.naming import Hint
from danvan.units.forms.officers import Appoint, OpenAccount, Reason, Relieve
from danvan.units.forms.terms import RecordCongress, RecordTerm
from danvan.units.forms.tree import Assign, Close, Found, Move, Rename, Succeed

__all__ = [
    "Appoint",
    "AsAt",
    "Assign",
    "Close",
    "Confirm",
    "Found",
    "Hint",
    "Move",
    "OpenAccount",
    "Reason",
    "RecordCongress",
    "RecordTerm",
    "Relieve",
    "Rename",
    "Seat",
    "StaffAsked",
    "Succeed",
    "Upload",
]
