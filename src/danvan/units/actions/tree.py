"""How the tree changes: units are founded, renamed, moved, closed; never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Tier, Unit, UnitVersion, need, refuse
from danvan.units.models.dated import written

BATCH = 1000  # rows in one statement
SHORT = 120  # letters of a short name


@dataclass(frozen=True)
class Looks:
    """What a version says of a unit besides its place in the tree and its dates."""

    name: str
    short_name: str = ""
    designation: str = ""
    symbol: str = ""


@transaction.atomic
def found_unit(
    *,
    by: Actor,
    code: str,
    kind: str,
    looks: Looks,
    tier: Tier,
    parent: Unit | None,
    on: date,
    until: date | None = None,
) -> Unit:
    """A new unit from the day `on`, where it is told of the past to before `until`.

    Raises ValidationError: the code is taken, or the parent is not there all that time.
    """
    if until is not None and until <= on:
        raise refuse(gettext("Ngày kết thúc phải sau ngày bắt đầu."), "until")
    above = _stands(parent, on, until) if parent else "/"
    need(by, "admin", path=above)
    if Unit.objects.filter(code=code).exists():
        raise refuse(gettext("Mã “%s” đã có; hãy chọn mã khác.") % code, "code")
    unit = Unit.objects.create(code=code, kind=kind)
    version = UnitVersion(unit=unit, parent=parent, tier=tier, valid_from=on, valid_to=until)
    _dress(version, looks, above)
    version.save()
    ledger.write(by=by, verb="found_unit", of=unit, where=version.path)
    return unit


@transaction.atomic
def rename_unit(*, by: Actor, unit: Unit, looks: Looks, on: date, why: str) -> UnitVersion:
    """The unit is called otherwise from `on`. Raises ValidationError: it does not exist then."""
    old = unit.version_on(on)
    need(by, "admin", path=old.path)
    new = _cut(old, on)
    _dress(new, looks, old.path.removesuffix(f"{unit.pk}/"))
    new.save()
    ledger.write(by=by, verb="rename_unit", of=unit, why=why, where=new.path)
    return new


@transaction.atomic
def move_unit(*, by: Actor, unit: Unit, parent: Unit, on: date, why: str) -> None:
    """The unit, and all under it, stands under another from `on`.

    Raises ValidationError: under itself or one of its own, where it stands already, where one of
    the two is not there then, or where the unit was moved again later.
    """
    old = unit.version_on(on)
    last = unit.versions.latest("valid_from")
    need(by, "admin", path=old.path)
    if last.path != old.path:
        raise refuse(
            gettext("Đơn vị đã được chuyển lần nữa từ ngày %s; hãy chọn ngày đó hoặc sau đó.")
            % _first_day(unit, last.path),
            "on",
        )
    above = _stands(parent, on, last.valid_to)
    need(by, "admin", path=above)
    if above.startswith(old.path):
        raise refuse(gettext("Đơn vị không thể trực thuộc chính nó hay đơn vị cấp dưới."), "parent")
    if old.parent_id == parent.pk:
        raise refuse(gettext("Đơn vị đang trực thuộc đơn vị này rồi."), "parent")
    there = f"{above}{unit.pk}/"
    _replant(unit, parent, old.path, there, on)
    ledger.write(by=by, verb="move_unit", of=unit, why=why, where=there)


@transaction.atomic
def close_unit(*, by: Actor, unit: Unit, on: date, why: str) -> None:
    """The unit is no more from `on`.

    Raises ValidationError while units stand under it on that day or later, or on its first day.
    """
    last = unit.version_on(on)
    need(by, "admin", path=last.path)
    there = UnitVersion.objects.filter(parent=unit).overlapping(on, None)
    left = there.values("unit").distinct().count()
    if left:
        raise refuse(
            gettext("Còn %d đơn vị trực thuộc; hãy chuyển hoặc kết thúc các đơn vị đó trước.")
            % left
        )
    if not unit.versions.filter(valid_from__lt=on).exists():
        said = gettext("Đơn vị bắt đầu đúng ngày này; hãy chọn ngày sau.")
        raise refuse(said, "on")
    unit.versions.filter(valid_from__gte=on).delete()
    last = unit.versions.latest("valid_from")
    last.valid_to = on
    last.save()
    ledger.write(by=by, verb="close_unit", of=unit, why=why, where=last.path)


def _stands(parent: Unit, on: date, until: date | None) -> str:
    """The parent's place from `on` to before `until`.

    Raises ValidationError: it is not there all that time, or is moved meanwhile.
    """
    here = parent.version_on(on)
    for later in parent.versions.filter(valid_from__gt=on).order_by("valid_from"):
        if until is not None and until <= later.valid_from:
            break
        if later.path != here.path:
            said = gettext("Đơn vị cấp trên chuyển chỗ từ ngày %s; hãy chọn ngày đó hoặc sau đó.")
            raise refuse(said % written(later.valid_from), "on")
    end = parent.versions.latest("valid_from").valid_to
    if end is not None and (until is None or until > end):
        said = gettext(
            "Đơn vị cấp trên kết thúc từ ngày %s; hãy chọn đơn vị cấp trên còn hoạt động."
        )
        raise refuse(said % written(end), "parent")
    return here.path


def _replant(unit: Unit, parent: Unit, old: str, new: str, on: date) -> None:
    """What stands at the old path or below it from `on` stands at the new one, whatever it will be
    called then; what it was before stays."""
    moved = UnitVersion.objects.below(old).overlapping(on, None)
    going_on = list(moved.filter(valid_from__lt=on).select_for_update())
    begin_later = list(moved.filter(valid_from__gte=on).select_for_update())
    copies = [_copy(version, on) for version in going_on]
    for version in (*copies, *begin_later):
        version.path = new + version.path.removeprefix(old)
        if version.unit_id == unit.pk:
            version.parent_id = parent.pk
    UnitVersion.objects.filter(pk__in=[version.pk for version in going_on]).update(valid_to=on)
    UnitVersion.objects.bulk_update(begin_later, ("path", "parent"), batch_size=BATCH)
    UnitVersion.objects.bulk_create(copies, batch_size=BATCH)


def _first_day(unit: Unit, path: str) -> str:
    return written(unit.versions.filter(path=path).earliest("valid_from").valid_from)


def _dress(version: UnitVersion, looks: Looks, above: str) -> None:
    version.name = nfc(looks.name).strip()
    version.short_name = nfc(looks.short_name).strip() or version.name[:SHORT]
    version.folded = fold(version.name)
    version.designation, version.symbol = nfc(looks.designation), nfc(looks.symbol)
    version.path = f"{above}{version.unit_id}/"


def _cut(old: UnitVersion, on: date) -> UnitVersion:
    """Ends a version the day before `on`; returns a copy, not yet kept, that goes on from there.

    A version that begins on that very day is replaced.
    """
    new = _copy(old, on)
    if old.valid_from == on:
        new.pk = old.pk
    else:
        old.valid_to = on
        old.save()
    return new


def _copy(old: UnitVersion, on: date) -> UnitVersion:
    return UnitVersion(
        unit_id=old.unit_id,
        parent_id=old.parent_id,
        tier_id=old.tier_id,
        name=old.name,
        short_name=old.short_name,
        folded=old.folded,
        designation=old.designation,
        symbol=old.symbol,
        path=old.path,
        valid_from=on,
        valid_to=old.valid_to,
    )
