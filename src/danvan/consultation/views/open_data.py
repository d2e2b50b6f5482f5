"""Open data: what there is, and each file as it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from danvan.consultation.models import Consultation
from danvan.consultation.queries import drafts as drafts
from danvan.consultation.queries import figures as figures
from danvan.consultation.queries import open_data as queries
from danvan.papers.csv_out import csv_line

COLUMNS = {  # what each column of the texts means
    "id": gettext_lazy("số của lượt góp ý"),
    "version": gettext_lazy("bản dự thảo mà góp ý nói về"),
    "section": gettext_lazy("khóa của mục mà người gửi chọn; trống: cả dự thảo"),
    "text": gettext_lazy("nội dung, đã che dữ liệu cá nhân"),
    "stance": gettext_lazy(
        "thái độ người gửi chọn: agree, conditional, object, other; trống: không chọn"
    ),
    "change_type": gettext_lazy(
        "loại góp ý người gửi chọn: add, change, remove, clarify, figures, wording"
    ),
    "channel": gettext_lazy("kênh: web, conference, letter, phone, sheet, scan, app"),
    "day": gettext_lazy("ngày góp ý"),
    "themes": gettext_lazy("mã các nhóm vấn đề trong bản tổng hợp đã công bố, cách nhau dấu cách"),
    "read_as": gettext_lazy(
        "thái độ máy đọc được trong từng ý kiến: agree, propose, object, question, inform, unclear"
    ),
    "answer": gettext_lazy(
        "kết quả tiếp thu, giải trình đã công bố:"
        " agrees, accepted, partly, explained, unanswered, escalated"
    ),
    "area": gettext_lazy("địa bàn; chỉ nêu khi ô địa bàn × đối tượng × nhóm vấn đề đủ lớn"),
    "group": gettext_lazy("đối tượng góp ý; chỉ nêu cùng địa bàn"),
}
FIGURE_COLUMNS = {
    "figure": gettext_lazy("loại số: submissions, opinions, theme, area_group, area, group"),
    "of": gettext_lazy("mã nhóm vấn đề, với theme"),
    "area": gettext_lazy("địa bàn"),
    "group": gettext_lazy("đối tượng góp ý"),
    "count": gettext_lazy("số; trống khi không nêu"),
    "note": gettext_lazy("tên nhóm vấn đề, hoặc “không nêu”"),
}


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is, what each column means, and the table by area and group."""
    consultation = one(slug)
    context = {
        "consultation": consultation,
        "figures": figures.figures(consultation=consultation),
        "columns": [(name, COLUMNS[name]) for name in queries.COLUMNS],
        "figure_columns": [(name, FIGURE_COLUMNS[name]) for name in queries.FIGURE_COLUMNS],
    }
    return render(request, "consultation/open_data.html", context)


@require_GET
def as_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    found = one(slug)
    return sent(csv_of(found), "text/csv; charset=utf-8", f"{found.slug}-y-kien.csv")


@require_GET
def as_json(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    found = one(slug)
    return sent(json_of(found), "application/json", f"{found.slug}-y-kien.json")


@require_GET
def as_parquet(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    found = one(slug)
    kind = "application/vnd.apache.parquet"
    return sent(parquet_of(found), kind, f"{found.slug}-y-kien.parquet")


@require_GET
def figures_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    found = one(slug)
    return sent(figures_of(found), "text/csv; charset=utf-8", f"{found.slug}-so-lieu.csv")


def one(slug: str) -> Consultation:
    """Raises Http404 where none is open to the public under the address."""
    found = drafts.consultation(slug=slug)
    if found is None:
        raise Http404
    return found


def sent(pieces: Iterator[bytes], kind: str, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def csv_of(consultation: Consultation) -> Iterator[bytes]:
    yield ("\ufeff" + csv_line(queries.COLUMNS)).encode()
    for rows in queries.rows(consultation=consultation):
        lines = (csv_line("" if v is None else v for v in asdict(row).values()) for row in rows)
        yield "".join(lines).encode()


def json_of(consultation: Consultation) -> Iterator[bytes]:
    """One array, an object a line."""
    mark = "[\n"
    for rows in queries.rows(consultation=consultation):
        objects = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
        yield (mark + objects).encode()
        mark = ",\n"
    yield b"\n]\n" if mark != "[\n" else b"[]\n"


def parquet_of(consultation: Consultation) -> Iterator[bytes]:
    """Row group by row group; what is written is handed on and forgotten."""
    # Loaded here: it takes every process of the site 40 MB, for this one answer.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {"id": pa.int64(), "version": pa.int64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in queries.COLUMNS])
    sink = Passing()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for rows in queries.rows(consultation=consultation):
            writer.write_table(pa.Table.from_pylist([asdict(row) for row in rows], schema))
            yield sink.taken()
    yield sink.taken()


class Passing(BytesIO):
    """A file that only grows and is handed on as it does."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0

    def tell(self) -> int:
        return self.passed + super().tell()

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        piece = self.getvalue()
        self.passed += len(piece)
        self.seek(0)
        self.truncate()
        return piece

    def close(self) -> None:
        """What is left is still to be handed on."""


def figures_of(consultation: Consultation) -> Iterator[bytes]:
    yield ("\ufeff" + csv_line(queries.FIGURE_COLUMNS)).encode()
    for line in queries.lines(consultation=consultation):
        yield csv_line(line).encode()
