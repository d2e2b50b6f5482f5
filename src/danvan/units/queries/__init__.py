"""What pages ask about units and officers."""

from danvan.units.queries.gate import SEAT, signed_in
from danvan.units.queries.importing import checked_lineage, checked_plan
from danvan.units.queries.officers import Account, Staff, account, called, duty, officers, staff
from danvan.units.queries.tree import (
    SUGGESTED,
    Filter,
    children,
    letterhead,
    named,
    suggested,
    tiers,
    units,
)
from danvan.units.queries.unit import Shown, as_at, one, to_administer

__all__ = [
    "SEAT",
    "SUGGESTED",
    "Account",
    "Filter",
    "Shown",
    "Staff",
    "account",
    "as_at",
    "called",
    "checked_lineage",
    "checked_plan",
    "children",
    "duty",
    "letterhead",
    "named",
    "officers",
    "one",
    "signed_in",
    "staff",
    "suggested",
    "tiers",
    "to_administer",
    "units",
]
