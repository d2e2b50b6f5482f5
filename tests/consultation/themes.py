"""Rows of a synthesis as the engine would leave them, for tests that need some."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tests.consultation.conftest import AT, ON

from danvan.consultation import actions
from danvan.consultation.models import Opinion, Report, Submission, Synthesis, Theme
from danvan.consultation.models.bench import LANES
from danvan.ledger.actions import SYSTEM


def synthesised(
    version: Any,
    found: Mapping[tuple[str, str], Sequence[Submission]],
    number: int = 1,
    nearest: str = "",
    **told: Any,
) -> dict[str, Theme]:
    """A synthesis that is done: section and label → the submissions with an opinion in that theme.

    An opinion is the whole text of its submission. `nearest`: sections that an
    opinion about no known one may be about. `told`: more of the synthesis. Returns the themes by
    their labels.
    """
    made = Synthesis.objects.create(
        consultation=version.consultation,
        version=version,
        number=number,
        asked_at=AT,
        made_at=AT,
        submissions=len({row.pk for rows in found.values() for row in rows}),
        opinions_count=sum(map(len, found.values())),
        **told,
    )
    themes = Theme.objects.bulk_create(
        Theme(
            synthesis=made,
            code=f"{section_key}/{label}" if label in LANES else f"T{position}",
            section_key=section_key,
            label=label,
            opinions_count=len(rows),
            submissions=len(rows),
            families=len(rows),
            position=position,
            stances={"propose": len(rows)},
            days=dict(Counter(row.received_on.isoformat() for row in rows)),
        )
        for position, ((section_key, label), rows) in enumerate(found.items())
    )
    said: dict[int, int] = {}
    opinions = []
    for theme, rows in zip(themes, found.values(), strict=True):
        for row in rows:
            said[row.pk] = said.get(row.pk, 0) + 1
            opinions.append(
                Opinion(
                    synthesis=made,
                    submission=row,
                    ordinal=said[row.pk],
                    start=0,
                    end=len(row.text),
                    section_key=theme.section_key,
                    section_how="unplaced" if theme.section_key == "unplaced" else "given",
                    nearest=nearest if theme.section_key == "unplaced" else "",
                    stance="propose",
                    theme=theme,
                )
            )
    Opinion.objects.bulk_create(opinions)
    return {theme.label: theme for theme in themes}


def numbered(synthesis: Synthesis, note: str = "") -> Report:
    """Its report has gone the whole way but the last step."""
    report = actions.submit_report(by=SYSTEM, synthesis=synthesis, at=AT, note=note)
    actions.approve_report(by=SYSTEM, report=report)
    actions.number_report(by=SYSTEM, report=report, symbol="BDVTU", on=ON, place="Bắc Giang")
    report.refresh_from_db()
    return report


def published(synthesis: Synthesis, note: str = "") -> Report:
    """Its report is before the public; `note` where it corrects another."""
    report = numbered(synthesis, note)
    actions.publish_synthesis(by=SYSTEM, synthesis=synthesis, at=AT)
    report.refresh_from_db()
    return report
