"""What a sender tells: the entries of one sending, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions.submissions import LONGEST, MOST, Said
from danvan.consultation.models import ChangeType, Stance
from danvan.sense.drafts.anchors import Quote, quote_of
from danvan.sense.records import Section
from danvan.units.forms.fields import Words

PREFIX = "entries"
# Neutral groups of people, kept by these words; nothing here tells what somebody believes.
GROUPS = (
    ("nông dân", _("Nông dân")),
    ("công nhân", _("Công nhân, người lao động")),
    ("cán bộ, công chức", _("Cán bộ, công chức, viên chức")),
    ("doanh nghiệp", _("Doanh nghiệp, hộ kinh doanh")),
    ("học sinh, sinh viên", _("Học sinh, sinh viên")),
    ("người cao tuổi", _("Người cao tuổi, hưu trí")),
    ("khác", _("Khác")),
)
Places = Sequence[tuple[str, Sequence[tuple[int, str]]]]


class Verbatim(Words):
    """Words as they were typed; only the ends of lines are of one kind."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **{"max_length": LONGEST, "required": False, **options})

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class Entry(forms.Form):
    """One opinion: about a section, "" for the whole draft, or about words of it.

    `sections`, by their keys, are those of the version that the opinion is about. `start` is where
    the words stand in the section's text, in code points; without it they are looked for.
    """

    section_key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    exact = Verbatim(
        label=_("Nói về cụm từ"),
        help_text=_("Chép nguyên văn từ dự thảo; để trống là góp ý cả mục."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = Verbatim(label=_("Nội dung góp ý"), widget=forms.Textarea(attrs={"rows": 5}))
    stance = forms.ChoiceField(
        label=_("Thái độ"),
        choices=(*Stance.choices, ("", _("không nêu"))),
        required=False,
        widget=forms.RadioSelect,
    )
    change_type = forms.ChoiceField(
        label=_("Loại góp ý"), choices=(("", "—"), *ChangeType.choices), required=False
    )
    replacement = Verbatim(
        label=_("Câu chữ đề nghị thay"),
        help_text=_("Giữ nguyên văn, không sửa một chữ."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *given: Any, sections: Mapping[str, Section] | None = None, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.sections = sections or {}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        key = given.get("section_key", "")
        given["quote"] = None
        if key and key not in self.sections:
            said = gettext("Mục này không có trong bản dự thảo đã chọn; hãy chọn bản khác.")
            raise ValidationError(said)
        if given.get("exact", "").strip():
            given["quote"] = self._quote(key, given["exact"], given.get("start"))
        return given

    def _quote(self, key: str, exact: str, start: int | None) -> Quote | None:
        section = self.sections.get(key)
        found = spot(section.text, exact, start) if section else None
        if section is None or found is None:
            said = gettext(
                "Không thấy đúng cụm từ này trong mục; hãy chép lại nguyên văn, hoặc xóa ô này để"
                " góp ý cả mục."
            )
            self.add_error("exact", said)
            return None
        return quote_of(section, *found)

    @property
    def has_words(self) -> bool:
        """Whether there is anything to keep."""
        given = self.cleaned_data
        return bool(given["text"].strip() or given["replacement"].strip() or given["stance"])

    def said(self) -> Said:
        given = self.cleaned_data
        names = ("text", "section_key", "quote", "replacement", "stance", "change_type")
        return Said(**{name: given[name] for name in names if name in given})


def spot(text: str, exact: str, start: int | None) -> tuple[int, int] | None:
    """Where the words stand: at `start`, else at the nearest place that has them; None: nowhere.

    Blanks around what was copied by hand do not count.
    """
    for words in (exact, exact.strip()):
        if start is not None and text.startswith(words, start):
            return start, start + len(words)
        found = [at for at in range(len(text)) if text.startswith(words, at)]
        if found:
            at = min(found, key=lambda place: abs(place - (start or 0)))
            return at, at + len(words)
    return None


class Around(forms.Form):
    """What holds for the whole sending; all of it may be left out."""

    place = forms.TypedChoiceField(label=_("Địa bàn"), required=False, coerce=int, empty_value=None)
    group = forms.ChoiceField(
        label=_("Ông/bà là"), choices=(("", _("Không nêu")), *GROUPS), required=False
    )
    may_publish = forms.BooleanField(
        label=_("Đồng ý đăng nguyên văn, không kèm tên"), required=False
    )
    contact = forms.EmailField(label=_("Thư điện tử để nhận tin"), max_length=200, required=False)
    about = forms.ChoiceField(
        label=_("Gửi góp ý về bản nào"),
        choices=(("read", _("Bản đã đọc")), ("now", _("Bản hiện nay"))),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, places: Callable[[], Places] = tuple, **options: Any) -> None:
        """`places` is asked only where a place is chosen or offered."""
        super().__init__(*given, **options)
        if not settings.NOTICES:  # nothing is asked that nothing would be done with
            del self.fields["contact"]
        field = self.fields["place"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = lambda: _choices(places())


def _choices(places: Places) -> list[tuple[str, Any]]:
    groups = [(name or gettext("Địa bàn"), list(units)) for name, units in places]
    return [("", gettext("Không nêu")), *groups]


Entries = forms.formset_factory(Entry, extra=0, max_num=MOST, absolute_max=MOST)
FIELDS = tuple(Entry.base_fields)


def typed_entries(posted: Mapping[str, str]) -> list[dict[str, str]]:
    """The entries of a page as they were typed, those first that came first; empty ones too."""
    total = posted.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = min(int(total), MOST) if total.isdecimal() and len(total) < 5 else 0
    return [
        {name: posted.get(f"{PREFIX}-{at}-{name}", "") for name in FIELDS} for at in range(count)
    ]


def shown_entries(
    typed: Sequence[Mapping[str, str]], sections: Mapping[str, Section]
) -> BaseFormSet[Entry]:
    """Entries to look at and to change; nothing is found wrong with them yet."""
    return Entries(prefix=PREFIX, initial=list(typed), form_kwargs={"sections": sections})


def sent_entries(
    typed: Iterable[Mapping[str, str]], sections: Mapping[str, Section]
) -> BaseFormSet[Entry]:
    """Entries to be kept, or to be told what is wrong with them."""
    given: dict[str, Any] = {}
    count = 0
    for at, each in enumerate(typed):
        given |= {f"{PREFIX}-{at}-{name}": value for name, value in each.items()}
        count = at + 1
    given |= {f"{PREFIX}-TOTAL_FORMS": count, f"{PREFIX}-INITIAL_FORMS": count}
    return Entries(given, prefix=PREFIX, form_kwargs={"sections": sections})
