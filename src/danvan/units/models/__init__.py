"""Places and bodies through time, and the officers who hold roles in them."""

from danvan.units.models.dated import now, today
from danvan.units.models.fields import Field
from danvan.units.models.ground import ground, places_named
from danvan.units.models.lineage import Lineage
from danvan.units.models.officers import SECOND_FACTOR, Officer, Role, RoleAssignment
from danvan.units.models.plan import Plan
from danvan.units.models.rights import administered, keep_admins, need, need_over, reach_as, refuse
from danvan.units.models.terms import Congress, Term
from danvan.units.models.tree import (
    Cluster,
    Function,
    Kind,
    Tier,
    Unit,
    UnitSuccession,
    UnitVersion,
)

__all__ = [
    "SECOND_FACTOR",
    "Cluster",
    "Congress",
    "Field",
    "Function",
    "Kind",
    "Lineage",
    "Officer",
    "Plan",
    "Role",
    "RoleAssignment",
    "Term",
    "Tier",
    "Unit",
    "UnitSuccession",
    "UnitVersion",
    "administered",
    "ground",
    "keep_admins",
    "need",
    "need_over",
    "now",
    "places_named",
    "reach_as",
    "refuse",
    "today",
]
