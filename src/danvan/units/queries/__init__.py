"""What pages ask about units and officers."""

from danvan.units.queries.gate import SEAT, signed_in
from danvan.units.queries.importing import checked_lineage, checked_plan
from danvan.units.queries.officers import Account, Staff, account, duty, officers, staff
from danvan.units.queries.tree import Filter, children, letterhead, named, nearby, tiers, units
from danvan.units.queries.unit import Shown, as_at, one, to_administer

__all__ = [
    "SEAT",
    "Account",
    "Filter",
    "Shown",
    "Staff",
    "account",
    "as_at",
    "checked_lineage",
    "checked_plan",
    "children",
    "duty",
    "letterhead",
    "named",
    "nearby",
    "officers",
    "one",
    "signed_in",
    "staff",
    "tiers",
    "to_administer",
    "units",
]
