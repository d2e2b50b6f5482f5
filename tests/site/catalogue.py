"""The words on the screen: what the source says, what the English catalogue answers.

`python tests/site/catalogue.py` adds what is missing, drops what is gone, and compiles; `./dev fix`
calls it. It needs no gettext programs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "danvan"
LOCALE = SOURCE / "site" / "locale"
CALL = re.compile(r"(?:gettext|_)\(\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
NAMES = {"gettext", "gettext_lazy", "_"}


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def said() -> dict[str, str]:
    """Every sentence of pages and code that is to be translated, and a file that says it."""
    found: dict[str, str] = {}
    for file, words in (*in_templates(), *in_code()):
        found.setdefault(words, file.relative_to(SOURCE).as_posix())
    return found


def in_templates() -> Iterator[tuple[Path, str]]:
    for page in sorted(SOURCE.rglob("templates/**/*.html")):
        for call in CALL.finditer(templatize(page.read_text("utf-8"))):
            yield page, ast.literal_eval(call[1])


def in_code() -> Iterator[tuple[Path, str]]:
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text("utf-8")
        if "gettext" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in NAMES and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield file, first.value


def renew() -> list[str]:
    """Brings the English catalogue in line with the source; returns what lacks a translation."""
    path = catalogue("en")
    book = polib.pofile(str(path))
    sentences = said()
    for entry in [entry for entry in book if entry.msgid not in sentences]:
        book.remove(entry)
    known = {entry.msgid for entry in book}
    for words, file in sentences.items():
        if words not in known:
            book.append(polib.POEntry(msgid=words, comment=file))
    book.sort(key=lambda entry: entry.msgid)
    book.save(str(path))
    for language in ("en", "vi"):
        polib.pofile(str(catalogue(language))).save_as_mofile(
            str(catalogue(language).with_suffix(".mo"))
        )
    return [entry.msgid for entry in book if not entry.msgstr]


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure()
    django.setup()
    for words in renew():
        print(f"no English yet: {words}")
