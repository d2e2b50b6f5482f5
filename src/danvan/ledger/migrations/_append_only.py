"""A table whose rows the database itself refuses to change or delete."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

DEEDS = ("UPDATE", "DELETE")


def append_only(table: str) -> RunPython:
    """The migration's step that puts the guard on, and takes it off backwards."""

    def on(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in guarding(table, editor.connection.vendor):
            editor.execute(statement)

    def off(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in releasing(table, editor.connection.vendor):
            editor.execute(statement)

    return RunPython(on, off)


def guarding(table: str, vendor: str) -> list[str]:
    said = f"rows of {table} are never changed or deleted"
    if vendor == "postgresql":
        return [
            f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{said}'; END $$",
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{said}'); END"
        for deed in DEEDS
    ]


def releasing(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER {table}_kept ON {table}",
            f"DROP TRIGGER {table}_whole ON {table}",
            f"DROP FUNCTION {table}_kept()",
        ]
    return [f"DROP TRIGGER {table}_no_{deed.lower()}" for deed in DEEDS]
