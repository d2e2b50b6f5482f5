"""What officers write: articles, pictures, related articles, and what they decide."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.news.actions import LONGEST, Text
from danvan.news.models import Article, ArticleVersion, CommentHiding, State
from danvan.news.queries.newsroom import Asked, AskedComments
from danvan.units.forms.fields import Day, Words

SHORT = forms.Textarea(attrs={"rows": 2})


class Listing(forms.Form):
    """Which articles the list shows; states are chips."""

    STATES = (("", _("Tất cả")), *State.choices)
    trang_thai = forms.ChoiceField(choices=STATES, required=False)
    q = Words(max_length=100, required=False)

    def asked(self) -> Asked:
        """What can be read of the request."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(given.get("trang_thai") or "", given.get("q") or "")


class Writing(forms.Form):
    """The words of a version."""

    topic = Words(label=_("Chủ đề"), max_length=80, help_text=_("Ví dụ: Công tác dân vận."))
    headline = Words(label=_("Tiêu đề"), max_length=250)
    source = Words(
        label=_("Nguồn tin"),
        max_length=20,
        required=False,
        help_text=_("Chữ viết tắt đứng trước bài; không gõ dấu ngoặc."),
    )
    lead = Words(
        label=_("Dẫn nhập"), max_length=LONGEST["lead"], widget=forms.Textarea(attrs={"rows": 4})
    )
    body = Words(
        label=_("Nội dung"),
        max_length=LONGEST["body"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-marks": ""}),
        help_text=_(
            "Dòng trống ngăn các đoạn. “## ” mở đầu tiêu đề nhỏ, “- ” một mục, “> ” lời trích;"
            " **đậm**, *nghiêng*, [chữ](https://địa-chỉ). [ảnh 2] đứng riêng một dòng là chỗ của"
            " ảnh thứ hai."
        ),
    )
    byline = Words(
        label=_("Ghi tên dưới bài"),
        max_length=150,
        required=False,
        help_text=_("Tên tác giả hoặc cơ quan, như bài sẽ mang."),
    )
    keywords = Words(
        label=_("Từ khóa"),
        max_length=600,
        required=False,
        help_text=_("Cách nhau bằng dấu chấm phẩy; cũng là lời thay ảnh nào chưa có lời riêng."),
    )
    note = Words(
        label=_("Đính chính điều gì"),
        max_length=500,
        required=False,
        widget=SHORT,
        help_text=_("Bạn đọc thấy lời này dưới bài."),
    )

    def __init__(self, *given: Any, is_correction: bool = False, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["note"].required = is_correction
        if not is_correction:
            del self.fields["note"]

    @staticmethod
    def of(version: ArticleVersion) -> dict[str, Any]:
        said = {field.name: getattr(version, field.name) for field in fields(Text)}
        return {**said, "source": version.prefix}

    def text(self) -> Text:
        said = {k: v for k, v in self.cleaned_data.items() if k != "source"}
        return Text(**said, prefix=self.cleaned_data["source"])


class Uploading(forms.Form):
    """A picture; without a file its place, to be filled later."""

    photo = forms.FileField(
        label=_("Tệp ảnh"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG hoặc WebP, không quá 15 MB. Để trống: giữ chỗ, thêm ảnh sau."),
    )
    caption = Words(label=_("Chú thích"), max_length=500, required=False, widget=SHORT)
    alt = Words(
        label=_("Lời thay ảnh"),
        max_length=600,
        required=False,
        help_text=_("Cho người không nhìn thấy ảnh. Để trống: dùng từ khóa của bài."),
    )


class Captioning(forms.Form):
    caption = Words(label=_("Chú thích"), max_length=500, required=False, widget=SHORT)
    alt = Words(label=_("Lời thay ảnh"), max_length=600, required=False)


class Relating(forms.Form):
    title = Words(label=_("Tiêu đề bài liên quan"), max_length=250)
    summary = Words(
        label=_("Tóm tắt"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mở đầu bằng ngày của tin."),
    )
    url = Words(
        label=_("Địa chỉ"),
        max_length=500,
        required=False,
        help_text=_("Bài của trang này (/tin/…) hoặc của báo khác (https://…)."),
    )


class Approving(forms.Form):
    publish_at = forms.DateTimeField(
        label=_("Hẹn giờ công bố"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=_("Để trống: công bố ngay."),
    )

    def moment(self) -> datetime | None:
        found: datetime | None = self.cleaned_data["publish_at"]
        return found


class SendingBack(forms.Form):
    said = Words(label=_("Cần sửa điều gì"), max_length=500, widget=SHORT)


class Correcting(forms.Form):
    note = Words(
        label=_("Đính chính điều gì"),
        max_length=500,
        widget=SHORT,
        help_text=_("Bạn đọc thấy lời này dưới bài."),
    )


class Keeping(forms.Form):
    """How an article takes comments."""

    commenting = forms.ChoiceField(label=_("Bình luận"), choices=Article.Comments.choices)
    comments_close_on = Day(
        label=_("Nhận đến hết ngày"), required=False, help_text=_("Để trống: không hạn.")
    )

    @staticmethod
    def of(article: Article) -> dict[str, Any]:
        return {name: getattr(article, name) for name in Keeping.base_fields}


class ListingComments(forms.Form):
    STATES = (
        ("", _("Tất cả")),
        ("waiting", _("Chờ kiểm duyệt")),
        ("shown", _("Đang hiện")),
        ("hidden", _("Đang ẩn")),
    )
    trang_thai = forms.ChoiceField(choices=STATES, required=False)
    truoc = forms.IntegerField(min_value=1, required=False)

    def asked(self) -> AskedComments:
        """What can be read of the request."""
        self.is_valid()
        given = self.cleaned_data
        return AskedComments(given.get("trang_thai") or "", given.get("truoc"))


class Hiding(forms.Form):
    """Why comments are hidden: one of three reasons."""

    reason = forms.ChoiceField(
        label=_("Lý do"),
        choices=(("", _("Chọn lý do")), *CommentHiding.Reason.choices),
        help_text=_("Không đồng tình không phải là lý do để ẩn."),
    )
    note = Words(label=_("Chỗ nào trong nội dung thuộc lý do này"), max_length=500, widget=SHORT)


class Lifting(forms.Form):
    why = Words(label=_("Vì sao thôi ẩn"), max_length=500, widget=SHORT)
