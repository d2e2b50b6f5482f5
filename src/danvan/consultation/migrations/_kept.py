"""What the database itself keeps: tables that only grow, and texts that only their removal ends."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

KEPT = (  # only grow
    "consultation_section",
    "consultation_anchor",
    "consultation_rejectedrow",
    "consultation_positiontally",
    "consultation_dayroot",
    "consultation_theme",
    "consultation_opinion",
    "consultation_statement",
    "consultation_evidence",
    "consultation_movedopinion",
    "consultation_audit",
    "consultation_audititem",
    "consultation_auditreading",
)
TEXTS = "consultation_submission"
EMPTIED = ("text", "folded", "replacement", "salt")
REMOVED = ("removed", "removed_on")
SAID = f"a text in {TEXTS} is taken out by its sender or the purge, and never changed"


def keeping_texts(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """A row of submissions is never deleted; its one change empties the text and says why."""
    fields = apps.get_model("consultation", "Submission")._meta.fields
    for statement in keeping([f.column for f in fields], editor.connection.vendor):
        editor.execute(statement)


def no_longer_keeping(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in letting(editor.connection.vendor):
        editor.execute(statement)


KEEP_TEXTS = RunPython(keeping_texts, no_longer_keeping)


def removal(columns: list[str], is_same: str) -> str:
    """The condition of the one change that is let through."""
    stays = [c for c in columns if c not in {*EMPTIED, *REMOVED}]
    same = [f'NEW."{c}" {is_same} OLD."{c}"' for c in stays]
    gone = [f"NEW.{c} = ''" for c in EMPTIED]
    return " AND ".join(
        [*same, *gone, "OLD.removed = ''", "NEW.removed IN ('withdrawn', 'purged')"]
    )


def keeping(columns: list[str], vendor: str) -> list[str]:
    if vendor == "postgresql":
        allowed = removal(columns, "IS NOT DISTINCT FROM")
        return [
            f"CREATE FUNCTION {TEXTS}_kept() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN IF TG_OP = 'UPDATE' AND {allowed} THEN RETURN NEW; END IF;"
            f" RAISE EXCEPTION '{SAID}'; END $$",
            f"CREATE TRIGGER {TEXTS}_kept BEFORE UPDATE OR DELETE ON {TEXTS}"
            f" FOR EACH ROW EXECUTE FUNCTION {TEXTS}_kept()",
            f"CREATE FUNCTION {TEXTS}_stays() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{SAID}'; END $$",
            f"CREATE TRIGGER {TEXTS}_whole BEFORE TRUNCATE ON {TEXTS}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {TEXTS}_stays()",
        ]
    return [
        f"CREATE TRIGGER {TEXTS}_no_update BEFORE UPDATE ON {TEXTS}"
        f" WHEN NOT ({removal(columns, 'IS')})"
        f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
        f"CREATE TRIGGER {TEXTS}_no_delete BEFORE DELETE ON {TEXTS}"
        f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    ]


def letting(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER {TEXTS}_kept ON {TEXTS}",
            f"DROP TRIGGER {TEXTS}_whole ON {TEXTS}",
            f"DROP FUNCTION {TEXTS}_kept()",
            f"DROP FUNCTION {TEXTS}_stays()",
        ]
    return [f"DROP TRIGGER {TEXTS}_no_{deed}" for deed in ("update", "delete")]
