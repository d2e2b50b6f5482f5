"""Files of opinions to take in, and what they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import Channel, Consultation
from danvan.consultation.models.waiting import Order
from danvan.consultation.queries.intake import conferences
from danvan.units.forms.fields import Asking, Day, UnitNamed, Words, name_of
from danvan.units.models import Officer

LARGEST = 50 << 20  # bytes of all files together
MOST_FILES = 20


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """One file or several."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(gettext("Mỗi lần chọn nhiều nhất %d tệp.") % MOST_FILES)
        if not files:
            super().clean(None, initial)
        one_by_one = super().clean
        found: list[UploadedFile[bytes]] = [one_by_one(file, initial) for file in files]
        if sum(file.size or 0 for file in found) > LARGEST:
            raise ValidationError(gettext("Các tệp lớn hơn 50 MB; hãy chia làm nhiều lần."))
        return found


class TakingIn(Asking):
    """`received_on`, `channel` and `group` stand where a row does not say so itself."""

    chosen = Files(
        label=_("Tệp"),
        help_text=_(
            "Bảng tính (.xlsx, .xls, .ods, .csv), biên bản (.docx, .doc, .txt), .pdf hoặc bản"
            " chụp; có thể chọn nhiều tệp."
        ),
    )
    unit = UnitNamed(label=_("Đơn vị tổng hợp"))
    channel = forms.ChoiceField(label=_("Kênh"), choices=Channel.choices, initial=Channel.SHEET)
    group = Words(label=_("Đối tượng"), max_length=80, required=False)
    received_on = Day(label=_("Ngày góp ý, nếu tệp không ghi"))
    conference = forms.TypedChoiceField(
        label=_("Hội nghị"), coerce=int, empty_value=None, required=False
    )

    may_publish = forms.BooleanField(
        label=_("Những người góp ý đã đồng ý đăng nguyên văn, không kèm tên"),
        required=False,
        help_text=_("Không đánh dấu: góp ý vẫn được đếm và tổng hợp, chỉ không đăng nguyên văn."),
    )

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, officer=officer, **options)
        self.officer = officer
        known = [
            (one.pk, f"{one.title} ({one.held_on:%d/%m/%Y})")
            for one in conferences(officer=officer)
        ]
        self.fields["conference"].choices = [("", "—"), *known]  # type: ignore[attr-defined]
        self.fields["received_on"].initial = officer.on
        if officer.seat:
            self.fields["unit"].initial = name_of(officer.seat.unit, officer.on)

    def order(self, consultation: Consultation) -> Order:
        given = self.cleaned_data
        return Order(
            officer=self.officer.pk,
            consultation=consultation.pk,
            unit=given["unit"].pk,
            channel=given["channel"],
            received_on=given["received_on"],
            group=given["group"],
            conference=given["conference"],
            may_publish=given["may_publish"],
        )


class Agreeing(forms.Form):
    """That what was understood is right; `rows` tells how many there are."""

    rows = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
