"""What a file would bring in, and what of it is not the reader's to bring."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from danvan.units.models import Lineage, Officer, Plan, Role, reach_as
from danvan.units.models.plan import known_spans, last_paths
from danvan.units.models.sheet import Fault


def checked_plan(*, officer: Officer, lines: Iterable[str]) -> Plan:
    """The plan of a file. Raises PermissionDenied where one is an admin of no unit."""
    plan = Plan.of(lines)
    beyond, fresh = _beyond(plan.hung_under(), officer=officer), plan.fresh
    for row in plan.rows:
        if row.parent in beyond and row.code in fresh:
            said = (
                gettext("Ông/bà không quản trị đơn vị cấp trên “%s”; hãy bỏ dòng này.") % row.parent
                if row.parent
                else gettext("Thiếu đơn vị cấp trên; hãy điền mã vào cột parent.")
            )
            plan.faults.append(Fault(row.line, said))
    plan.faults.sort(key=lambda fault: fault.line)
    return plan


def checked_lineage(*, officer: Officer, lines: Iterable[str]) -> Lineage:
    """The successions of a file. Raises PermissionDenied where one is an admin of no unit."""
    lineage = Lineage.of(lines)
    beyond = _beyond(lineage.codes, officer=officer)
    for line, edge in lineage.edges:
        for code in sorted({edge.before, edge.after} & beyond):
            said = gettext("Ông/bà không quản trị đơn vị “%s”; hãy bỏ dòng này.") % code
            lineage.faults.append(Fault(line, said))
    lineage.faults.sort(key=lambda fault: fault.line)
    return lineage


def _beyond(codes: set[str], *, officer: Officer) -> set[str]:
    """Codes of units that are there, but over which one is no admin; "" is the top of the tree."""
    reach = reach_as(officer, Role.ADMIN)
    if not reach:
        raise PermissionDenied(gettext("Việc này dành cho người quản trị."))
    spans = known_spans(codes)
    known = [code for code in codes if code in spans or not code]
    paths = zip(known, last_paths(known, spans), strict=True)
    return {code for code, path in paths if not path.startswith(reach)}
