"""What a consultation and its draft are told to be."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions import Terms
from danvan.consultation.models import Consultation, DiscussionQuestion

DAY = ["%Y-%m-%d", "%d/%m/%Y"]
PAPERS = (("party", _("văn bản của Đảng")), ("state", _("văn bản của cơ quan nhà nước")))


class Day(forms.DateField):
    """A day, typed as offices write it or picked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DAY,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **options,
        )


class Asking(forms.Form):
    """The terms of a consultation."""

    title = forms.CharField(label=_("Tên đợt lấy ý kiến"), max_length=300)
    occasion = forms.CharField(
        label=_("Sự kiện"),
        max_length=200,
        required=False,
        help_text=_("Các đợt cùng một sự kiện đứng cạnh nhau. Ví dụ: Đại hội XIX Đảng bộ tỉnh."),
    )
    purpose = forms.CharField(
        label=_("Lấy ý kiến để làm gì"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Người dân đọc đoạn này trước tiên; hãy viết ngắn, dễ hiểu."),
    )
    opens_on = Day(label=_("Mở từ ngày"))
    closes_on = Day(label=_("Đóng hết ngày"))
    outline = forms.ChoiceField(label=_("Đề cương báo cáo"), choices=Consultation.Outline.choices)
    papers = forms.ChoiceField(label=_("Thể thức báo cáo"), choices=PAPERS)
    suppress = forms.IntegerField(
        label=_("Không nêu rõ nhóm dưới (người)"),
        min_value=2,
        max_value=100,
        help_text=_("Số nhỏ hơn ngưỡng này theo địa bàn và đối tượng không hiện ra ở đâu cả."),
    )
    contact_days = forms.IntegerField(
        label=_("Xóa liên hệ sau khi trả lời (ngày)"), min_value=1, max_value=730
    )
    purge_on = Day(
        label=_("Xóa nội dung góp ý vào ngày"),
        required=False,
        help_text=_("Để trống nếu giữ theo quy định lưu trữ. Số đếm và dấu vân luôn ở lại."),
    )
    shows_texts = forms.BooleanField(
        label=_("Đăng ý kiến lên trang công khai, khi người gửi đồng ý"), required=False
    )

    @staticmethod
    def first(on: date) -> dict[str, Any]:
        """What stands in the form before anybody writes."""
        return {"opens_on": on, "suppress": 5, "contact_days": 90, "shows_texts": True}

    @staticmethod
    def of(consultation: Consultation) -> dict[str, Any]:
        return {name: getattr(consultation, name) for name in Asking.base_fields}

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)


class Amending(Asking):
    why = forms.CharField(
        label=_("Lý do thay đổi"),
        max_length=500,
        required=False,
        help_text=_("Cần ghi khi đợt đã công bố; lý do vào nhật ký."),
    )

    def terms(self) -> Terms:
        return Terms(**{k: v for k, v in self.cleaned_data.items() if k != "why"})


class Importing(forms.Form):
    file = forms.FileField(
        label=_("Tệp dự thảo"),
        help_text=_(
            "Tệp .docx, .md, .html hoặc .txt có đề mục: Phần, Chương, Mục, Điều, I-, 1., a)"
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.md,.html,.htm,.txt"}),
    )
    note = forms.CharField(
        label=_("Ghi chú của bản này"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: bản tiếp thu ý kiến Nhân dân, ngày 20/7/2020."),
    )


class Questions(forms.Form):
    """Questions for discussion, a line each: the section's key, a colon, the question."""

    questions = forms.CharField(
        label=_("Gợi ý thảo luận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Mỗi dòng một gợi ý. Gợi ý cho riêng một mục: ghi khóa của mục, dấu hai chấm, rồi câu"
            " hỏi; ví dụ “I.1: Số liệu nào cần làm rõ?”."
        ),
    )

    @staticmethod
    def of(questions: list[DiscussionQuestion]) -> dict[str, Any]:
        said = (f"{q.section_key}: {q.text}" if q.section_key else q.text for q in questions)
        return {"questions": "\n".join(said)}

    def lines(self) -> list[str]:
        return [line for line in self.cleaned_data["questions"].splitlines() if line.strip()]
