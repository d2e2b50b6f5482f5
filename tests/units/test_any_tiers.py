"""The tree asks nothing of how many tiers there are, and a scope reaches down through all."""

from datetime import date

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import found_unit
from danvan.units.actions.tree import Looks
from danvan.units.models import Tier, Unit, UnitVersion
from danvan.units.queries import Filter, units

DAY = date(2021, 1, 1)
TIERS = ("trung ương", "tỉnh", "huyện", "xã", "thôn", "tổ", "hộ kinh doanh")


def seven() -> list[Unit]:
    """One unit at each of seven tiers, each under the one before."""
    line: list[Unit] = []
    for rank, label in enumerate(TIERS):
        made = found_unit(
            by=SYSTEM,
            code=f"cap-{rank}",
            kind="place",
            looks=Looks(label.capitalize()),
            tier=Tier.objects.create(code=f"cap-{rank}", label=label, rank=rank),
            parent=line[-1] if line else None,
            on=date(2020, 1, 1),
        )
        line.append(made)
    return line


def test_a_tree_has_any_number_of_tiers(db):
    """S16."""
    line = seven()

    last = UnitVersion.objects.held(DAY).get(unit=line[-1])
    assert last.path == "/" + "".join(f"{unit.pk}/" for unit in line)


def test_a_scope_is_a_unit_with_all_below_it_through_every_tier(db, employ):
    """S25: and what an officer may see is such a scope, too."""
    line = seven()

    whole, part = employ("tren", line[0]), employ("giua", line[3])
    below = {v.unit for v in units(officer=whole, asked=Filter(on=DAY, under=line[2].pk))}
    assert below == {*line[3:]}
    assert {*Unit.objects.visible_to(part)} == {*line[3:]}
