"""The index of words over the folded texts: SQLite's FTS5, PostgreSQL's GIN."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

SQLITE_ON = (  # the index holds no text of its own; the triggers keep it in step
    "CREATE VIRTUAL TABLE consultation_words USING fts5(folded,"
    " content='consultation_submission', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER consultation_words_added AFTER INSERT ON consultation_submission"
    " BEGIN INSERT INTO consultation_words(rowid, folded) VALUES (NEW.id, NEW.folded); END",
    "CREATE TRIGGER consultation_words_taken_out AFTER UPDATE ON consultation_submission"
    " BEGIN INSERT INTO consultation_words(consultation_words, rowid, folded)"
    " VALUES ('delete', OLD.id, OLD.folded);"
    " INSERT INTO consultation_words(rowid, folded) VALUES (NEW.id, NEW.folded); END",
    "CREATE TRIGGER consultation_words_gone AFTER DELETE ON consultation_submission"
    " BEGIN INSERT INTO consultation_words(consultation_words, rowid, folded)"
    " VALUES ('delete', OLD.id, OLD.folded); END",
)
SQLITE_OFF = (
    "DROP TRIGGER consultation_words_added",
    "DROP TRIGGER consultation_words_taken_out",
    "DROP TRIGGER consultation_words_gone",
    "DROP TABLE consultation_words",
)
POSTGRESQL_ON = (
    "CREATE INDEX consultation_words ON consultation_submission"
    " USING gin (to_tsvector('simple', folded))",
)
POSTGRESQL_OFF = ("DROP INDEX consultation_words",)


def on(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_ON if is_postgresql else SQLITE_ON:
        editor.execute(statement)


def off(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_OFF if is_postgresql else SQLITE_OFF:
        editor.execute(statement)


INDEX_OF_WORDS = RunPython(on, off)
