"""What an admin says of a unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.units import queries
from danvan.units.actions.tree import Looks
from danvan.units.forms.fields import Asking, Day, Percent, UnitNamed, Why, Words
from danvan.units.models import Function, Kind, Officer, Tier, Unit, UnitSuccession, UnitVersion

CHANNELS = (
    ("", _("Mọi kênh")),
    ("web", _("trang web")),
    ("conference", _("hội nghị")),
    ("letter", _("thư")),
    ("phone", _("điện thoại")),
    ("sheet", _("phiếu")),
    ("scan", _("bản chụp")),
    ("app", _("ứng dụng")),
)
LOOKS = ("name", "short_name", "designation", "symbol")


class Looking(Asking):
    """What a unit is called."""

    name = Words(label=_("Tên"), max_length=250)
    short_name = Words(label=_("Tên gọn"), max_length=120, required=False)
    designation = Words(
        label=_("Loại địa bàn"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ: xã, phường, thị trấn."),
    )
    symbol = Words(
        label=_("Ký hiệu"),
        max_length=60,
        required=False,
        help_text=_("Đứng trong số của văn bản, ví dụ BDVTU."),
    )

    def values(self) -> dict[str, Any]:
        """The names stand together, as the actions take them."""
        said = super().values()
        return {"looks": Looks(**{name: said.pop(name) for name in LOOKS}), **said}


class Found(Looking):
    code = Words(
        label=_("Mã"),
        max_length=60,
        help_text=_("Không bao giờ đổi; ví dụ mã hành chính của xã."),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    tier = forms.ModelChoiceField(
        label=_("Cấp"), queryset=Tier.objects.none(), empty_label=_("Chọn cấp")
    )
    on = Day(label=_("Từ ngày"))
    until = Day(
        label=_("Đến trước ngày"),
        required=False,
        help_text=_("Chỉ ghi khi đơn vị đã kết thúc."),
    )
    field_order = ("name", "short_name", "kind", "tier", "code", "designation", "symbol", "on")

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, officer=officer, **options)
        self.fields["tier"].queryset = queries.tiers(officer=officer)  # type: ignore[attr-defined]


class Rename(Looking):
    on = Day(label=_("Từ ngày"), help_text=_("Trước ngày này, đơn vị vẫn mang tên cũ."))
    why = Why()

    @staticmethod
    def first(now: UnitVersion) -> dict[str, Any]:
        """The unit as it is, to be changed."""
        return {name: getattr(now, name) for name in LOOKS}


class Move(Asking):
    parent = UnitNamed(label=_("Trực thuộc đơn vị mới"))
    on = Day(
        label=_("Từ ngày"),
        help_text=_("Các đơn vị bên dưới chuyển theo. Trước ngày này, mọi việc giữ như cũ."),
    )
    why = Why()


class Close(Asking):
    on = Day(label=_("Kết thúc từ ngày"), help_text=_("Ngày đầu tiên đơn vị không còn."))
    why = Why()


class Succeed(Asking):
    ONWARD, BACKWARD = "after", "before"
    way = forms.ChoiceField(
        label=_("Quan hệ"),
        choices=(
            (ONWARD, _("Đơn vị này tiếp tục trong đơn vị kia")),
            (BACKWARD, _("Đơn vị kia tiếp tục trong đơn vị này")),
        ),
    )
    other = UnitNamed(label=_("Đơn vị kia"))
    kind = forms.ChoiceField(label=_("Cách"), choices=UnitSuccession.Kind.choices)
    share = Percent(
        label=_("Phần chuyển sang (%)"),
        required=False,
        help_text=_("Phần của đơn vị cũ; để trống nếu không rõ."),
    )
    on = Day(label=_("Từ ngày"), help_text=_("Ngày đầu tiên của đơn vị sau."))

    def between(self, unit: Unit) -> dict[str, Any]:
        """The two units in their order, and the rest."""
        said = self.values()
        way, other = said.pop("way"), said.pop("other")
        before, after = (unit, other) if way == self.ONWARD else (other, unit)
        return {"before": before, "after": after, **said}


class Assign(Asking):
    unit = UnitNamed(label=_("Đơn vị làm việc này"))
    work = forms.ChoiceField(label=_("Việc"), choices=Function.Work.choices)
    channel = forms.ChoiceField(
        label=_("Kênh"),
        choices=CHANNELS,
        required=False,
        help_text=_("Chỉ chọn với việc thu thập ý kiến."),
    )
    on = Day(
        label=_("Từ ngày"),
        help_text=_("Đơn vị đang làm việc này cho địa bàn sẽ thôi từ ngày đó."),
    )
