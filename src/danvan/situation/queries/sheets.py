"""A report as it is written and read: its sections, its figures beside those of earlier periods."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum

from danvan.situation.models import (
    ExpectedReport,
    Figure,
    FormSection,
    Indicator,
    ReportForm,
    ReportKind,
    ReportSchedule,
    SentVersion,
    SituationReport,
)
from danvan.situation.models.lower import lower_of
from danvan.situation.models.numbers import write_figure
from danvan.units.models import Officer, Unit, UnitVersion


@dataclass
class TextRow:
    """A section as a page shows it. `theirs`: what somebody else wrote there meanwhile."""

    section: FormSection
    text: str = ""
    highlight: str = ""
    revision: int = 0
    theirs: str = ""


@dataclass
class FigureRow:
    """A figure as it is typed, "" where it is not reported; the period before and the year so far
    as they were sent; `fault`: why what was typed is no figure."""

    indicator: Indicator
    is_required: bool
    typed: str = ""
    note: str = ""
    revision: int = 0
    before: str = ""
    year: str = ""
    fault: str = ""
    theirs: str = ""


@dataclass
class Sheet:
    texts: list[TextRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)


def awaited_one(*, officer: Officer, pk: int) -> ExpectedReport | None:
    seen = ExpectedReport.objects.visible_to(officer).select_related("unit", "period__schedule")
    return seen.filter(pk=pk).first()


def report(*, officer: Officer, pk: int) -> SituationReport | None:
    seen = SituationReport.objects.visible_to(officer).select_related(
        "form", "unit", "period__schedule__unit", "current"
    )
    return seen.filter(pk=pk).first()


def sheet(*, officer: Officer, of: SituationReport) -> Sheet:
    """What is being written."""
    seen = SituationReport.objects.visible_to(officer).get(pk=of.pk)
    written = {each.section_id: each for each in seen.texts.all()}
    told = {each.indicator_id: each for each in seen.figures.all()}
    before, year = _earlier(Figure.objects.visible_to(officer), of)
    texts = [
        TextRow(section, row.text, row.highlight, row.revision)
        if (row := written.get(section.pk))
        else TextRow(section)
        for section in of.form.sections.order_by("rank")
    ]
    figures = []
    for asked in of.form.asked.select_related("indicator").order_by("rank"):
        line = FigureRow(asked.indicator, asked.is_required)
        line.before = before.get(asked.indicator_id, "")
        line.year = year.get(asked.indicator_id, "")
        if stands := told.get(asked.indicator_id):
            line.typed, line.note = write_figure(stands.value), stands.note
            line.revision = stands.revision
        figures.append(line)
    return Sheet(texts, figures)


def sent(*, officer: Officer, of: SituationReport, number: int | None) -> SentVersion | None:
    """The version of that number; without one, the last."""
    seen = SentVersion.objects.visible_to(officer).filter(report=of)
    found = seen.filter(number=number) if number else seen.order_by("-number")
    return found.first()


def absent(*, officer: Officer, of: SituationReport) -> list[Unit]:
    """Lower units that owe it a report and have not sent theirs."""
    return lower_of(SituationReport.objects.visible_to(officer).get(pk=of.pk)).missing


def missing(*, officer: Officer, of: SituationReport) -> tuple[int, list[str]]:
    """How many lower units owe it a report, and the names of those that have not sent theirs."""
    lower = lower_of(SituationReport.objects.visible_to(officer).get(pk=of.pk))
    named = UnitVersion.objects.names([each.pk for each in lower.missing], of.told_on)
    return lower.expected, [named.get(each.pk, each.code) for each in lower.missing]


def schedules(*, officer: Officer) -> QuerySet[ReportSchedule]:
    """The latest begun first."""
    seen = ReportSchedule.objects.visible_to(officer).select_related("unit", "tier", "topic")
    return seen.order_by("-valid_from", "pk")


def forms_in_force(*, officer: Officer) -> QuerySet[ReportForm]:
    return ReportForm.objects.visible_to(officer).held(officer.on).order_by("code")


def told_at_once(*, officer: Officer) -> QuerySet[SituationReport]:
    """Oral and flash reports of the officer's units and those below, the latest first."""
    kinds = (ReportKind.ORAL, ReportKind.FLASH)
    seen = SituationReport.objects.visible_to(officer).in_hand().filter(form__kind__in=kinds)
    return seen.select_related("form", "unit", "current").order_by("-made_at", "-pk")


def names_of(*, officer: Officer, units: list[int]) -> dict[int, str]:
    """What the units are called today, or were called last."""
    seen = UnitVersion.objects.visible_to(officer).filter(unit__in=units)
    return dict(seen.order_by("valid_from").values_list("unit", "name"))


def _earlier(seen: QuerySet[Figure], of: SituationReport) -> tuple[dict[int, str], dict[int, str]]:
    """By indicator: what the unit sent for the period before, and its sum since the year began
    (S15), up to this period and without it."""
    if of.period is None:
        return {}, {}
    first = of.period.first_on
    counted = seen.filter(
        version__current_of__unit=of.unit,
        version__current_of__form__kind=of.form.kind,
        version__current_of__period__first_on__lt=first,
    )
    latest = counted.order_by("version__current_of__period__first_on")
    before = {pk: write_figure(value) for pk, value in latest.values_list("indicator", "value")}
    since = counted.filter(
        version__current_of__period__first_on__gte=first.replace(month=1, day=1),
        indicator__rollup=Indicator.Rollup.ADDITIVE,
    )
    sums = since.order_by().values_list("indicator").annotate(Sum("value"))
    return before, {pk: write_figure(value) for pk, value in sums if value is not None}
