"""Many units at once: all of a plan, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import WHOLE, Actor
from danvan.sense.words.fold import fold
from danvan.units.models import (
    Lineage,
    Plan,
    Tier,
    Unit,
    UnitSuccession,
    UnitVersion,
    need_over,
    refuse,
)
from danvan.units.models.plan import Row, Span, known_spans, last_paths

BATCH = 2000
SHORT = 120  # letters of a short name


@transaction.atomic
def import_units(*, by: Actor, plan: Plan) -> int:
    """Writes the plan's units and versions; those kept already stay as they are.

    Returns how many units are new. Raises ValidationError while the plan has a fault. New units
    stand under units over which `by` is an admin; those under none are for the keeper alone.
    """
    if plan.faults:
        raise refuse(gettext("Tệp còn %d chỗ sai; chưa nhập gì.") % len(plan.faults))
    known = known_spans(plan.hung_under())
    need_over(by, "admin", paths=last_paths(plan.hung_under(), known))
    fresh = plan.fresh
    if Unit.objects.filter(code__in=fresh).exists():
        raise refuse(gettext("Vừa có người nhập các đơn vị này; hãy xem lại tệp."))
    made = [Unit(code=code, kind=row.kind) for code, row in fresh.items()]
    Unit.objects.bulk_create(made, batch_size=BATCH)
    above = fresh.keys() | plan.hung_under()
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=above)}
    _write_versions([row for row in plan.rows if row.code in fresh], units, known)
    if fresh:
        first = units[next(iter(fresh))]
        ledger.write(by=by, verb="import_units", of=first, why=str(len(fresh)), where=WHOLE)
    return len(fresh)


@transaction.atomic
def import_successions(
    *, by: Actor, edges: Iterable[tuple[str, str, str, Decimal | None, date]]
) -> int:
    """Many successions: (code before, code after, kind, share, day). Returns how many are new.

    Raises ValidationError where one has a fault. Who follows sees what came before, so `by` is an
    admin over both.
    """
    lineage = Lineage.given(edges)
    if lineage.faults:
        raise refuse(lineage.faults[0].said)
    need_over(by, "admin", paths=last_paths(lineage.codes, known_spans(lineage.codes)))
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=lineage.codes)}
    made = UnitSuccession.objects.bulk_create(
        [
            UnitSuccession(before=units[b], after=units[a], kind=kind, share=share, on=on)
            for b, a, kind, share, on in lineage.fresh
        ],
        batch_size=BATCH,
    )
    if made:
        after = made[0].after
        ledger.write(by=by, verb="import_successions", of=after, why=str(len(made)), where=WHOLE)
    return len(made)


def _write_versions(
    rows: list[Row], units: dict[str, Unit], known: Mapping[str, Sequence[Span]]
) -> None:
    """Versions, each with the path of its parent on its first day and its own number."""
    tiers = {tier.code: tier for tier in Tier.objects.all()}
    above = {row.code: row.parent for row in rows}

    def path_of(code: str, on: date) -> str:
        if code not in above:
            return next((path for begin, end, path in known[code] if begin <= on < end), "/")
        return f"{path_of(above[code], on)}{units[code].pk}/"

    UnitVersion.objects.bulk_create(
        [
            UnitVersion(
                unit=units[row.code],
                parent=units.get(row.parent),
                tier=tiers[row.tier],
                name=row.name,
                short_name=row.short_name or row.name[:SHORT],
                folded=fold(row.name),
                designation=row.designation,
                symbol=row.symbol,
                path=path_of(row.code, row.valid_from),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row in rows
        ],
        batch_size=BATCH,
    )
