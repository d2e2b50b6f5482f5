"""Forms are data: those that come with the product are loaded once, later versions beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from django.db import transaction

from danvan.ledger import actions as ledger
from danvan.ledger.models import WHOLE, Actor
from danvan.situation.models import (
    FormBalance,
    FormIndicator,
    FormSection,
    Indicator,
    ReportForm,
)
from danvan.units.models import Role, need

SHIPPED = Path(__file__).parents[1] / "data"


@transaction.atomic
def load_forms(*, by: Actor, on: date) -> int:
    """The shipped forms, in force from `on`; returns how many were new. A form whose code is kept
    already stays as it is, and so does an indicator."""
    need(by, Role.ADMIN, Role.ANALYST, Role.APPROVER, path=by.unit_path)
    indicators = {row["code"]: _indicator(row) for row in _rows("indicators.csv")}
    known = {*ReportForm.objects.values_list("code", flat=True)}
    made = 0
    for code, rows in groupby(_rows("forms.csv"), key=lambda row: row["form"]):
        sections = [*rows]
        if code in known:
            continue
        form = _form(code, sections, on)
        _ask(form, indicators)
        ledger.write(by=by, verb="load_form", of=form, where=WHOLE)
        made += 1
    return made


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _indicator(row: dict[str, str]) -> tuple[Indicator, list[str]]:
    """The indicator, and the forms that ask for it. Its terms stand before it in the file."""
    terms = {
        term: Indicator.objects.get(code=row[term]) if row[term] else None
        for term in ("numerator", "denominator")
    }
    told = {name: row[name] for name in ("label", "measure", "rollup", "decimals")}
    kept, _ = Indicator.objects.get_or_create(code=row["code"], defaults={**told, **terms})
    return kept, row["forms"].split()


def _form(code: str, rows: list[dict[str, str]], on: date) -> ReportForm:
    first = rows[0]
    form = ReportForm.objects.create(
        code=code, title=first["form_title"], kind=first["kind"], valid_from=on
    )
    FormSection.objects.bulk_create(
        FormSection(
            form=form,
            rank=rank,
            code=row["section"],
            title=row["title"],
            block=row["block"],
            hint=row["hint"],
            is_required=row["is_required"] == "1",
        )
        for rank, row in enumerate(rows, start=1)
    )
    return form


def _ask(form: ReportForm, indicators: dict[str, tuple[Indicator, list[str]]]) -> None:
    asked = [each for each, forms in indicators.values() if form.code in forms]
    FormIndicator.objects.bulk_create(
        FormIndicator(form=form, indicator=each, rank=rank)
        for rank, each in enumerate(asked, start=1)
    )
    for row in _rows("balances.csv"):
        if row["form"] == form.code:
            balance = FormBalance.objects.create(form=form, total=indicators[row["total"]][0])
            balance.parts.set(indicators[part][0] for part in row["parts"].split())
