"""A synthesis kept with its proof. For workers only: it loads what reads the engine's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext

from danvan.consultation.models import (
    Opinion,
    Statement,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.hearing import batches, words_of
from danvan.consultation.models.recount import check_synthesis
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor

PAPERS = ("report.docx", "report.pdf", "report.html", "appendix.xlsx", "response.docx")
STATE = "state.npz"  # by which later arrivals are placed; no paper, and shown to nobody
AT_ONCE = 5000  # rows written in one go
OPINION = (
    'INSERT INTO consultation_opinion (synthesis_id, submission_id, ordinal, start, "end",'
    " section_key, section_how, stance, theme_id, nearest, map_x, map_y)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
EVIDENCE = (
    'INSERT INTO consultation_evidence (statement_id, opinion_id, start, "end", is_pinned)'
    " VALUES (%s, %s, %s, %s, %s)"
)

NOT_QUOTED: dict[str, Any] = {"start": 0, "end": 0}

Progress = Callable[[str, int, int], None]
Ints = npt.NDArray[np.int64]


class Unproved(Exception):
    """The rows do not hold what the synthesis says; nothing was kept."""


@dataclass(frozen=True)
class Found:
    """What the engine found: `document` is its `synthesis.json`; `folder` holds its files; `rules`
    are those it went by, as `Synthesis.rules` keeps them."""

    document: dict[str, Any]
    folder: Path
    rules: dict[str, Any]


@transaction.atomic
def keep_synthesis(
    *, by: Actor, synthesis: Synthesis, found: Found, at: datetime, progress: Progress
) -> None:
    """Writes what was found as rows, counts all of it again, and takes over the papers.

    All or nothing; kept already, it does nothing. Raises Unproved with the first sentences.
    """
    held = Synthesis.objects.select_for_update().get(pk=synthesis.pk)
    if held.made_at:
        return
    _fill_in(held, found, at)
    themes = _keep_themes(held, found.document["themes"], _days(found.folder))
    opinions, ids = _keep_opinions(held, themes, found.folder / "opinions.parquet", progress)
    _keep_statements(held, themes, found.document["statements"], (opinions, ids), progress)
    progress("recount", 0, 0)
    wrong = [*_misquoted(found.document["statements"]), *check_synthesis(held)]
    if wrong:
        raise Unproved(" ".join(wrong[:5]))
    ledger.write(by=by, verb="keep_synthesis", of=held, where=held.consultation.unit.last_path)
    _take_over(found.folder, Path(settings.MEDIA_ROOT) / held.folder)
    if held.follows:  # the one before places nothing any more
        (Path(settings.MEDIA_ROOT) / held.follows.folder / STATE).unlink(missing_ok=True)


def _fill_in(synthesis: Synthesis, found: Found, at: datetime) -> None:
    base, made = found.document["base"], found.document["made"]
    synthesis.engine, synthesis.inputs = made["engine"], made["inputs"][0]
    synthesis.submissions, synthesis.tallied = base["submissions"], base["tallied"]
    synthesis.people, synthesis.families = base["people"], base["families"]
    synthesis.opinions_count = base["opinions"]
    synthesis.rules = found.rules
    synthesis.folder = f"tong-hop/{synthesis.pk}"
    synthesis.made_at = at
    synthesis.save()


def _days(folder: Path) -> dict[str, dict[str, int]]:
    """How many opinions of each theme arrived on each day."""
    said = pq.read_table(folder / "opinions.parquet", columns=["submission_id", "theme_id"])
    came = pq.read_table(folder / "submissions.parquet", columns=["submission_id", "received_at"])
    at = pc.index_in(said["submission_id"], value_set=came["submission_id"].combine_chunks())
    both = said.append_column("day", came["received_at"].take(at))
    days: dict[str, dict[str, int]] = {}
    for row in both.group_by(["theme_id", "day"]).aggregate([([], "count_all")]).to_pylist():
        if row["day"]:
            days.setdefault(row["theme_id"], {})[row["day"]] = row["count_all"]
    return days


def _keep_themes(
    synthesis: Synthesis, themes: list[dict[str, Any]], days: dict[str, dict[str, int]]
) -> dict[str, int]:
    """The number of each theme by its code."""
    rows = Theme.objects.bulk_create(
        (
            Theme(
                synthesis=synthesis,
                code=theme["id"],
                section_key=theme["section_key"],
                label=theme["label"][:500],
                opinions_count=theme["opinions"],
                submissions=theme["submissions"],
                families=theme["families"],
                is_minority=theme["minority"],
                is_kept=theme.get("kept", False),
                is_marked=theme.get("marked"),
                stances=theme["stances"],
                days=days.get(theme["id"], {}),
                position=position,
            )
            for position, theme in enumerate(themes)
        ),
        AT_ONCE,
    )
    return {row.code: row.pk for row in rows}


def _keep_opinions(
    synthesis: Synthesis, themes: dict[str, int], table: Path, progress: Progress
) -> tuple[Ints, pa.Array]:
    """The number of each row, int64[n], and what the engine calls it, in the table's order."""
    file = pq.ParquetFile(table)
    total, done = file.metadata.num_rows, 0
    ids = [pa.array([], pa.string())]
    named: list[tuple[int, int]] = []
    for batch in file.iter_batches(AT_ONCE):
        rows = [_opinion(synthesis, themes, row) for row in batch.to_pylist()]
        _insert(OPINION, rows)
        named += [(row[1], row[2]) for row in rows]
        ids.append(batch["opinion_id"])
        done += len(rows)
        progress("keep opinions", done, total)
    kept = Opinion.objects.filter(synthesis=synthesis).order_by("pk")
    numbers = {(of, n): pk for pk, of, n in kept.values_list("pk", "submission", "ordinal")}
    return np.array([numbers[one] for one in named], dtype=np.int64), pa.concat_arrays(ids)


