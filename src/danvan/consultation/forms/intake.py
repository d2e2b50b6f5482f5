"""A conference with what was said at it, typed in one go; and positions counted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions import Counted, Fed, Said, Through
from danvan.consultation.actions.intake import MOST
from danvan.consultation.forms.rows import Drafts, SpokenRow, TallyRow
from danvan.consultation.models import Channel
from danvan.units.forms.fields import Asking, Day, UnitNamed, Words, name_of
from danvan.units.models import Officer
from danvan.work.actions import Held
from danvan.work.models import Conference

ROWS, TALLIES = 120, 20  # that one sending holds: as many as the site takes fields


class Head(Asking):
    """The conference itself."""

    title = Words(label=_("Tên hội nghị"), max_length=300)
    unit = UnitNamed(label=_("Đơn vị tổ chức"))
    held_on = Day(label=_("Ngày"))
    part_of_day = forms.ChoiceField(label=_("Buổi"), choices=Conference.PartOfDay.choices)
    form = forms.ChoiceField(label=_("Hình thức"), choices=Conference.Form.choices)
    venue = Words(label=_("Địa điểm"), max_length=300, required=False)
    attended = forms.IntegerField(label=_("Số đại biểu"), min_value=0, max_value=MOST)
    spoke = forms.IntegerField(label=_("Số phát biểu"), min_value=0, max_value=MOST, required=False)
    papers = forms.IntegerField(
        label=_("Số tham luận, văn bản"), min_value=0, max_value=MOST, required=False
    )
    is_another = forms.BooleanField(label=_("Là hội nghị khác"), required=False)

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, officer=officer, **options)
        self.fields["held_on"].initial = officer.on
        self.fields["title"].widget.attrs["autofocus"] = True
        if officer.seat:
            self.fields["unit"].initial = name_of(officer.seat.unit, officer.on)
        if not self.data.get("is_another"):
            self.fields["is_another"].widget = forms.HiddenInput()

    def ask_again(self) -> None:
        """Shows the box to tick where a like conference is known."""
        self.fields["is_another"].widget = forms.CheckboxInput()

    def what(self) -> Held:
        given = {**self.cleaned_data}
        for name in ("unit", "is_another"):
            given.pop(name)
        return Held(**{**given, "spoke": given["spoke"] or 0, "papers": given["papers"] or 0})


SpokenRows = forms.formset_factory(
    SpokenRow, extra=1, max_num=ROWS, absolute_max=ROWS, validate_max=True
)
TallyRows = forms.formset_factory(
    TallyRow, extra=1, max_num=TALLIES, absolute_max=TALLIES, validate_max=True
)
MORE = {"them-y-kien": "y", "them-so-luot": "s"}  # the buttons, and the rows that they add


class Rows:
    """Rows of a form that grows: by a button that is sent where there are no scripts."""

    def __init__(self, given: QueryDict | None, *, officer: Officer, drafts: Drafts) -> None:
        self.drafts, self.officer = drafts, officer
        self.grows = any(button in given for button in MORE) if given else False
        self.given = self._grown(given) if given else None

    def _grown(self, given: QueryDict) -> QueryDict:
        grown = given.copy()
        for button, prefix in MORE.items():
            total = grown.get(f"{prefix}-TOTAL_FORMS", "1")
            if button in grown and total.isdecimal():
                number, field = int(total), f"{prefix}-%d-consultation"
                grown[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
                grown[field % number] = grown.get(field % (number - 1)) or self.drafts.first
        return grown

    @property
    def told(self) -> dict[str, Any]:
        return {"officer": self.officer, "drafts": self.drafts}

    @cached_property
    def counted(self) -> Any:
        return TallyRows(self.given, prefix="s", form_kwargs=self.told)


class Meeting(Rows):
    """The page of a conference: its head, what was said, what was counted."""

    @cached_property
    def head(self) -> Head:
        return Head(self.given, officer=self.officer)

    @cached_property
    def spoken(self) -> Any:
        return SpokenRows(self.given, prefix="y", form_kwargs=self.told)

    @property
    def is_ready(self) -> bool:
        """Whether it was sent to be saved, and every row is right."""
        if self.given is None or self.grows:
            return False
        return all([self.head.is_valid(), self.spoken.is_valid(), self.counted.is_valid()])

    def feeds(self) -> list[Fed]:
        spoken: dict[int, list[Said]] = {}
        counted: dict[int, list[Counted]] = {}
        for number, said in (row.spoken() for row in self.spoken if not row.is_empty):
            spoken.setdefault(number, []).append(said)
        for number, counts in (row.counted() for row in self.counted if not row.is_empty):
            counted.setdefault(number, []).extend(counts)
        return [
            Fed(one, spoken.get(number, ()), counted.get(number, ()))
            for number, one in self.drafts.by_number.items()
            if number in spoken or number in counted
        ]


class CountHead(Asking):
    """Where counts come from."""

    unit = UnitNamed(label=_("Đơn vị tổng hợp"))
    channel = forms.ChoiceField(label=_("Kênh"), choices=Channel.choices, initial=Channel.SHEET)
    group = Words(label=_("Đối tượng"), max_length=80, required=False)
    counted_on = Day(label=_("Ngày"))
    source = Words(
        label=_("Nguồn"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: báo cáo số 15-BC/ĐU ngày 20/6/2020."),
    )

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, officer=officer, **options)
        self.fields["counted_on"].initial = officer.on
        if officer.seat:
            self.fields["unit"].initial = name_of(officer.seat.unit, officer.on)


class Tallies(Rows):
    """The page of positions counted without texts."""

    @cached_property
    def head(self) -> CountHead:
        return CountHead(self.given, officer=self.officer)

    @property
    def is_ready(self) -> bool:
        if self.given is None or self.grows:
            return False
        return all([self.head.is_valid(), self.counted.is_valid()])

    def what(self) -> Mapping[str, Any]:
        """What the action asks for."""
        given = self.head.cleaned_data
        way = Through(given["channel"], given["unit"], given["counted_on"], group=given["group"])
        rows = (row.counted()[1] for row in self.counted if not row.is_empty)
        return {
            "counted": [each for counts in rows for each in counts],
            "through": way,
            "source": given["source"],
        }


class Correcting(forms.Form):
    """Another count, and why."""

    count = forms.IntegerField(label=_("Số đúng"), min_value=0, max_value=MOST)
    why = Words(label=_("Lý do sửa"), max_length=300)
