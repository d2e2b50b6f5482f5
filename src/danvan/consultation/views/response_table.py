"""The response table as an official paper, to sign or to work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from danvan.consultation.models import Consultation
from danvan.consultation.queries import keeping
from danvan.consultation.queries.response_table import response_table
from danvan.consultation.views.keeping import one
from danvan.papers import report_docx, report_pdf, workbook
from danvan.papers.forms.issue import Issue
from danvan.papers.forms.responses import HEADS, WORDS, ResponseTable, counts, paper
from danvan.papers.profile import profile
from danvan.papers.workbook import SheetOut
from danvan.units.models import Officer
from danvan.units.queries import letterhead, signed_in

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = (36, 30, 90, 50, 12)


@require_GET
def table(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """All themes with what is approved or published as their answer; the rest is unanswered."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    if kind not in KINDS or not keeping.is_kept(officer=officer, consultation=consultation):
        raise Http404
    made = response_table(officer=officer, consultation=consultation)
    name = f"bang-tiep-thu-{consultation.slug}.{kind}"
    with TemporaryDirectory() as place:
        path = Path(place) / name
        if kind == "xlsx":
            workbook.write(path, _sheets(made))
        else:
            form = profile(consultation.papers)
            write = report_docx.write if kind == "docx" else report_pdf.write
            write(paper(made, _issue(officer, consultation), form), path, form)
        answer = HttpResponse(path.read_bytes(), KINDS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _issue(officer: Officer, consultation: Consultation) -> Issue:
    """The office's names and symbol; number, place, date and signer are the clerk's to fill in."""
    unit = consultation.unit
    above, name = letterhead(officer=officer, unit=unit, on=officer.on)
    version = unit.version_on(officer.on)
    return Issue(
        issuer=tuple(filter(None, (above, name))),
        unit=version.symbol or "…",
        place="[Địa danh]",
        office="[CHỨC VỤ NGƯỜI KÝ]",
    )


def _sheets(made: ResponseTable) -> Iterator[SheetOut]:
    head = (*HEADS["four"], "SỐ Ý KIẾN")
    rows = (
        (row.group, row.subject, row.content, row.answer.printed(), row.opinions)
        for row in made.rows
    )
    yield SheetOut("Tiếp thu, giải trình", head, rows, WIDTHS)
    sums = counts(made.rows)
    told = [(WORDS[name], count) for name, count in sums.items()]
    yield SheetOut("Cộng", ("Kết quả", "Số ý kiến"), [*told, ("Cộng", made.opinions)], (40, 14))