def _opinion(synthesis: Synthesis, themes: dict[str, int], row: dict[str, Any]) -> tuple[Any, ...]:
    """As OPINION names the columns."""
    return (
        synthesis.pk,
        int(row["submission_id"]),
        int(row["opinion_id"].rpartition(".")[2]),
        row["start"],
        row["end"],
        row["section_key"] or row["section_how"],
        row["section_how"],
        row["stance"],
        themes[row["theme_id"]],
        " ".join(row["section_top3"])[:190] if row["section_how"] == "unplaced" else "",
        row.get("map_x"),
        row.get("map_y"),
    )


def _insert(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows by the ten thousand a second: while they are written, nobody's opinion can be."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _keep_statements(
    synthesis: Synthesis,
    themes: dict[str, int],
    statements: list[dict[str, Any]],
    opinions: tuple[Ints, pa.Array],
    progress: Progress,
) -> None:
    """The sentences in the report's order, each with the opinions behind it."""
    rows = Statement.objects.bulk_create(
        (
            Statement(
                synthesis=synthesis,
                code=said["id"],
                position=position,
                section_key=said["section_key"],
                theme_id=themes[said["theme_id"]],
                scope=said["scope"],
                act=said["act"],
                text=said["text"],
                quantifier=said["quantifier"],
                count=said["count"],
                base=said["base"],
                unit=said["unit"],
                wording=said.get("wording", ""),
                phrase=(said["phrase"] or "")[:200],
            )
            for position, said in enumerate(statements)
        ),
        AT_ONCE,
    )
    behind = _evidence(rows, statements, *opinions)
    total = sum(len(said["opinion_ids"]) for said in statements)
    for number, batch in enumerate(batches(behind, AT_ONCE)):
        _insert(EVIDENCE, batch)
        progress("keep evidence", number * AT_ONCE, total)


def _evidence(
    rows: list[Statement], statements: list[dict[str, Any]], numbers: Ints, ids: pa.Array
) -> Iterator[tuple[int, int, int, int, bool]]:
    """What stands behind each sentence, the quoted words where it is quoted; as EVIDENCE names the
    columns."""
    for few in batches(zip(rows, statements, strict=True), 200):
        named = [one for _, said in few for one in said["opinion_ids"]]
        at = pc.index_in(pa.array(named, pa.string()), value_set=ids).to_numpy()
        found = iter(numbers[at].tolist())
        for row, said in few:
            quoted = {quote["opinion_id"]: quote for quote in said["quotes"]}
            for one in said["opinion_ids"]:
                quote = quoted.get(one, NOT_QUOTED)
                pinned = quote.get("pinned", False)
                yield row.pk, next(found), quote["start"], quote["end"], pinned


def _misquoted(statements: list[dict[str, Any]]) -> Iterator[str]:
    """Quotes that do not stand, letter for letter, in the submission that they are from."""
    for few in batches((quote for said in statements for quote in said["quotes"]), 500):
        owners = {int(quote["opinion_id"].rpartition(".")[0]) for quote in few}
        told = Submission.objects.filter(pk__in=owners)
        texts = {
            pk: words_of(*words) for pk, *words in told.values_list("pk", "text", "replacement")
        }
        for quote in few:
            words = texts[int(quote["opinion_id"].rpartition(".")[0])]
            if words and words[quote["start"] : quote["end"]] != quote["quote"]:
                yield gettext("Trích dẫn của ý kiến %s khác nguyên văn.") % quote["opinion_id"]


def _take_over(made: Path, place: Path) -> None:
    """Keeps the papers; no second copy of the texts stays beside the one that can be taken back."""
    if place.exists():  # left by a worker that was killed before it could say that it was done
        rmtree(place)
    place.mkdir(parents=True)
    for name in (*PAPERS, STATE):
        if (made / name).exists():
            (made / name).rename(place / name)
