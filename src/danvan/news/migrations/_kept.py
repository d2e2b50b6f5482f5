"""What the database itself keeps: published versions as they went out, comments as they came."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

IS_OUT = "(SELECT state FROM news_articleversion WHERE id = {row}.version_id) = 'published'"
STAYS = ("text", "article_id", "posted_on", "key")


class Guard(NamedTuple):
    """What is refused: a deed on a table, where the condition holds of the row."""

    table: str
    deed: str
    condition: str

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.deed.lower()}"

    @property
    def said(self) -> str:
        return f"rows of {self.table} that readers have seen are kept as they are"


def _guards() -> list[Guard]:
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in STAYS)
    moved = "COALESCE(NEW.parent_id, 0) <> COALESCE(OLD.parent_id, 0)"
    version = "news_articleversion"
    found = [Guard(version, deed, "OLD.state = 'published'") for deed in ("UPDATE", "DELETE")]
    for table in ("news_photo", "news_relatedarticle"):
        for deed, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            found.append(Guard(table, deed, IS_OUT.format(row=row)))
    found.append(Guard("news_comment", "UPDATE", f"{changed} OR {moved}"))
    found.append(Guard("news_comment", "DELETE", "1 = 1"))
    return found


GUARDS = _guards()


def keeping(vendor: str) -> list[str]:
    return [statement for guard in GUARDS for statement in _on(guard, vendor)]


def letting(vendor: str) -> list[str]:
    return [statement for guard in GUARDS for statement in _off(guard, vendor)]


def _on(guard: Guard, vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {guard.name} BEFORE {guard.deed} ON {guard.table}"
            f" WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.said}'); END"
        ]
    row = "OLD" if guard.deed == "DELETE" else "NEW"
    return [
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF {guard.condition} THEN RAISE EXCEPTION '{guard.said}'; END IF;"
        f" RETURN {row}; END $$",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.deed} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]


def _off(guard: Guard, vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [f"DROP TRIGGER {guard.name}"]
    return [f"DROP TRIGGER {guard.name} ON {guard.table}", f"DROP FUNCTION {guard.name}()"]


def _put_on(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in keeping(editor.connection.vendor):
        editor.execute(statement)


def _take_off(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in letting(editor.connection.vendor):
        editor.execute(statement)


KEEP = RunPython(_put_on, _take_off)
