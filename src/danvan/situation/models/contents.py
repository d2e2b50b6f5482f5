"""What is sent: one line of canonical JSON that says all a report says, and its seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from danvan.situation.models.numbers import write_figure
from danvan.situation.models.reports import SentVersion, SituationReport
from danvan.situation.models.rollup import Total, plain
from danvan.units.models import Unit, UnitVersion

SCHEMA = "danvan.report/1"


def content_of(
    report: SituationReport,
    lower: Iterable[SentVersion] = (),
    missing: Sequence[Unit] = (),
    totals: Mapping[str, Total] | None = None,
) -> str:
    """The report as it now stands, as one line of JSON with sorted keys.

    `lower`: versions that it brings together; `missing`: units that it goes without; `totals`: sums
    over the unit and those below, by the indicator's code. Names are those of the day it tells of.
    """
    on = report.told_on
    under = sorted(lower, key=lambda each: each.pk)
    units = [report.unit_id, *(each.report.unit_id for each in under), *(u.pk for u in missing)]
    names = UnitVersion.objects.names(units, on)
    said = {
        "schema": SCHEMA,
        "form": _form(report),
        "unit": {"number": report.unit_id, "name": names.get(report.unit_id, "")},
        "first_on": (report.period.first_on if report.period else on).isoformat(),
        "last_on": on.isoformat(),
        "is_nil": report.is_nil,
        "sections": _sections(report),
        "figures": _figures(report),
        "totals": [total.as_json() for _, total in sorted((totals or {}).items())],
        "lower": [
            {
                "unit": names.get(each.report.unit_id, ""),
                "version": each.pk,
                "seal": each.seal,
            }
            for each in under
        ],
        "missing": [names.get(unit.pk, "") for unit in missing],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_of(content: str) -> str:
    """SHA-256 of the content's UTF-8, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def read_back(version: SentVersion) -> dict[str, Any]:
    """What a version says, as it was sealed; each figure also as offices write it (`written`)."""
    told: dict[str, Any] = json.loads(version.content)
    for each in (*told["figures"], *told["totals"]):
        value = each["value"]
        each["written"] = write_figure(None if value is None else Decimal(value))
    return told


def _form(report: SituationReport) -> dict[str, Any]:
    form = report.form
    return {
        "code": form.code,
        "title": form.title,
        "kind": form.kind,
        "valid_from": form.valid_from.isoformat(),
    }


def _sections(report: SituationReport) -> list[dict[str, Any]]:
    """Every section of the form in its order; what was not written is empty."""
    written = {each.section_id: each for each in report.texts.all()}
    return [
        {
            "code": section.code,
            "title": section.title,
            "block": section.block,
            "text": written[section.pk].text if section.pk in written else "",
            "highlight": written[section.pk].highlight if section.pk in written else "",
        }
        for section in report.form.sections.order_by("rank")
    ]


def _figures(report: SituationReport) -> list[dict[str, Any]]:
    """The unit's own figures in the form's order; one that was not reported is absent."""
    told = {each.indicator_id: each for each in report.figures.all()}
    asked = report.form.asked.select_related("indicator").order_by("rank")
    return [
        {
            "code": line.indicator.code,
            "label": line.indicator.label,
            "measure": line.indicator.measure,
            "value": plain(told[line.indicator_id].value),
            "note": told[line.indicator_id].note,
        }
        for line in asked
        if line.indicator_id in told
    ]
