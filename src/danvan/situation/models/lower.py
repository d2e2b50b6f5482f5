"""The reports of lower units that a unit's own report brings together."""

from __future__ import annotations

from dataclasses import dataclass

from danvan.situation.models.reports import SentVersion, SituationReport
from danvan.situation.models.schedules import ExpectedReport
from danvan.units.models import Unit


@dataclass(frozen=True)
class Lower:
    """Of the units that owe this unit a report over the same days: what they sent, and who has not.
    The report goes without the `missing`, whom it must name."""

    sent: list[SentVersion]
    missing: list[Unit]

    @property
    def expected(self) -> int:
        return len(self.sent) + len(self.missing)


def lower_of(report: SituationReport) -> Lower:
    """Nothing for a report of a day, and for a unit to which none are owed."""
    if report.period is None:
        return Lower([], [])
    owed = ExpectedReport.objects.filter(
        period__schedule__unit=report.unit,
        period__schedule__topic=report.period.schedule.topic,
        period__form__kind=report.form.kind,
        period__first_on__gte=report.period.first_on,
        period__last_on__lte=report.period.last_on,
    )
    pairs = [*owed.order_by("path").values_list("period", "unit")]
    reports = SituationReport.objects.in_hand().filter(
        period__in={period for period, _ in pairs}, unit__in={unit for _, unit in pairs}
    )
    sent = {
        (each.report.period_id, each.report.unit_id): each
        for each in SentVersion.objects.filter(current_of__in=reports).select_related("report")
    }
    units = Unit.objects.in_bulk({unit for _, unit in pairs})
    return Lower(
        [sent[pair] for pair in pairs if pair in sent],
        [units[unit] for pair in pairs if pair not in sent for unit in pair[1:]],
    )
