"""The rows of forms that grow: what one speaker said, how many took which position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions import Counted, Said
from danvan.consultation.actions.intake import MOST
from danvan.consultation.actions.submissions import LONGEST
from danvan.consultation.models import Consultation, Position, Stance
from danvan.consultation.models.naming import section_named
from danvan.consultation.queries import intake as queries
from danvan.sense.records import Draft
from danvan.units.forms.fields import Asking, UnitNamed, Words
from danvan.units.models import Officer


class Drafts:
    """The consultations that a form's rows may be for, and the sections of each."""

    def __init__(self, officer: Officer, consultations: Iterable[Consultation]) -> None:
        self.officer = officer
        self.by_number = {one.pk: one for one in consultations}
        self._trees: dict[int, Draft] = {}

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(one.pk, one.title) for one in self.by_number.values()]

    @property
    def first(self) -> str:
        """The number of the one that a row is for until another is chosen."""
        return str(next(iter(self.by_number), ""))

    def tree(self, number: int) -> Draft:
        if number not in self._trees:
            asked = self.by_number[number]
            self._trees[number] = queries.draft(officer=self.officer, consultation=asked)
        return self._trees[number]

    @property
    def lists(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """For each consultation what can be typed for its sections, and what that means."""
        asked = self.by_number.values()
        return [*queries.named_sections(officer=self.officer, consultations=asked).items()]

    def key(self, number: int, label: str) -> str:
        """Raises ValidationError where the draft has no such section."""
        found = section_named(self.tree(number), label)
        if found is None:
            said = gettext("Không thấy mục “%s” trong dự thảo; hãy ghi số của mục, hoặc để trống.")
            raise ValidationError(said % label)
        return found


class Row(Asking):
    """A row that may stay empty. `typed`: the fields that make it one."""

    typed: Sequence[str] = ()
    consultation = forms.TypedChoiceField(label=_("Đợt lấy ý kiến"), coerce=int, required=False)
    section = Words(label=_("Mục"), max_length=200, required=False)

    def __init__(self, *given: Any, officer: Officer, drafts: Drafts, **options: Any) -> None:
        super().__init__(*given, officer=officer, **options)
        self.drafts = drafts
        asked = self.fields["consultation"]
        asked.choices = drafts.choices  # type: ignore[attr-defined]
        asked.initial = drafts.first
        if len(drafts.by_number) == 1:
            asked.widget = forms.HiddenInput()
        chosen = str(self.data.get(self.add_prefix("consultation")) or drafts.first)
        self.fields["section"].widget.attrs |= {"list": f"muc-{chosen}", "autocomplete": "off"}

    @property
    def is_empty(self) -> bool:
        return not any(
            str(self.data.get(self.add_prefix(name)) or "").strip() for name in self.typed
        )

    def has_changed(self) -> bool:
        return self.is_bound and not self.is_empty

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        number, label = given.get("consultation"), given.get("section")
        if not number:
            self.add_error("consultation", _("Hãy chọn đợt lấy ý kiến."))
        elif label:
            try:
                given["section"] = self.drafts.key(number, label)
            except ValidationError as unknown:
                self.add_error("section", unknown)
        return given


class SpokenRow(Row):
    """What one speaker said."""

    typed = ("office", "unit", "section", "text", "replacement", "stance")
    office = Words(label=_("Chức vụ người phát biểu"), max_length=200, required=False)
    text = Words(
        label=_("Ý kiến"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = UnitNamed(label=_("Địa bàn của người phát biểu"), required=False)
    replacement = Words(
        label=_("Câu chữ đề nghị"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    stance = forms.ChoiceField(
        label=_("Thái độ"), required=False, choices=[("", "—"), *Stance.choices]
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not (given.get("text") or given.get("replacement") or given.get("stance")):
            self.add_error("text", _("Hãy ghi ý kiến, hoặc xóa trống cả dòng này."))
        return given

    @property
    def has_more(self) -> bool:
        """Whether something stands in the fields that are folded away."""
        return any(
            self.data.get(self.add_prefix(name)) for name in ("unit", "replacement", "stance")
        )

    def spoken(self) -> tuple[int, Said]:
        """The consultation's number, and what was said."""
        given = self.cleaned_data
        said = Said(
            text=given["text"],
            section_key=given["section"],
            replacement=given["replacement"],
            stance=given["stance"],
            office=given["office"],
            place=given["unit"],
        )
        return given["consultation"], said


class TallyRow(Row):
    """How many took which position on a section."""

    typed = ("section", *Position.values)
    agree = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=MOST, required=False)
    object = forms.IntegerField(
        label=_("Không tán thành"), min_value=0, max_value=MOST, required=False
    )
    other = forms.IntegerField(label=_("Ý kiến khác"), min_value=0, max_value=MOST, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not any(given.get(name) for name in Position.values):
            self.add_error("agree", _("Hãy ghi ít nhất một số từ 1 trở lên."))
        return given

    def counted(self) -> tuple[int, list[Counted]]:
        given = self.cleaned_data
        return given["consultation"], [
            Counted(name, given[name], given["section"]) for name in Position.values if given[name]
        ]
