"""Rows of a synthesis as the engine would leave them, for tests that need some."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.consultation.conftest import AT

from danvan.consultation.models import Opinion, Submission, Synthesis, Theme


def synthesised(
    version: Any, found: Mapping[tuple[str, str], Sequence[Submission]], number: int = 1
) -> dict[str, Theme]:
    """A synthesis that is done: section and label → the submissions with an opinion in that theme.

    An opinion is the whole text of its submission. Returns the themes by their labels.
    """
    made = Synthesis.objects.create(
        consultation=version.consultation,
        version=version,
        number=number,
        asked_at=AT,
        made_at=AT,
        submissions=len({row.pk for rows in found.values() for row in rows}),
        opinions_count=sum(map(len, found.values())),
    )
    themes = Theme.objects.bulk_create(
        Theme(
            synthesis=made,
            code=f"T{position}",
            section_key=section_key,
            label=label,
            opinions_count=len(rows),
            submissions=len(rows),
            families=len(rows),
            position=position,
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
                    section_how="given",
                    stance="propose",
                    theme=theme,
                )
            )
    Opinion.objects.bulk_create(opinions)
    return {theme.label: theme for theme in themes}
