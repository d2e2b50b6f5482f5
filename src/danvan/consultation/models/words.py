"""Words looked up in the texts, with or without their marks: the folded shadow is searched."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from danvan.sense.words.fold import fold

PART = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|([^\s\"“”]+)")
LETTERS = re.compile(r"\w+")
IN_FTS5 = "SELECT rowid FROM consultation_words WHERE consultation_words MATCH %s"
MOST = 12  # words of one question


def phrases(asked: str) -> list[list[str]]:
    """What is looked for: words, and words in quotation marks that stand together; all of them."""
    found = [LETTERS.findall(fold(quoted or word)) for quoted, word in PART.findall(asked)]
    return [phrase for phrase in found if phrase][:MOST]


def in_fts5(asked: list[list[str]]) -> str:
    return " AND ".join(f'"{" ".join(phrase)}"' for phrase in asked)


def in_tsquery(asked: list[list[str]]) -> str:
    return " & ".join(f"({' <-> '.join(phrase)})" for phrase in asked)


def shows(text: str, asked: str) -> bool:
    """Whether the text itself holds all of what is looked for."""
    folded = fold(text)
    return all(re.search(_pattern(phrase), folded) for phrase in phrases(asked))


def pieces(text: str, asked: str) -> list[tuple[str, bool]]:
    """The text in stretches, and whether each is what was looked for.

    >>> pieces("Rác và nước", "nuoc")
    [('Rác và ', False), ('nước', True)]
    """
    if not (wanted := phrases(asked)):
        return [(text, False)]
    parts, at = [], 0
    for found in re.finditer("|".join(_pattern(phrase) for phrase in wanted), fold(text)):
        parts += [(text[at : found.start()], False), (text[found.start() : found.end()], True)]
        at = found.end()
    return [(part, is_found) for part, is_found in [*parts, (text[at:], False)] if part]


def _pattern(phrase: list[str]) -> str:
    between = r"\W+".join(phrase)
    return rf"\b{between}\b"


@models.TextField.register_lookup
class Holds(models.Lookup[str]):
    """`folded__holds="môi trường"`: texts that hold all of the words. Asks the index of words of
    `consultation_submission`; letters only ever reach the index's own language."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        said = f"to_tsvector('simple', {column}) @@ to_tsquery('simple', %s)"
        return said, (*params, in_tsquery(self.asked()))

    def asked(self) -> list[list[str]]:
        if not (words := phrases(self.rhs)):
            raise EmptyResultSet
        return words

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, _ = self.process_lhs(compiler, connection)
        row = column.replace('"folded"', '"id"')
        return f"{row} IN ({IN_FTS5})", (in_fts5(self.asked()),)


RANKED = {  # of the newest that hold the words at all, those that fit best
    "sqlite": (
        "SELECT rowid FROM (SELECT rowid, bm25(consultation_words) AS fit FROM consultation_words"
        " WHERE consultation_words MATCH %s AND rowid BETWEEN %s AND %s"
        " ORDER BY rowid DESC LIMIT %s) ORDER BY fit, rowid DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT id FROM (SELECT id, ts_rank_cd(to_tsvector('simple', folded), asked) AS fit"
        " FROM consultation_submission, to_tsquery('simple', %s) AS asked"
        " WHERE to_tsvector('simple', folded) @@ asked AND id BETWEEN %s AND %s"
        " ORDER BY id DESC LIMIT %s) AS newest ORDER BY fit DESC, id DESC LIMIT %s"
    ),
}


def best(asked: str, *, first: int, last: int, among: int, most: int) -> list[int]:
    """Numbers of at most `most` submissions that fit best, best first: of the newest `among` that
    hold all the words and have numbers from `first` to `last`."""
    if not (words := phrases(asked)):
        return []
    said = in_tsquery(words) if connection.vendor == "postgresql" else in_fts5(words)
    with connection.cursor() as cursor:
        cursor.execute(RANKED[connection.vendor], (said, first, last, among, most))
        return [number for (number,) in cursor.fetchall()]
