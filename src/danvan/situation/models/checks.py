"""What a report must be before it is handed in: found in the form, said in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext

from danvan.situation.models.forms import FormBalance, Indicator
from danvan.situation.models.reports import Figure, ReportFigure, SituationReport
from danvan.situation.models.rollup import plain

LOOKED_BACK = 12  # values of earlier periods that a jump is measured against
ENOUGH = 3  # fewer earlier values say nothing of what is usual
JUMP = 2  # times the largest, or less than the smallest by as much


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the section's or the indicator's code, "" of the whole."""

    where: str
    said: str


def faults(report: SituationReport) -> list[Fault]:
    """All that keeps the draft from being handed in; of a nil report, only that it says more."""
    written = {each.section_id: each for each in report.texts.all() if each.text.strip()}
    told = {each.indicator_id: each for each in report.figures.select_related("indicator")}
    if report.is_nil:
        return [_says_more()] if written or told else []
    return [
        *_missing_texts(report, set(written)),
        *_missing_figures(report, set(told)),
        *(fault for figure in told.values() for fault in _out_of_range(figure)),
        *_half_rates(told),
        *_unbalanced(report, told),
        *_jumps(report, told),
    ]


def _says_more() -> Fault:
    said = gettext("Báo cáo không phát sinh không có nội dung, số liệu: hãy xóa hoặc bỏ chọn.")
    return Fault("", said)


def _missing_texts(report: SituationReport, written: set[int]) -> Iterator[Fault]:
    for section in report.form.sections.filter(is_required=True):
        if section.pk not in written:
            said = gettext("Mục “%s” chưa có nội dung; nếu không có gì mới, hãy ghi rõ như vậy.")
            yield Fault(section.code, said % section.title)


def _missing_figures(report: SituationReport, told: set[int]) -> Iterator[Fault]:
    for line in report.form.asked.filter(is_required=True).select_related("indicator"):
        if line.indicator_id not in told:
            said = gettext("“%s” chưa có số liệu; không phát sinh thì ghi dấu gạch ngang (-).")
            yield Fault(line.indicator.code, said % line.indicator.label)


def _out_of_range(figure: ReportFigure) -> Iterator[Fault]:
    what, value = figure.indicator, figure.value
    if value is None:
        return
    if value < what.lowest or (what.highest is not None and value > what.highest):
        said = gettext("“%(what)s” phải từ %(lowest)s đến %(highest)s.")
        highest = plain(what.highest) or "∞"
        told = {"what": what.label, "lowest": plain(what.lowest), "highest": highest}
        yield Fault(what.code, said % told)


def _half_rates(told: Mapping[int, ReportFigure]) -> Iterator[Fault]:
    """A rate is recomputed from sums over the same units: both of its terms are told, or none."""
    rates = Indicator.objects.filter(rollup=Indicator.Rollup.RATE)
    for rate in rates.select_related("numerator", "denominator"):
        terms = [each for each in (rate.numerator, rate.denominator) if each is not None]
        absent = [each for each in terms if each.pk not in told]
        if len(absent) == 1:
            said = gettext("“%(rate)s” cần cả tử số và mẫu số: còn thiếu “%(term)s”.")
            yield Fault(absent[0].code, said % {"rate": rate.label, "term": absent[0].label})


def _unbalanced(report: SituationReport, told: Mapping[int, ReportFigure]) -> Iterator[Fault]:
    balances = FormBalance.objects.filter(form=report.form).select_related("total")
    for balance in balances.prefetch_related("parts"):
        parts = [*balance.parts.all()]
        if not all(each.pk in told for each in (balance.total, *parts)):
            continue
        total = _counted(told[balance.total_id])
        added = sum((_counted(told[each.pk]) for each in parts), Decimal(0))
        if total != added:
            said = gettext("“%(total)s” là %(one)s nhưng các phần cộng lại là %(other)s.")
            numbers = {"total": balance.total.label, "one": plain(total), "other": plain(added)}
            yield Fault(balance.total.code, said % numbers)


def _counted(figure: ReportFigure) -> Decimal:
    """Nothing to report adds nothing."""
    return Decimal(0) if figure.value is None else figure.value


def _jumps(report: SituationReport, told: Mapping[int, ReportFigure]) -> Iterator[Fault]:
    before = _earlier(report)
    for pk, figure in told.items():
        usual = before.get(pk, [])
        if figure.value is None or figure.note.strip() or len(usual) < ENOUGH:
            continue
        if not min(usual) / JUMP <= figure.value <= max(usual) * JUMP:
            said = gettext(
                "“%(what)s” là %(value)s, khác hẳn các kỳ trước (thường %(usual)s): hãy kiểm tra,"
                " đúng thì ghi giải thích."
            )
            middle = plain(Decimal(median(usual)))
            numbers = {"what": figure.indicator.label, "value": plain(figure.value)}
            yield Fault(figure.indicator.code, said % {**numbers, "usual": middle})


def _earlier(report: SituationReport) -> dict[int, list[Decimal]]:
    """By indicator: the unit's values of earlier periods of this kind, the latest first."""
    if report.period is None:
        return {}
    counted = Figure.objects.filter(
        version__current_of__unit=report.unit,
        version__current_of__form__kind=report.form.kind,
        version__current_of__period__first_on__lt=report.period.first_on,
        value__isnull=False,
    ).order_by("-version__current_of__period__first_on")
    found: dict[int, list[Decimal]] = {}
    for indicator, value in counted.values_list("indicator", "value"):
        values = found.setdefault(indicator, [])
        if value is not None and len(values) < LOOKED_BACK:
            values.append(value)
    return found
