"""Files that a sender attaches: read into texts for them to look at, and never kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import kind_of
from danvan.papers.pages import stored_pages
from danvan.sense import intake

View = Callable[..., HttpResponse]

LARGEST = 10 << 20  # bytes of one file
MOST_FILES = 5


class Small(TemporaryFileUploadHandler):
    """Lays a file aside until the answer is given, and stops reading at the first too large one.

    What stands before the file in the page is read by then; the page has its files last.
    """

    refused = ""  # the name of the file that was too large

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST:
            self.refused = self.file_name or "?"
            raise StopUpload(connection_reset=True)
        super().receive_data_chunk(raw_data, start)


def kept_small(view: View) -> View:
    """Stands before all that reads what was posted; more than the site takes is told in a page,
    and what was typed stands in the one before it."""

    @wraps(view)
    def guarded(request: HttpRequest, *given: object, **named: object) -> HttpResponse:
        request.upload_handlers = [Small(request)]
        try:
            return view(request, *given, **named)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return render(request, "consultation/too_much.html", status=413)

    return guarded


def refusal(request: HttpRequest) -> str:
    """The sentence on a file that was too large; "" where none was."""
    for handler in request.upload_handlers:
        name = getattr(handler, "refused", "")
        if name:
            said = gettext(
                "%(file)s: lớn hơn %(most)d MB; hãy chia thành nhiều tệp nhỏ, hoặc chép nội dung"
                " vào ô góp ý."
            )
            return said % {"file": name, "most": LARGEST >> 20}
    return ""


def read_all(request: HttpRequest) -> tuple[list[str], list[str]]:
    """The texts in the files that came, and a sentence for each file that cannot be used."""
    texts: list[str] = []
    wrong = [said] if (said := refusal(request)) else []
    files = request.FILES.getlist("files")
    for file in files[:MOST_FILES]:
        try:
            texts += _texts(file, file.name or "?")
        except Unreadable as refused:  # the file lies under another name than its sender's
            named = Unreadable(file.name or "?", refused.cause, refused.remedy, refused.place)
            wrong.append(str(named))
    if len(files) > MOST_FILES:
        wrong.append(gettext("Mỗi lần đọc được nhiều nhất %d tệp.") % MOST_FILES)
    return texts, wrong


def _texts(file: UploadedFile[bytes], name: str) -> list[str]:
    """The remarks of a file. Raises Unreadable, of pictures too: to recognise them takes long."""
    if not isinstance(file, TemporaryUploadedFile):
        raise TypeError("laid aside by another handler")
    path = Path(file.temporary_file_path())
    if kind_of(path) == "image" or (
        kind_of(path) == "pdf" and any(page.holds == "picture" for page in stored_pages(path))
    ):
        raise Unreadable(
            name, "là ảnh chụp, không đọc được chữ ở đây", "hãy gõ nội dung vào ô góp ý"
        )
    read = intake.file_read(intake.Given(path, name), lambda rows: None, confirmed=False)
    return [str(text) for table in read.tables for text in table.rows["text"].to_pylist()]
