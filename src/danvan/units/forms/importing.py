"""A file to bring in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LARGEST = 10 << 20  # bytes: more than 100,000 units


class Upload(forms.Form):
    file = forms.FileField(
        label=_("Tệp .csv"),
        help_text=_("Tệp chữ có dòng tiêu đề như tệp mẫu, ngăn cách bằng dấu phẩy hoặc chấm phẩy."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise ValidationError(gettext("Tệp lớn hơn 10 MB; hãy chia thành nhiều tệp."))
        return file


class Confirm(forms.Form):
    """Nothing but the press itself."""
