"""What all answers to programs share: pages, faults in sentences, limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as Refused
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Path, Query, Router
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.throttling import BaseThrottle

from danvan.consultation.actions import AnotherSending
from danvan.consultation.actions.tokens import AnotherImport
from danvan.consultation.api.shapes import BIG, Fault, Slug, Wrong
from danvan.consultation.models import Consultation
from danvan.consultation.queries import drafts
from danvan.consultation.views import limits

router = Router()  # the three files that fill it know it from here
SlugAsked = Annotated[Slug, Path()]
After = Annotated[int, Query(ge=-1, le=BIG, description="`next` of the page before")]
Most = Annotated[int, Query(ge=1, le=100, description="how many at most")]
FAULTS = dict.fromkeys((404, 422, 429), Fault)
SENDING_FAULTS = FAULTS | dict.fromkeys((400, 409, 413), Fault)
Row = TypeVar("Row", bound=Model)


class Limited(BaseThrottle):
    """So many requests of a kind from one network."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def allow_request(self, request: HttpRequest) -> bool:
        seconds = limits.wait(request, self.kind)
        request.META["danvan.wait"] = seconds
        return not seconds


def asked(slug: str) -> Consultation:
    """Raises Http404 where the public reads no such consultation."""
    found = drafts.consultation(slug=slug)
    if found is None:
        raise Http404
    return found


def page(
    rows: Sequence[Row], most: int, shown: Callable[[Row], Any], by: str = "pk"
) -> dict[str, Any]:
    """The rows of a page, and after which number the next one goes on."""
    more = len(rows) > most
    kept = rows[:most]
    return {"items": [shown(row) for row in kept], "next": getattr(kept[-1], by) if more else None}


def named(wrong: Refused) -> list[tuple[str, list[str]]]:
    """What was refused, by the names of the fields."""
    return [*wrong.message_dict.items()] if hasattr(wrong, "error_dict") else []


def where_of(error: dict[str, Any]) -> str:
    """`body.opinions.0.text` without the library's own names for the body."""
    parts = [str(part) for part in error["loc"]]
    return ".".join(parts[:1] + parts[2:]) if parts[0] == "body" else ".".join(parts)


def said_of(error: dict[str, Any]) -> str:
    """What is wrong and what to do, in our words."""
    given = error.get("ctx", {})
    said = {
        "missing": gettext("Thiếu; hãy thêm vào."),
        "string_too_long": gettext("Dài quá %(max_length)s ký tự; hãy tách ra."),
        "string_too_short": gettext("Để trống; hãy ghi nội dung."),
        "too_long": gettext("Nhiều quá %(max_length)s mục; hãy chia làm nhiều lần."),
        "too_short": gettext("Chưa có mục nào; hãy gửi ít nhất một."),
        "literal_error": gettext("Không phải giá trị được dùng; hãy chọn một trong %(expected)s."),
        "greater_than_equal": gettext("Phải từ %(ge)s trở lên."),
        "less_than_equal": gettext("Không được quá %(le)s."),
        "string_pattern_mismatch": gettext("Không đúng dạng %(pattern)s."),
    }.get(error["type"], gettext("Không đúng kiểu dữ liệu; xem mô tả của API."))
    return str(said % given)


def fault(status: int, said: str, *errors: Wrong) -> HttpResponse:
    content = Fault(sentence=said, errors=list(errors)).model_dump()
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


def missing(request: HttpRequest, wrong: Http404) -> HttpResponse:
    return fault(404, gettext("Không có mục này, hoặc chưa công bố."))


def misshapen(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    errors = [Wrong(where=where_of(each), sentence=said_of(each)) for each in wrong.errors]
    return fault(422, gettext("Dữ liệu gửi lên chưa đúng; xem từng chỗ."), *errors)


def refused(request: HttpRequest, wrong: Refused) -> HttpResponse:
    said = " ".join(wrong.messages)
    errors = [Wrong(where=w, sentence=" ".join(s)) for w, s in named(wrong) if w != "__all__"]
    return fault(422, said, *errors)


def another(request: HttpRequest, wrong: Exception) -> HttpResponse:
    said = gettext(
        "Khóa Idempotency-Key này đã dùng cho nội dung khác, và nội dung đó đã được nhận;"
        " hãy gửi nội dung này với khóa mới."
    )
    return fault(409, said)


def forbidden(request: HttpRequest, wrong: PermissionDenied) -> HttpResponse:
    return fault(403, str(wrong) or gettext("Khóa này không có quyền làm việc đó."))


def too_big(request: HttpRequest, wrong: RequestDataTooBig) -> HttpResponse:
    return fault(413, gettext("Một lần gửi quá lớn; hãy chia làm nhiều lần."))


def too_often(request: HttpRequest, wrong: Throttled) -> HttpResponse:
    seconds = int(request.META["danvan.wait"])
    answer = fault(429, limits.said(seconds))
    answer.headers["Retry-After"] = str(seconds)
    return answer


def unknown(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    said = gettext("Khóa nhập liệu không đúng, đã hết hạn hoặc đã thu hồi; hãy xin khóa mới.")
    answer = fault(401, said)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def unread(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    if wrong.status_code == HTTPStatus.BAD_REQUEST:
        said = gettext("Không đọc được nội dung gửi lên; hãy gửi JSON mã UTF-8.")
    else:
        said = wrong.message
    return fault(wrong.status_code, said)


SPOKEN: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Http404: missing,
    ValidationError: misshapen,
    Refused: refused,
    AnotherSending: another,
    AnotherImport: another,
    PermissionDenied: forbidden,
    RequestDataTooBig: too_big,
    Throttled: too_often,
    AuthenticationError: unknown,
    HttpError: unread,
}


def speak(api: NinjaAPI) -> None:
    """Every fault is answered in the one shape, with a sentence."""
    for kind, answer in SPOKEN.items():
        api.add_exception_handler(kind, answer)
